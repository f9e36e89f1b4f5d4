import { describe, expect, test } from 'vitest';
import { spotlightOf } from '../../../adapters/web/spotlight.js';
import type { Block, Moment, Reply } from '../../../src/reply/reply.js';
import { meetingAt, nextAt } from '../../support/gallery.js';

const soon: Moment = { type: 'moment', at: meetingAt, show: 'day-time', home: 'UTC' };
const counted: Moment = { ...soon, at: nextAt, countdown: true };
const reply = (...body: Block[]): Reply => ({
  ...{ title: 'The desk', audience: 'asker', tone: 'plain', summary: 'S', body, choices: [] },
});

describe('what the first screen shows large', () => {
  test('the moment that counts down, under its field’s label; the other fields stay', () => {
    const other = { label: 'Networking', value: [soon] };
    const found = spotlightOf(
      reply({ type: 'fields', fields: [other, { label: 'Community', value: [counted, ' · ', 'online'] }] }),
    );
    expect(found).toEqual({
      ...{ title: 'Community', moment: counted, beside: ['online'], links: [] },
      rest: [{ type: 'fields', fields: [other] }],
    });
  });

  test('a moment in a line, under the line’s strong words, or else under the title', () => {
    const strong = { type: 'strong', text: 'Community' } as const;
    expect(spotlightOf(reply({ type: 'text', line: [strong, ': ', soon] }))).toMatchObject({
      title: 'Community',
      beside: [],
      rest: [],
    });
    expect(spotlightOf(reply({ type: 'text', line: [soon] }))?.title).toBe('The desk');
  });

  test('a line that is nothing but a link becomes one of the links', () => {
    const link = { type: 'link', text: 'Join', url: 'https://zoom.us/j/1' } as const;
    const found = spotlightOf(
      reply({ type: 'text', line: [soon] }, { type: 'text', line: [link] }, { type: 'text', line: ['or ', link] }),
    );
    expect(found?.links).toEqual([link]);
    expect(found?.rest).toEqual([{ type: 'text', line: ['or ', link] }]);
  });

  test('a list gives away one item and keeps the others', () => {
    const found = spotlightOf(reply({ type: 'list', items: [['first'], ['at ', soon]] }));
    expect(found?.beside).toEqual(['at ']);
    expect(found?.rest).toEqual([{ type: 'list', items: [['first']] }]);
  });

  test('a reply without a moment has none; a row of a table of cities is none either', () => {
    expect(spotlightOf(reply({ type: 'text', line: ['No meeting is planned.'] }))).toBeUndefined();
    expect(spotlightOf(reply({ type: 'text', line: [{ ...soon, fixed: true }] }))).toBeUndefined();
  });
});
