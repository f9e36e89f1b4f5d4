import { codesFor, invokeOf } from '../../../adapters/discord/button.js';
import { type MessageBody, renderDiscord } from '../../../adapters/discord/render.js';
import type { Invoke, Reply } from '../../../src/reply/reply.js';
import { renderersKeep, type SeenPart } from '../../contract/renderers.js';
import { readMarkdown } from '../../support/discord/eye.js';
import { pingsOf } from '../../support/discord/pings.js';
import { bySchema, type Component, flatten, loadSchemas, messageFaults } from '../../support/discord/rules.js';
import { MemoryShelf } from '../../support/discord/surface.js';

async function readPart(body: MessageBody, shelf: MemoryShelf): Promise<SeenPart> {
  const all = flatten(body.components as readonly Component[]);
  const contents = all.filter(({ type }) => type === 10).map(({ content }) => content ?? '');
  // A reminder's ping stands in a text of its own above the heading.
  const [first = '', ...further] = contents.filter((content) => content !== '@here');
  const [heading = '', ...below] = first.split('\n');
  const read = [below.join('\n'), ...further].map(readMarkdown);
  const buttons = all.filter(({ type }) => type === 2);
  return {
    title: readMarkdown(heading).text,
    texts: read.map(({ text }) => text),
    links: read.flatMap(({ links }) => links),
    instants: read.flatMap(({ instants }) => instants),
    people: read.flatMap(({ people }) => people),
    struck: read.flatMap(({ struck }) => struck),
    buttons: await Promise.all(
      buttons.map(async ({ label = '', custom_id = '' }) => ({
        label,
        invoke: (await invokeOf(custom_id, shelf)) as Invoke,
      })),
    ),
    pings: pingsOf(contents, body.allowed_mentions),
    broken: [...messageFaults(body as never), ...bySchema(await loadSchemas(), 'MessageCreateRequest', body)],
  };
}

renderersKeep(
  'Discord',
  async (reply: Reply) => {
    const shelf = new MemoryShelf();
    const code = await codesFor(reply, shelf);
    return Promise.all(renderDiscord(reply, code).map((body) => readPart(body, shelf)));
  },
  { moments: 'native', canMention: true },
);
