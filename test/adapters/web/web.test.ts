import { afterAll } from 'vitest';
import type { Told } from '../../../adapters/web/event-stream.js';
import { adapterContract, type Seen, type Surface } from '../../contract/adapters.js';
import { buildPage } from '../../support/browser.js';
import { all, type Element, hasClass, readHtml, textOf } from './html-reader.js';
import { openPage, PlainBrowser } from './open-page.js';

const built = buildPage();
afterAll(() => built.remove());

function seen(entry: Element): Seen {
  const reply = all(entry, (each) => hasClass(each, 'reply'))[0] ?? entry;
  return {
    text: textOf(reply, (each) => each.tag === 'button' || hasClass(each, 'unseen')),
    urls: all(reply, ({ tag }) => tag === 'a').map(({ attributes }) => attributes.href ?? ''),
    buttons: all(reply, ({ tag }) => tag === 'button').map((button) => textOf(button)),
    audience: entry.attributes['data-private'] === undefined ? 'room' : 'asker',
    // The page has nobody to ping.
    pings: [],
  };
}

const isEntry = (each: Element): boolean => hasClass(each, 'entry');
const isAsked = (each: Element): boolean => hasClass(each, 'asked');

adapterContract('the page', async (desk): Promise<Surface> => {
  const { adapter, address } = await openPage(desk, built);
  const [member, other] = [new PlainBrowser(address), new PlainBrowser(address)];
  await member.get('/');
  await other.get('/');
  /** Entries that the member's page holds, by id. */
  const entries = new Map<string, Element>();
  let shown: readonly Seen[] = [];

  async function look(): Promise<void> {
    if (adapter.health().ready) shown = all(readHtml((await other.get('/')).body), isEntry).map(seen);
  }
  async function said(fields: Record<string, string>): Promise<readonly Seen[]> {
    const { body } = await member.say({ room: 'general', zone: 'Europe/Berlin', ...fields });
    const { events } = JSON.parse(body) as { events: readonly Told[] };
    const news: Element[] = [];
    for (const { kind, id, html } of events) {
      entries.delete(id);
      const [entry] = html === undefined ? [] : all(readHtml(html), isEntry);
      if (kind === 'gone' || entry === undefined) continue;
      entries.set(id, entry);
      if (!isAsked(entry)) news.push(entry);
    }
    await look();
    return news.map(seen);
  }

  return {
    adapter: {
      ...adapter,
      async edit(post, id) {
        const outcome = await adapter.edit(post, id);
        await look();
        return outcome;
      },
      async remove(target, id) {
        await adapter.remove(target, id);
        await look();
      },
    },
    channel: 'general',
    member: { id: member.viewer, zone: 'Europe/Berlin' },
    type: (line) => said({ line }),
    async press(label) {
      for (const [id, entry] of [...entries].reverse()) {
        const button = all(entry, ({ tag }) => tag === 'button').find((each) => textOf(each) === label);
        const invoke = button?.attributes.value;
        if (invoke !== undefined) return said({ invoke, entry: id });
      }
      throw new Error(`There is no button “${label}”`);
    },
    async post(post) {
      const outcome = await adapter.post(post);
      await look();
      return outcome;
    },
    shown: (channel) => (channel === 'general' ? shown : []),
    close: () => adapter.stop(),
  };
});
