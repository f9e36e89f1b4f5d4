import { PassThrough, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { type ConsoleAdapter, createConsoleAdapter } from '../../../adapters/console/index.js';
import type { Desk } from '../../../src/adapter.js';
import type { Reply } from '../../../src/reply/reply.js';
import { adapterContract, type Seen, type Surface } from '../../contract/adapters.js';
import { scriptedDesk } from '../../support/scripted-desk.js';

/** A terminal's other end: each write is one thing shown, since the adapter shows a reply in one piece. */
class Screen extends Writable {
  readonly writes: string[] = [];
  #waiting: ((text: string) => void)[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString('utf8');
    this.writes.push(text);
    for (const tell of this.#waiting.splice(0)) tell(text);
    done();
  }

  nextWrite(): Promise<string> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function seen(text: string): Seen {
  return {
    text,
    urls: text.match(/https?:\/\/[^\s>]+/gu) ?? [],
    buttons: [...text.matchAll(/^\[\d+\] (.+)$/gmu)].map(([, label]) => label ?? ''),
    audience: text.startsWith('── ') ? 'room' : 'asker',
    pings: [],
  };
}

async function open(desk: Desk): Promise<Surface & { adapter: ConsoleAdapter; input: PassThrough; screen: Screen }> {
  const input = new PassThrough();
  const screen = new Screen();
  const adapter = createConsoleAdapter({ input, output: screen, zone: 'Europe/Berlin', width: 80 });
  await adapter.start(desk);
  const type = async (line: string) => {
    const shown = screen.nextWrite();
    input.write(`${line}\n`);
    return [seen(await shown)];
  };
  return {
    adapter,
    input,
    screen,
    type,
    channel: 'terminal',
    member: { id: 'terminal', zone: 'Europe/Berlin' },
    press: (label) => {
      const newest = screen.writes.findLast((text) => text.includes(`] ${label}\n`)) ?? '';
      return type(
        newest
          .match(/^\[(\d+)\] (.+)$/gmu)
          ?.find((line) => line.endsWith(`] ${label}`))
          ?.match(/\d+/u)?.[0] ?? '',
      );
    },
    post: (post) => adapter.post(post),
    shown: () => screen.writes.map(seen).filter(({ audience }) => audience === 'room'),
    close: () => adapter.stop(),
  };
}

adapterContract('the terminal', open);

const answer: Reply = {
  title: 'Page one',
  audience: 'asker',
  tone: 'plain',
  summary: 'Page one.',
  body: [],
  choices: [{ label: 'First', invoke: { command: 'meeting', options: { name: 'first' } } }],
  paging: { from: 1, to: 1, total: 2, next: { command: 'meeting', options: { page: 2 } } },
};

test('the greeting names the community, two things to type and the way out', async () => {
  const terminal = await open(scriptedDesk({}));
  expect(terminal.screen.writes).toEqual([
    'The front desk of Example. Ask a question, or type /meeting. Ctrl-D ends.\n\n',
  ]);
  await terminal.close();
});

test('n shows the next page', async () => {
  const desk = scriptedDesk({ '/meeting': answer, '/meeting 2': { ...answer, title: 'Page two', choices: [] } });
  const terminal = await open(desk);
  await terminal.type('/meeting');
  const [page] = await terminal.type('n');
  expect(page?.text).toContain('Page two');
  await terminal.close();
});

test('a reminder that comes in between leaves the numbers on the screen as they were', async () => {
  const reminder: Reply = {
    ...answer,
    title: 'Soon',
    audience: 'room',
    choices: [{ label: 'Skip', invoke: { command: 'skip', options: {} } }],
  };
  const desk = scriptedDesk({ '/meeting': answer });
  const terminal = await open(desk);
  await terminal.type('/meeting');
  await terminal.post({
    key: 'k',
    target: { platform: 'console', room: 'general', channel: 'terminal' },
    reply: reminder,
  });
  expect(terminal.screen.writes.at(-1)).toMatch(/^── general ──\nSoon\n\n\[2\] Skip\n/u);
  await terminal.type('1');
  expect(desk.asked.at(-1)).toMatchObject({ invoke: { command: 'meeting', options: { name: 'first' } } });
  await terminal.close();
});

test('the same key is shown once, even when nobody asks before', async () => {
  const terminal = await open(scriptedDesk({}));
  const post = {
    key: 'k',
    target: { platform: 'console', room: 'general', channel: 'terminal' },
    reply: answer,
  } as const;
  const outcomes = [await terminal.post(post), await terminal.post(post)];
  expect(outcomes).toEqual([
    { outcome: 'posted', id: 'console-1' },
    { outcome: 'posted', id: 'console-1' },
  ]);
  expect(terminal.shown('terminal')).toHaveLength(1);
  await terminal.close();
});

test('an edit is shown anew below, under the room’s name, and not again while it says the same', async () => {
  const terminal = await open(scriptedDesk({}));
  const target = { platform: 'console', room: 'general', channel: 'terminal' } as const;
  const post = { key: 'k', target, reply: answer };
  await terminal.post(post);
  const skipped = { ...post, reply: { ...answer, title: 'Skipped', choices: [] } };
  for (const each of [post, skipped, skipped, post]) {
    expect(await terminal.adapter.edit(each, 'console-1')).toEqual({ outcome: 'edited' });
  }
  const shown = terminal.screen.writes.slice(-3).map((text) => text.split('\n').slice(0, 2));
  expect(shown).toEqual([
    ['── general ──', 'Page one'],
    ['── general, changed ──', 'Skipped'],
    ['── general, changed ──', 'Page one'],
  ]);
  await terminal.close();
});

test('a message that is removed is taken back in a sentence, and can be posted again', async () => {
  const terminal = await open(scriptedDesk({}));
  const target = { platform: 'console', room: 'general', channel: 'terminal' } as const;
  const post = { key: 'k', target, reply: answer };
  await terminal.post(post);
  await terminal.adapter.remove(target, 'console-1');
  expect(terminal.screen.writes.at(-1)).toBe('A message in general was taken back.\n\n');
  expect(await terminal.adapter.copies(post)).toEqual([]);
  expect(await terminal.post(post)).toEqual({ outcome: 'posted', id: 'console-2' });
  await terminal.close();
});

test('when the input ends, all that was typed is answered in order before the terminal ends', async () => {
  const terminal = await open(
    scriptedDesk({ '/meeting': answer, one: { ...answer, title: 'One' }, two: { ...answer, title: 'Two' } }),
  );
  terminal.input.end('one\n/meeting\ntwo');
  await terminal.adapter.ended;
  expect(terminal.screen.writes.slice(1).map((text) => text.split('\n')[0])).toEqual(['One', 'Page one', 'Two']);
  await terminal.close();
});

test('a person in front of it sees a prompt, and no escape when colour is off', async () => {
  const input = new PassThrough();
  const screen = Object.assign(new Screen(), { isTTY: true, columns: 40, hasColors: () => false });
  const adapter = createConsoleAdapter({ input, output: screen });
  await adapter.start(scriptedDesk({}));
  expect(screen.writes.join('')).toContain('› ');
  expect(screen.writes.join('')).not.toContain('\u001B[1m');
  await adapter.stop();
});
