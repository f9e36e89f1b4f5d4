/**
 * The replies that no renderer may lose anything of: every node, alone and in company, and the edges that real
 * communities and unkind people bring. Moments are few and fixed, so that contracts can write out what they read as.
 */
import type { Block, Choice, Inline, Invoke, Reply } from '../../src/reply/reply.js';
import type { Instant } from '../../src/time/zoned.js';

export interface Exhibit {
  readonly name: string;
  readonly reply: Reply;
}

const home = 'America/Los_Angeles';

/** 2026-12-10T19:00:00Z: 20:00 in Berlin, 11:00 in Los Angeles, a Thursday in both. */
export const meetingAt = 1_796_929_200 as Instant;
/** One hour later. */
export const meetingUntil = 1_796_932_800 as Instant;
/** 2026-12-24T19:00:00Z, two weeks after `meetingAt`. */
export const nextAt = 1_798_138_800 as Instant;
/** 2026-12-10T23:30:00Z: already Friday, 00:30, in Berlin, still Thursday, 15:30, in Los Angeles. */
export const lateAt = 1_796_945_400 as Instant;

/** Text that pings, links, hides or breaks out wherever a renderer forgets to escape. */
export const hostile: readonly string[] = [
  '@everyone @here <!channel> <!here> <!everyone> <@U1> <@&55> <#C1> <@99> <!subteam^S1>',
  '[x](http://evil.example/) <http://evil.example/|x> ![x](http://evil.example/i.png)',
  '</div></p></script><script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; &amp;',
  '``` |||| *** ___ ~~~ ** __ ~~ ` || > # - 1. *bold* _em_ ~struck~ ||spoiler|| `code`',
  '# heading\n> quote\n>>> all\n- item\n1. first\n-# small\n---',
  '<t:0:R> <:a:1> <a:b:2> </x:3> <id:customize> :smile: \\*\\_ \\',
  '<!date^0^{date}|x> {date_long} $(x) %s \u0007',
];

function reply(name: string, parts: Partial<Reply>): Exhibit {
  const summary = parts.summary ?? `${parts.title ?? name}.`;
  const whole: Reply = { title: name, audience: 'asker', tone: 'plain', body: [], choices: [], ...parts, summary };
  return { name, reply: whole };
}

function line(...inlines: readonly Inline[]): Block {
  return { type: 'text', line: inlines };
}

function choose(label: string, invoke: Invoke, primary?: true): Choice {
  return { label, invoke, ...(primary ? { primary } : {}) };
}

