import { person } from '../reply/build.js';
import type { Inline } from '../reply/reply.js';
import type { Author } from '../schedule/change.js';
import { platformName } from './platform-name.js';

/** Who made a change, for a reply: the platform's own person where it has one. Nobody is pinged by it. */
export function authorInline(author: Author): Inline {
  const { platform, id } = author;
  if (platform === 'slack' || platform === 'discord') return person(authorName(author), { [platform]: id });
  return authorName(author);
}

/** "Ana Ruiz", or "somebody on Slack" where no name was shown. */
export function authorName({ platform, name }: Author): string {
  if (platform === 'console') return 'the operator';
  return name ?? `somebody on ${platformName[platform]}`;
}
