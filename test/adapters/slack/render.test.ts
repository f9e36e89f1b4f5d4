import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderEdited, renderParts, renderSlack, withoutSharing } from '../../../adapters/slack/render.js';
import type { Block, Inline, Reply } from '../../../src/reply/reply.js';
import type { Instant } from '../../../src/time/zoned.js';
import { blockFaults, type Json } from '../../support/slack/block-check.js';
import { viewMessage } from '../../support/slack/message-view.js';

const code = () => 'pressed';
/** 2026-12-10T19:00:00Z. */
const at = 1_796_929_200 as Instant;
const home = 'America/Los_Angeles';

function reply(parts: Partial<Reply>): Reply {
  return { title: 'Title', audience: 'asker', tone: 'plain', summary: 'Summary.', body: [], choices: [], ...parts };
}

/** The elements of the one paragraph that a line becomes. */
function inlines(...line: readonly Inline[]): unknown {
  const { blocks } = renderSlack(reply({ body: [{ type: 'text', line }] }), code);
  return (blocks[1] as unknown as { elements: [{ elements: unknown }] }).elements[0].elements;
}

test('the title is a header in plain text, in which a colon word is no emoji', () => {
  expect(renderSlack(reply({ title: 'Community :smile: meeting' }), code).blocks[0]).toEqual({
    type: 'header',
    text: { type: 'plain_text', text: 'Community :smile: meeting', emoji: false },
  });
});

test('a moment is a date that Slack shows in each reader’s own time, with a fallback that names its zone', () => {
  expect(inlines({ type: 'moment', at, show: 'day-time', home })).toEqual([
    {
      type: 'date',
      timestamp: 1_796_929_200,
      format: '{date_long_pretty} {time}',
      fallback: 'Thursday 10 December 2026, 11:00 in Los Angeles',
    },
  ]);
});

test('a span says its day once', () => {
  const until = (at + 3600) as Instant;
  expect(inlines({ type: 'moment', at, until, show: 'day-time', home })).toEqual([
    expect.objectContaining({ timestamp: 1_796_929_200, format: '{date_long_pretty} {time}' }),
    { type: 'text', text: ' to ' },
    { type: 'date', timestamp: 1_796_932_800, format: '{time}', fallback: '12:00 in Los Angeles' },
  ]);
});

test('a fixed moment is plain text with its city, whoever reads', () => {
  expect(inlines({ type: 'moment', at, show: 'time', home: 'Europe/Berlin', fixed: true })).toEqual([
    { type: 'text', text: '20:00 in Berlin' },
  ]);
});

test('what is struck out has a line through it, and nothing beside it has', () => {
  expect(inlines({ type: 'struck', text: '*11:00* in Los Angeles' }, ' 12:00', { type: 'struck', text: '' })).toEqual([
    { type: 'text', text: '*11:00* in Los Angeles', style: { strike: true } },
    { type: 'text', text: ' 12:00' },
  ]);
});

test('an edit that fits is the reply itself, without its ping', () => {
  const loud = reply({ body: [{ type: 'text', line: ['Soon.'] }], mention: 'here' });
  const { mention: _mention, ...quiet } = loud;
  expect(renderEdited(loud, code)).toEqual({ message: renderSlack(quiet, code), isWhole: true });
});

test('an edit that is too large is one message all the same, whatever makes it large', () => {
  const large = fc.record({
    blocks: fc.integer({ min: 0, max: 80 }),
    words: fc.integer({ min: 1, max: 3_000 }),
    choices: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(large, ({ blocks, words, choices }) => {
      const line = ['word '.repeat(words)];
      const choice = { label: 'Press', invoke: { command: 'meeting', options: {} } };
      const { message, isWhole } = renderEdited(
        reply({ body: Array(blocks).fill({ type: 'text', line }), choices: Array(choices).fill(choice) }),
        code,
      );
      const payload = JSON.parse(JSON.stringify(message.blocks)) as Json[];
      expect(blockFaults(payload, 'message')).toEqual([]);
      expect(
        viewMessage(message.text, payload).texts.at(-1) === 'This is not all: the rest does not fit into this message.',
      ).toBe(!isWhole);
    }),
    { numRuns: 60 },
  );
});

test('a person is named and not notified', () => {
  expect(inlines({ type: 'person', name: 'Ana Ruiz', ids: { slack: 'U0ANA' } })).toEqual([
    { type: 'text', text: 'Ana Ruiz' },
  ]);
});

test('a link that is not http(s) is text with its address behind it', () => {
  expect(inlines({ type: 'link', text: 'press me', url: 'javascript:alert(1)' })).toEqual([
    { type: 'text', text: 'press me (javascript:alert(1))' },
  ]);
});

test('fields are bold labels with their values, one a line', () => {
  const fields = [
    { label: 'When', value: ['Thursday'] },
    { label: 'Join', value: [{ type: 'link', text: 'Zoom', url: 'https://zoom.us/j/1' } as const] },
  ];
  expect(renderSlack(reply({ body: [{ type: 'fields', fields }] }), code).blocks[1]).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'When: ', style: { bold: true } },
          { type: 'text', text: 'Thursday' },
          { type: 'text', text: '\n' },
          { type: 'text', text: 'Join: ', style: { bold: true } },
          { type: 'link', url: 'https://zoom.us/j/1', text: 'Zoom' },
        ],
      },
    ],
  });
});

