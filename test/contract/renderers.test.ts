/** The no-loss law is itself on trial: a rendering that loses or adds something is noticed. */
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/reply/reply.js';
import { meetingAt, meetingUntil } from '../support/gallery.js';
import { expectKept, type SeenPart } from './renderers.js';

const reply: Reply = {
  title: 'Meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'Soon.',
  body: [
    { type: 'text', line: ['Every second Thursday', { type: 'link', text: 'Join', url: 'https://zoom.us/j/1' }] },
    {
      type: 'fields',
      fields: [
        {
          label: 'When',
          value: [
            { type: 'moment', at: meetingAt, until: meetingUntil, show: 'day-time', home: 'America/Los_Angeles' },
          ],
        },
      ],
    },
    { type: 'source', quote: 'Quoted words.', title: 'A page' },
  ],
  choices: [{ label: 'All', invoke: { command: 'meeting', options: { name: 'all' } } }],
  paging: { from: 11, to: 20, total: 42, next: { command: 'meeting', options: { page: 3 } } },
};

const native = { moments: 'native', canMention: true } as const;
const said = { moments: 'said', canMention: false } as const;

const whole: SeenPart = {
  title: 'Meeting',
  texts: ['Every second Thursday Join', 'When:', 'A page', 'Quoted words.', '11 to 20 of 42'],
  links: [{ text: 'Join', url: 'https://zoom.us/j/1' }],
  instants: [meetingAt, meetingUntil],
  people: [],
  buttons: [
    { label: 'All', invoke: { command: 'meeting', options: { name: 'all' } } },
    { label: 'Next', invoke: { command: 'meeting', options: { page: 3 } } },
  ],
  pings: [],
  broken: [],
};

test('a whole rendering passes, also in two messages and with a word split between them', () => {
  expectKept(reply, [whole], native);
  const first: SeenPart = { ...whole, texts: ['Every sec'], buttons: [], links: [], instants: [] };
  const second: SeenPart = {
    ...whole,
    title: 'Meeting (2 of 2)',
    texts: ['ond Thursday', ...whole.texts.slice(0).map(dropFirst)],
  };
  expectKept(reply, [first, second], native);
});

function dropFirst(text: string): string {
  return text.replace('Every second Thursday ', '');
}

test('a moment in words passes where the surface says moments', () => {
  const texts = whole.texts.map((text) =>
    text === 'When:' ? 'When: Thursday 10 December 2026,\n 20:00 to 21:00 in Berlin' : text,
  );
  expectKept(reply, [{ ...whole, texts, instants: [] }], said);
});

describe('the law fails', () => {
  test.each<[string, Partial<SeenPart>]>([
    ['when the title is lost', { title: 'Meetin' }],
    ['when a word is lost', { texts: whole.texts.map((text) => text.replace('second ', '')) }],
    ['when the order changes', { texts: whole.texts.toReversed() }],
    ['when a label is lost', { texts: whole.texts.filter((text) => text !== 'When:') }],
    ['when the total of the pages is lost', { texts: whole.texts.map((text) => text.replace(' of 42', '')) }],
    ['when a link is lost', { links: [] }],
    ['when a link goes elsewhere', { links: [...whole.links, { text: 'Join', url: 'https://evil.example/' }] }],
    ['when an end is lost', { instants: [meetingAt] }],
    ['when a button is lost', { buttons: whole.buttons.slice(0, 1) }],
    [
      'when a button does something else',
      { buttons: whole.buttons.map((button) => ({ ...button, invoke: { command: 'x', options: {} } })) },
    ],
    ['when a button is added', { buttons: [...whole.buttons, ...whole.buttons] }],
    ['when somebody is pinged', { pings: ['everyone'] }],
    ['when a limit is overstepped', { broken: ['51 blocks'] }],
    ['when a character steers the screen', { texts: ['\u202E', ...whole.texts] }],
  ])('%s', (_name, change) => {
    expect(() => expectKept(reply, [{ ...whole, ...change }], native)).toThrow();
  });

  test('when a moment is said in another zone', () => {
    const texts = whole.texts.map((text) =>
      text === 'When:' ? 'When: Thursday 10 December 2026, 11:00 to 12:00' : text,
    );
    expect(() => expectKept(reply, [{ ...whole, texts, instants: [] }], said)).toThrow();
  });

  describe('for what is struck out', () => {
    const moved: Reply = {
      ...reply,
      body: [{ type: 'text', line: [{ type: 'struck', text: 'at eleven' }, ' at twelve'] }],
    };
    const drawn: SeenPart = { ...whole, texts: ['at eleven at twelve', '11 to 20 of 42'], struck: ['at eleven'] };
    const worded: SeenPart = { ...whole, texts: ['(was at eleven) at twelve', '11 to 20 of 42'] };

    test('not where the line or the word is there', () => {
      expectKept(moved, [{ ...drawn, links: [], instants: [] }], native);
      expectKept(moved, [{ ...worded, links: [], instants: [] }], native);
    });

    test.each<[string, SeenPart]>([
      ['when the line is lost', { ...drawn, struck: [] }],
      ['when the line goes through more', { ...drawn, struck: ['at eleven at twelve'] }],
      ['when the line goes through something else', { ...drawn, struck: ['at twelve'] }],
      ['when neither line nor word is there', { ...worded, texts: drawn.texts }],
    ])('%s', (_name, part) => {
      expect(() => expectKept(moved, [part], native)).toThrow(/struck out|lost after/u);
    });
  });

  test('when a ping that was asked for does not come, or comes twice', () => {
    const loud: Reply = { ...reply, mention: 'here' };
    expect(() => expectKept(loud, [whole], native)).toThrow();
    expect(() => expectKept(loud, [{ ...whole, pings: ['here', 'here'] }], native)).toThrow();
    expectKept(loud, [{ ...whole, pings: ['here'] }], native);
  });
});
