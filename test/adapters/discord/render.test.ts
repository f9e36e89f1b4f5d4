import { expect, test } from 'vitest';
import { carries, marked, renderDiscord } from '../../../adapters/discord/render.js';
import type { Reply } from '../../../src/reply/reply.js';
import type { Instant } from '../../../src/time/zoned.js';
import { flatten } from '../../support/discord/rules.js';

const reply: Reply = {
  title: 'Community meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'The community meets on Thursday 10 December 2026, 20:00 in Berlin.',
  body: [
    {
      type: 'fields',
      fields: [
        { label: 'Next', value: [{ type: 'moment', at: 1_796_929_200 as Instant, show: 'day-time', home: 'UTC' }] },
        { label: 'Join', value: [{ type: 'link', text: 'Zoom', url: 'https://zoom.us/j/1' }] },
      ],
    },
    { type: 'divider' },
    { type: 'source', quote: 'Two\nlines', title: 'Roles', url: 'https://istio.io/roles' },
  ],
  choices: [{ label: 'All', invoke: { command: 'meeting', options: { name: 'all' } }, primary: true }],
  paging: { from: 1, to: 10, total: 12, next: { command: 'meeting', options: { page: 2 } } },
};

test('a reply becomes one container with its texts, its buttons in a row below', () => {
  const code = ({ options }: { options: object }) => Object.values(options).join();
  expect(renderDiscord(reply, code)).toEqual([
    {
      flags: 32_768,
      allowed_mentions: { parse: [], replied_user: false },
      components: [
        {
          type: 17,
          accent_color: 4_615_088,
          components: [
            {
              type: 10,
              content: '### Community meeting\n\n**Next:** <t:1796929200:F>\n**Join:** [Zoom](https://zoom.us/j/1)',
            },
            { type: 14, divider: true, spacing: 1 },
            { type: 10, content: '> Two\n> lines\nFrom [Roles](https://istio.io/roles)\n\n-# 1 to 10 of 12' },
            {
              type: 1,
              components: [
                { type: 2, style: 1, label: 'All', custom_id: '0~all' },
                { type: 2, style: 2, label: 'Next', custom_id: '1~2' },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

test('the last page with one entry says which one it is', () => {
  const [body] = renderDiscord({ ...reply, paging: { from: 11, to: 11, total: 11 } }, () => 'x');
  const texts = flatten(body?.components as never).map(({ content }) => content);
  expect(texts.some((text) => text?.endsWith('\n\n-# 11 of 11'))).toBe(true);
});

test('a ping of the room stands alone, and nothing beside it can ping', () => {
  const loud: Reply = { ...reply, mention: 'here', title: '@everyone', body: [{ type: 'text', line: ['@here'] }] };
  const [body] = renderDiscord(loud, () => 'x');
  const texts = flatten(body?.components as never).map(({ content }) => content);
  expect(body?.allowed_mentions).toEqual({ parse: ['everyone'] });
  expect(texts.filter((text) => text !== undefined && /@(everyone|here)/.test(text))).toEqual(['@here']);
});

test('a long reply becomes several messages, and only the first pings', () => {
  const items = Array.from({ length: 300 }, (_, index) => [`item ${index} with some words behind it`]);
  const bodies = renderDiscord({ ...reply, mention: 'here', body: [{ type: 'list', items }] }, () => 'x');
  expect(bodies.length).toBeGreaterThan(2);
  expect(bodies.map(({ allowed_mentions }) => allowed_mentions.parse)).toEqual([
    ['everyone'],
    ...bodies.slice(1).map(() => []),
  ]);
  const buttons = bodies.map(({ components }) => flatten(components as never).filter(({ type }) => type === 2).length);
  expect(buttons).toEqual([...bodies.slice(1).map(() => 0), 2]);
});

test('a problem looks different from an answer', () => {
  const [body] = renderDiscord({ ...reply, tone: 'problem' }, () => 'x');
  expect(body?.components[0]).toMatchObject({ accent_color: 12_745_742 });
});

test('a marked message is known again by its own marker alone', () => {
  const [body] = renderDiscord({ ...reply, mention: 'here' }, () => 'x');
  if (body === undefined) throw new Error('nothing was rendered');
  const { components } = marked(body, [1_500_000_001, 1_500_000_002]);
  expect(carries(components, [1_500_000_001, 1_500_000_002])).toBe(true);
  expect(carries(components, [1_500_000_001, 1_500_000_003])).toBe(false);
  expect(carries(components, [1_500_000_003, 1_500_000_002])).toBe(false);
  expect(carries(body.components, [1_500_000_001, 1_500_000_002])).toBe(false);
});
