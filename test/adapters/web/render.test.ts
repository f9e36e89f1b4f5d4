import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInvoke, writeInvoke } from '../../../adapters/web/inbound.js';
import { renderHtml, type View } from '../../../adapters/web/render.js';
import type { Reader } from '../../../src/adapter.js';
import type { Invoke, Reply } from '../../../src/reply/reply.js';
import { renderersKeep, type SeenPart } from '../../contract/renderers.js';
import { meetingAt, meetingUntil } from '../../support/gallery.js';
import { all, type Element, readHtml, textOf } from './html-reader.js';

const tags = new Set(
  'div h2 h3 p ul li dl dt dd figure blockquote figcaption cite hr strong code s a time span form input button'.split(
    ' ',
  ),
);

/** The page's reply as a reader sees it. */
function seen(reply: Reply, reader: Reader): readonly SeenPart[] {
  const view: View = {
    now: meetingAt,
    room: 'general',
    entry: 'e-1',
    ...(reader.zone === undefined ? {} : { zone: reader.zone }),
  };
  const root = readHtml(renderHtml(reply, writeInvoke, view).toString());
  const title = all(root, ({ tag }) => tag === 'h3').map((heading) => textOf(heading));
  const body = textOf(root, (each) => each.tag === 'h3' || each.tag === 'button');
  const times = all(root, ({ tag, attributes }) => tag === 'time' && attributes['data-fixed'] === undefined);
  return [
    {
      title: title.join('|'),
      texts: [body],
      struck: all(root, ({ tag }) => tag === 's').map((element) => textOf(element)),
      links: all(root, ({ tag }) => tag === 'a').map((a) => ({ text: textOf(a), url: a.attributes.href ?? '' })),
      instants: times.flatMap(({ attributes }) =>
        [attributes.datetime, attributes['data-until']].flatMap((iso) =>
          iso === undefined ? [] : Date.parse(iso) / 1000,
        ),
      ),
      people: [],
      buttons: all(root, ({ tag }) => tag === 'button').map((button) => ({
        label: textOf(button),
        invoke: readInvoke(button.attributes.value) ?? noInvoke,
      })),
      pings: [],
      broken: all(root).flatMap(faults),
    },
  ];
}

const noInvoke: Invoke = { command: 'unreadable', options: {} };

/** What no markup of ours may hold. */
function faults({ tag, attributes }: Element): readonly string[] {
  const names = Object.keys(attributes);
  return [
    ...(tags.has(tag) ? [] : [`<${tag}>`]),
    ...names.filter((name) => name.startsWith('on') || name === 'style').map((name) => `<${tag} ${name}>`),
    ...(tag === 'a' && attributes.rel !== 'noopener noreferrer'
      ? ['a link that tells where it was followed from']
      : []),
    ...(tag === 'a' && !/^https?:/.test(attributes.href ?? '') ? ['a link that is not http(s)'] : []),
  ];
}

renderersKeep('the page', seen, { moments: 'native', canMention: false });

const plain: Reply = { title: 'T', audience: 'asker', tone: 'plain', summary: 'S', body: [], choices: [] };
const view: View = { now: meetingAt, room: 'general' };
const rendered = (reply: Partial<Reply>, from: View = view): string =>
  renderHtml({ ...plain, ...reply }, writeInvoke, from).toString();

describe('a reply on the page', () => {
  test('a moment is a time element whose text names the zone', () => {
    const moment = {
      type: 'moment',
      at: meetingAt,
      until: meetingUntil,
      show: 'day-time',
      home: 'America/Los_Angeles',
    } as const;
    expect(rendered({ body: [{ type: 'text', line: [moment] }] })).toContain(
      '<time datetime="2026-12-10T19:00:00Z" data-until="2026-12-10T20:00:00Z" data-show="day-time" data-home="America/Los_Angeles">' +
        'Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles</time>',
    );
    expect(rendered({ body: [{ type: 'text', line: [moment] }] }, { ...view, zone: 'Europe/Berlin' })).toContain(
      'Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
    );
  });

  test('a fixed moment keeps its own zone, whoever reads', () => {
    const moment = { type: 'moment', at: meetingAt, show: 'time', home: 'Asia/Tokyo', fixed: true } as const;
    expect(rendered({ body: [{ type: 'text', line: [moment] }] }, { ...view, zone: 'Europe/Berlin' })).toContain(
      'data-fixed>04:00 in Tokyo</time>',
    );
  });

  test('every choice is a button of one form that needs no script', () => {
    const html = rendered(
      { choices: [{ label: 'All', invoke: { command: 'meeting', options: { name: 'all' } }, primary: true }] },
      { ...view, entry: 'abc-7' },
    );
    expect(html).toContain('<form method="post" action="/say#latest" class="choices">');
    expect(html).toContain(
      '<input type="hidden" name="room" value="general"><input type="hidden" name="entry" value="abc-7">',
    );
    expect(html).toContain(
      '<button name="invoke" value="{&quot;command&quot;:&quot;meeting&quot;,&quot;options&quot;:{&quot;name&quot;:&quot;all&quot;}}" data-kind="primary">All</button>',
    );
  });

  test('nothing is read out twice: the summary stands only where there is no body', () => {
    const body = [{ type: 'text', line: ['The next one is on Thursday.'] }] as const;
    const summary = 'Community meeting: Thursday.';
    expect(
      textOf(readHtml(rendered({ summary, body })))
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('T The next one is on Thursday.');
    expect(
      textOf(readHtml(rendered({ summary })))
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('T Community meeting: Thursday.');
    expect(rendered({ summary })).not.toContain('unseen');
  });

  test('a link that is not http(s) is words, with its address', () => {
    const line = [{ type: 'link', text: 'press me', url: 'javascript:alert(1)' }] as const;
    expect(rendered({ body: [{ type: 'text', line }] })).toContain('<p dir="auto">press me (javascript:alert(1))</p>');
  });

  test('the last page with one entry says which one it is', () => {
    const html = rendered({ paging: { from: 11, to: 11, total: 11 } });
    expect(html).toContain('<span class="paging"><span>11 of 11</span></span>');
  });

  test('the preview of a reminder has no button to press', () => {
    const choices = [{ label: 'All', invoke: { command: 'meeting', options: {} } }];
    const html = rendered({ choices }, { ...view, inert: true });
    expect(html).not.toContain('<button');
    expect(html).toContain('<span class="button">All</span>');
  });

  test('whatever a text holds, it stays text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('<script>', '"><img src=x onerror=1>', '&lt;', "'-->"),
    );
    fc.assert(
      fc.property(text, text, (said, label) => {
        const [part] = seen(
          {
            ...plain,
            title: said,
            summary: said,
            body: [
              {
                type: 'fields',
                fields: [
                  { label, value: [said, { type: 'code', text: said }, { type: 'link', text: label, url: said }] },
                ],
              },
              { type: 'source', quote: said, title: label, url: `https://example.org/?${encodeURIComponent(label)}` },
            ],
            choices: [{ label, invoke: { command: said, options: { [label]: said } } }],
          },
          { id: 'r' },
        );
        expect(part?.broken).toEqual([]);
        expect(part?.buttons[0]?.invoke).toEqual({ command: said, options: { [label]: said } });
      }),
    );
  });
});