function counted<T>(count: number, make: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

const zoom: Inline = { type: 'link', text: 'Join on Zoom', url: 'https://zoom.us/j/986657835' };
const ana = { type: 'person', name: 'Ana Ruiz', ids: { slack: 'U0ANA', discord: '112233445566778899' } } as const;
const noor = { type: 'person', name: 'Noor', ids: {} } as const;
const span = { type: 'moment', at: meetingAt, until: meetingUntil, show: 'day-time', home } as const;
const showToRoom = choose('Show to the room', { command: 'meeting', options: { name: 'community' }, share: true });

const everyInline: readonly Inline[] = [
  'Plain, ',
  { type: 'strong', text: 'strong' },
  ', ',
  { type: 'code', text: 'kubectl get pods' },
  ', ',
  zoom,
  ', ',
  span,
  ', ',
  ana,
  ' and ',
  noor,
  '.',
];

const everyBlock: readonly Block[] = [
  line(...everyInline),
  { type: 'list', items: [everyInline, ['second item'], [{ type: 'moment', at: nextAt, show: 'day', home }]] },
  {
    type: 'fields',
    fields: [
      { label: 'When', value: [span] },
      { label: 'Join', value: [zoom] },
      { label: 'Lead', value: [ana, ', ', noor] },
      { label: 'Mixed', value: everyInline },
    ],
  },
  { type: 'divider' },
  {
    type: 'source',
    quote: 'Sign the agreement once.\nThen open a pull request.',
    title: 'How to contribute',
    url: 'https://docs.example.org/contributing#sign',
  },
  { type: 'source', quote: 'A page without an address.', title: 'Notes kept on paper' },
];

const plain: readonly Exhibit[] = [
  reply('an empty body', {}),
  reply('one plain line', { body: [line('The community meets every second Thursday.')] }),
  reply('every inline in one line', { body: [line(...everyInline)] }),
  reply('every block with every inline', { body: everyBlock }),
  reply('every block twice, for the room, with choices and paging', {
    audience: 'room',
    body: [...everyBlock, ...everyBlock],
    choices: [showToRoom, choose('All meetings', { command: 'meeting', options: { name: 'all' } }, true)],
    paging: {
      from: 11,
      to: 20,
      total: 42,
      previous: { command: 'meeting', options: { page: 1 } },
      next: { command: 'meeting', options: { page: 3 } },
    },
  }),
  reply('a problem with a way out', {
    tone: 'problem',
    summary: 'No working group matches “netwroking”.',
    body: [line('No working group matches “netwroking”. Did you mean “Networking”?')],
    choices: [choose('Networking', { command: 'working-groups', options: { query: 'Networking' } })],
  }),
  reply('a problem without a body', { tone: 'problem', summary: 'Ask me in a sentence.' }),
  reply('a reminder that pings those who are here', {
    audience: 'room',
    mention: 'here',
    body: [line('Community meeting in 15 minutes: ', { ...span, countdown: true })],
  }),
  reply('blocks that hold nothing', {
    body: [
      line(),
      line(''),
      { type: 'list', items: [] },
      { type: 'list', items: [[]] },
      { type: 'fields', fields: [] },
      { type: 'fields', fields: [{ label: 'Notes', value: [] }] },
      { type: 'divider' },
    ],
  }),
];

const moments: readonly Exhibit[] = [
  reply('moments of every form', {
    body: [
      line({ type: 'moment', at: meetingAt, show: 'day-time', home }),
      line({ type: 'moment', at: meetingAt, show: 'day', home }),
      line({ type: 'moment', at: meetingAt, show: 'time', home }),
      line(span),
      line({ ...span, show: 'time' }),
      line({ ...span, countdown: true }),
      line({ type: 'moment', at: lateAt, show: 'day-time', home, countdown: true }),
    ],
  }),
  reply('one moment in a table of cities', {
    body: [
      {
        type: 'fields',
        fields: [
          { label: 'California', value: [{ type: 'moment', at: lateAt, show: 'time', home, fixed: true }] },
          {
            label: 'Germany',
            value: [{ type: 'moment', at: lateAt, show: 'day-time', home: 'Europe/Berlin', fixed: true }],
          },
          { label: 'India', value: [{ type: 'moment', at: lateAt, show: 'time', home: 'Asia/Kolkata', fixed: true }] },
        ],
      },
    ],
  }),
];

const links: readonly Exhibit[] = [
  reply('links with the characters that links are written in', {
    body: [
      line({ type: 'link', text: 'Istio (service mesh)', url: 'https://en.wikipedia.org/wiki/Istio_(software)' }),
      line({ type: 'link', text: 'a | b > c ] d', url: 'https://example.org/a?x=1&y=2|3#part' }),
      line({ type: 'link', text: 'https://example.org/shown', url: 'https://example.org/opened' }),
      line({ type: 'link', text: 'https://example.org/same', url: 'https://example.org/same' }),
      line({ type: 'link', text: '*stars* and `ticks`', url: 'https://example.org/_under_/*star*' }),
      line({ type: 'link', text: '会議', url: 'https://example.org/%E4%BC%9A%E8%AD%B0' }),
      line('Two in a row: ', zoom, { type: 'link', text: 'Notes', url: 'https://example.org/notes' }),
    ],
  }),
  reply('links that must not open', {
    body: [
      line({ type: 'link', text: 'press me', url: 'javascript:alert(1)' }),
      line({ type: 'link', text: 'local file', url: 'file:///etc/passwd' }),
      line({ type: 'link', text: 'a disguise', url: 'https://istio.io@evil.example/' }),
      line({ type: 'link', text: 'no address', url: 'not an address' }),
      { type: 'source', quote: 'Quoted.', title: 'A page', url: 'data:text/html,<script>alert(1)</script>' },
    ],
  }),
];

const hostileExhibits: readonly Exhibit[] = hostile.map((text, index) =>
  reply(`hostile text ${index + 1}, wherever text can stand`, {
    title: `Title ${text}`.replace(/\s+/gu, ' ').slice(0, 150).trim(),
    summary: `Summary ${text}`,
    body: [
      line(text),
      line({ type: 'strong', text }, ' ', { type: 'code', text }),
      line({ type: 'link', text, url: 'https://example.org/honest' }),
      line({ type: 'person', name: text, ids: {} }),
      line({ type: 'person', name: text, ids: { slack: 'U0ANA', discord: '112233445566778899' } }),
      { type: 'list', items: [[text], [text]] },
      { type: 'fields', fields: [{ label: text.replace(/\s+/gu, ' '), value: [text] }] },
      { type: 'source', quote: text, title: text.replace(/\s+/gu, ' '), url: 'https://example.org/honest' },
    ],
    choices: [choose(text.replace(/\s+/gu, ' ').slice(0, 75).trim(), { command: 'ask', options: { question: text } })],
  }),
);

const scripts: readonly Exhibit[] = [
  reply('right-to-left, emoji and other scripts', {
    title: 'פגישת קהילה 🎉',
    body: [
      line('שלום עולם, הפגישה ב־20:00'),
      line('مرحبا بالعالم، نلتقي يوم الخميس'),
      line('می‌خواهم کمک کنم'),
      line('👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 1️⃣'),
      line('日本語 한국어 हिन्दी ไทย Ελληνικά'),
      { type: 'fields', fields: [{ label: 'מנחה', value: ['דנה'] }] },
    ],
    choices: [choose('הצג לחדר 🎉', { command: 'meeting', options: { name: 'קהילה' } })],
  }),
  reply('characters that only steer the screen', {
    body: [
      line(
        'gpj.\u202Eexe\u202C \u2066isolated\u2069 zero\u200Bwidth bell\u0007 del\u007F c1\u0085 bom\uFEFF half\uD83D tag\u{E0041}',
      ),
    ],
  }),
];

const large: readonly Exhibit[] = [
  reply('sixty list items', { body: [{ type: 'list', items: counted(60, (n) => [`Item number ${n}`]) }] }),
  reply('sixty list items with a link and a moment each', {
    body: [
      {
        type: 'list',
        items: counted(60, (n) => [
          { type: 'link', text: `Meeting ${n}`, url: `https://example.org/meetings/${n}` },
          ' on ',
          { type: 'moment', at: meetingAt, show: 'day-time', home },
        ]),
      },
    ],
  }),
  reply('two hundred fields', {
    body: [{ type: 'fields', fields: counted(200, (n) => ({ label: `Label ${n}`, value: [`value of ${n}`] })) }],
  }),
  reply('sixty paragraphs between dividers', {
    body: counted(60, (n) => [line(`Paragraph ${n}.`), { type: 'divider' } as const]).flat(),
    choices: [showToRoom],
  }),
  reply('a quote of 3,000 characters', {
    body: [
      {
        type: 'source',
        quote: counted(500, (n) => `${1000 + n}.`).join(' '),
        title: 'Long page',
        url: 'https://example.org/long',
      },
    ],
  }),
  reply('a string of 4,500 characters', { body: [line(counted(900, (n) => String(1000 + n)).join(' '))] }),
  reply('4,500 characters without a space', { body: [line('word'.repeat(1125))] }),
  reply('4,500 characters that all need escaping', { body: [line('*_~`|<>&'.repeat(560))] }),
  reply('a link whose words are long', {
    body: [
      line({
        type: 'link',
        text: counted(300, (n) => `w${1000 + n}`).join(' '),
        url: 'https://example.org/long-words',
      }),
    ],
  }),
  reply('a field whose value is long', {
    body: [{ type: 'fields', fields: [{ label: 'About', value: [counted(900, (n) => String(1000 + n)).join(' ')] }] }],
    choices: [showToRoom],
  }),
  reply('a title of 150 characters on many parts', {
    title: 'Fourteen chars '.repeat(10).trim(),
    body: counted(12, (n) => line(`${n}: ${'lorem ipsum '.repeat(100)}`)),
  }),
];

const choices: readonly Exhibit[] = [
  reply('one choice and no body', { choices: [showToRoom] }),
  reply('choices that look alike and choices with long invokes', {
    choices: [
      choose('x', { command: 'ask', options: { question: 'a'.repeat(1500) } }),
      choose('Same label', { command: 'meeting', options: { name: 'one' } }),
      choose('Same label', { command: 'meeting', options: { name: 'two' } }),
      choose(
        'L'.repeat(75),
        { command: 'working-groups', options: { query: 'net & "quotes" <b> \\ 会議 🎉', page: 2 } },
        true,
      ),
      choose('Twice the same', { command: 'meeting', options: { name: 'one' } }),
      showToRoom,
    ],
  }),
  reply('twenty-five choices', {
    body: [line('Pick a group.')],
    choices: counted(25, (n) => choose(`Group ${n}`, { command: 'working-groups', options: { query: `group ${n}` } })),
  }),
  reply('the first page', {
    body: [line('The first ten.')],
    paging: { from: 1, to: 10, total: 37, next: { command: 'working-groups', options: { page: 2 } } },
  }),
  reply('the last page', {
    body: [line('The last seven.')],
    choices: [showToRoom],
    paging: { from: 31, to: 37, total: 37, previous: { command: 'working-groups', options: { page: 3 } } },
  }),
];

const oldTime: Inline = { type: 'moment', at: lateAt, show: 'time', home, fixed: true };
const readersTime: Inline = { type: 'moment', at: meetingAt, show: 'day-time', home };
const confirmed = { command: 'schedule-change', options: { kind: 'move', meeting: 'community', follows: 12 } } as const;

/** What /schedule and /meeting why answer. */
const schedules: readonly Exhibit[] = [
  reply('a change that is shown back, with warnings', {
    title: 'Community meeting: move it?',
    body: [
      line('Meanwhile it was changed: noted, by ', ana, ', ', readersTime, '.'),
      {
        type: 'fields',
        fields: [
          { label: 'Date', value: [oldTime, ' (skipped)'] },
          {
            label: 'To',
            value: [{ type: 'moment', at: lateAt, show: 'day-time', home: 'Europe/Berlin', fixed: true }],
          },
          { label: 'For you', value: [readersTime, ' or ', { type: 'moment', at: lateAt, show: 'day-time', home }] },
          { label: 'Reason', value: ['the room is taken: see #general, @everyone'] },
        ],
      },
      line({ type: 'strong', text: 'Mind: ' }, 'Another date of this meeting runs then.'),
      line('2 reminders are posted already: they show the change, and general on Slack is told.'),
      line('Say why, or type ', { type: 'code', text: '/schedule move community 2026-12-24 11:00 to … because …' }),
    ],
    choices: [
      choose('Move it: Fri 18 Dec 2026, 10:00 in Los Angeles', confirmed, true),
      choose('Holiday', {
        ...confirmed,
        options: { ...confirmed.options, why: 'w'.repeat(120), note: 'n'.repeat(300) },
      }),
    ],
  }),
  reply('a change that is made', {
    title: 'Community meeting: moved',
    body: [
      line({ type: 'struck', text: 'Thursday 24 December 2026, 11:00 in Los Angeles' }, ' ', readersTime),
      { type: 'fields', fields: [{ label: 'When', value: [span] }] },
    ],
    choices: [choose('Undo', { command: 'schedule', options: { do: 'undo', meeting: 'community' } })],
  }),
  reply('the changes of a schedule', {
    title: 'Changes of the schedule',
    body: [
      {
        type: 'list',
        items: counted(10, (n) => [
          readersTime,
          ' · ',
          { type: 'strong', text: `Meeting ${n}` },
          ` · skipped: reason ${n}, by `,
          n % 2 === 0 ? ana : noor,
          ', ',
          { type: 'moment', at: nextAt, show: 'day', home },
          ' · the file says otherwise: skipped (community.yaml, line 34); this holds',
        ]),
      },
    ],
    choices: counted(10, (n) =>
      choose(`Undo: Meeting ${n}`, { command: 'schedule', options: { do: 'undo', date: `${n}` } }),
    ),
    paging: { from: 1, to: 10, total: 11, next: { command: 'schedule', options: { do: 'list', page: 2 } } },
  }),
  reply('why a meeting is when it is', {
    title: 'Community meeting: why then',
    body: [
      line('Every 2 weeks on Thursday at 11:00 in Los Angeles, counted from 8 January 2026.'),
      { type: 'list', items: [[readersTime], [{ type: 'moment', at: nextAt, show: 'day', home }]] },
      { type: 'list', items: [[readersTime, ' instead of ', readersTime, ': holidays (by ', ana, ' in chat).']] },
    ],
  }),
];

export const gallery: readonly Exhibit[] = [
  ...schedules,
  ...plain,
  ...moments,
  ...links,
  ...hostileExhibits,
  ...scripts,
  ...large,
  ...choices,
];