test('a source is a quote with its title and link below', () => {
  const source: Block = { type: 'source', quote: 'Sign once.', title: 'Contributing', url: 'https://example.org/c' };
  expect(renderSlack(reply({ body: [source] }), code).blocks[1]).toEqual({
    type: 'rich_text',
    elements: [
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Sign once.' }] },
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'From ' },
          { type: 'link', url: 'https://example.org/c', text: 'Contributing' },
        ],
      },
    ],
  });
});

test('only a reminder whose rule asks for it pings those who are here, and only in its first message', () => {
  const long: Block[] = Array.from({ length: 60 }, (_, n) => ({ type: 'text', line: [`Paragraph ${n}`] }));
  const parts = renderParts(reply({ mention: 'here', body: long }), code);
  const pings = parts.map(({ text, blocks }) => viewMessage(text, blocks as unknown as Json[]).pings);
  expect(pings).toEqual([['here'], []]);
});

test('a problem without a body shows its sentence', () => {
  const { blocks } = renderSlack(reply({ tone: 'problem', summary: 'Ask me in a sentence.' }), code);
  expect(viewMessage('', blocks as unknown as Json[]).texts).toEqual(['Ask me in a sentence.']);
});

test('paging has its buttons beside the choices, each under a name of its own', () => {
  const invoke = { command: 'working-groups', options: { page: 2 } };
  const { blocks } = renderSlack(
    reply({
      choices: [{ label: 'One', invoke, primary: true }],
      paging: { from: 11, to: 20, total: 25, previous: invoke, next: invoke },
    }),
    code,
  );
  const view = viewMessage('', blocks as unknown as Json[]);
  expect(view.texts).toEqual(['11 to 20 of 25']);
  expect(view.buttons).toEqual([
    { label: 'One', actionId: 'choice:0', value: 'pressed', primary: true },
    { label: 'Previous', actionId: 'page:previous', value: 'pressed', primary: false },
    { label: 'Next', actionId: 'page:next', value: 'pressed', primary: false },
  ]);
});

test('the last page with one entry says which one it is', () => {
  const { blocks } = renderSlack(reply({ paging: { from: 11, to: 11, total: 11 } }), code);
  expect(viewMessage('', blocks as unknown as Json[]).texts).toEqual(['11 of 11']);
});

test('what everybody sees has no button that shows it to everybody', () => {
  const invoke = { command: 'meeting', options: {} };
  const choices = [
    { label: 'All meetings', invoke },
    { label: 'Show to the room', invoke: { ...invoke, share: true as const } },
  ];
  expect(withoutSharing(reply({ choices })).choices.map(({ label }) => label)).toEqual(['All meetings']);
});

/** Text as unkind people type it: markup of every kind, in pieces that can join. */
const unkind = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<!here|here>',
        '<@U0ANA>',
        '<!subteam^S1>',
        '@everyone',
        '<',
        '>',
        '&lt;!here&gt;',
        '|',
      ),
      fc.constantFrom(
        '<http://evil.example|istio.io>',
        '[x](http://evil.example)',
        '<!date^0^{date}|x>',
        '```',
        '*',
        '\n',
        '\u202E',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

test('whatever text says, wherever it stands, it pings nobody, opens nothing, and Slack takes it', () => {
  fc.assert(
    fc.property(unkind, unkind, (text, other) => {
      const words = `a${text}`;
      const hostile = reply({
        title: [...`a${other}`].slice(0, 60).join(''),
        summary: text,
        body: [
          { type: 'text', line: [text, { type: 'strong', text }, { type: 'code', text: other }] },
          {
            type: 'text',
            line: [
              { type: 'person', name: text, ids: { slack: 'U0ANA' } },
              { type: 'link', text, url: 'https://example.org/honest' },
            ],
          },
          { type: 'list', items: [[text], [other]] },
          { type: 'fields', fields: [{ label: text, value: [other] }] },
          { type: 'source', quote: text, title: other, url: text },
        ],
        choices: [{ label: [...words].slice(0, 30).join(''), invoke: { command: 'meeting', options: {} } }],
      });
      for (const message of renderParts(hostile, code)) {
        const blocks = JSON.parse(JSON.stringify(message.blocks)) as Json[];
        const view = viewMessage(message.text, blocks);
        expect(view.pings).toEqual([]);
        const honest = ['https://example.org/honest', ...(URL.canParse(text) ? [new URL(text).href] : [])];
        for (const { url } of view.links) expect(honest).toContain(url);
        expect(blockFaults(blocks, 'message')).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
