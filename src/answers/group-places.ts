/** Where a group is to be found: its forum, channel, charter, folder. */
import type { Group } from '../community/model.js';
import type { Inline, Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import type { Answered } from './answers.js';
import { aboutGroup } from './meeting-subject.js';
import { type Recogniser, saying } from './recogniser.js';

/** "Which channel does it use?", "where does it talk?" */
const using = new Set(['use', 'talk', 'hang', 'live', 'post']);

interface Place {
  readonly what: string;
  readonly idea: 'forum' | 'channel' | 'charter' | 'folder';
  readonly of: (group: Group) => { readonly title: string; readonly url?: string } | undefined;
}

function channelOf({ slack, discord }: Group) {
  const names = [
    slack === undefined ? '' : `${slack} on Slack`,
    discord === undefined ? '' : `${discord} on Discord`,
  ].filter(Boolean);
  return names.length === 0 ? undefined : { title: names.join(', ') };
}

const linked = (url: string | undefined) => (url === undefined ? undefined : { title: siteName(url), url });

const places: readonly Place[] = [
  { what: 'channel', idea: 'channel', of: channelOf },
  { what: 'charter', idea: 'charter', of: (group) => linked(group.charter) },
  { what: 'document folder', idea: 'folder', of: (group) => linked(group.folder) },
  { what: 'forum', idea: 'forum', of: (group) => group.forum },
];

function placeAnswer(group: Group, { what, of }: Place): Answered {
  const found = of(group);
  const title = `${group.name}: ${what}`;
  const choices = [aboutGroup(group)];
  const lines = [group.line];
  if (found !== undefined) {
    const where: Inline = found.url === undefined ? found.title : { type: 'link', text: found.title, url: found.url };
    return saying('computed', {
      title,
      summary: `${group.name}, ${what}: ${found.title}${found.url === undefined || found.title.includes('@') ? '' : `, ${found.url}`}`,
      line: [where],
      choices,
      lines,
    });
  }
  const { forum } = group;
  const none = `No ${what} is listed for ${group.name}.`;
  if (forum === undefined || what === 'forum') return saying('unknown', { title, summary: none, choices, lines });
  const line: Line = [`${none} Its forum: `, { type: 'link', text: forum.title, url: forum.url }];
  return saying('unknown', { title, summary: `${none} Its forum: ${forum.title}`, line, choices, lines });
}

export const placeOfGroup: Recogniser = ({ reading }) => {
  const group = reading.named('group', reading.hasAny('group', 'forum', 'channel', 'charter', 'folder'))?.group;
  if (group === undefined) return undefined;
  const place = places.find(({ idea }) => reading.has(idea));
  if (
    place === undefined ||
    reading
      .leftover([place.idea, 'group', 'where', 'join', 'list', 'contact', 'forum', 'channel'])
      .some((word) => !using.has(word.stem))
  )
    return undefined;
  return placeAnswer(group, place);
};
