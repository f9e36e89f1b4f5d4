import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meeting } from '../../../commands/meeting.js';
import { formatProblem, type Loaded, loadCommunity } from '../../../src/community/load.js';
import type { Community } from '../../../src/community/model.js';
import { occurrencesAfter } from '../../../src/time/recurrence.js';
import { isoOf, parseInstant } from '../../../src/time/zoned.js';
import { inFolder, istioText, loadText, withMeeting } from './temporary-community.js';

function sound(loaded: Loaded): Community {
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => formatProblem(problem, process.cwd())).join('\n'));
  return loaded.community;
}

function problemsOf(loaded: Loaded): readonly string[] {
  return loaded.ok ? [] : loaded.problems.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
}

/** The next instants of the one meeting, with the status of those that are not as the rule has them. */
async function next(keys: string, after: string, limit: number): Promise<readonly string[]> {
  const [meeting] = sound(await loadText(withMeeting(keys))).meetings;
  const from = parseInstant(after);
  if (meeting === undefined || from === undefined) throw new Error('nothing to ask');
  return occurrencesAfter(meeting.series, from, limit).map(({ at, status, why }) =>
    [isoOf(at), status === 'scheduled' ? '' : status, why ?? ''].join(' ').trim(),
  );
}

test('a file that is not there, a folder and an empty file are named', async () => {
  await inFolder(async (folder) => {
    expect(problemsOf(await loadCommunity(join(folder, 'none.yaml')))).toEqual(['1:1 There is no such file.']);
    expect(problemsOf(await loadCommunity(folder))).toEqual(['1:1 This is a folder, not a file.']);
  });
  expect(problemsOf(await loadText(''))).toEqual(['1:1 The file is empty.']);
  expect(problemsOf(await loadText('# nothing but a comment\n'))).toEqual(['1:1 The file is empty.']);
});

test('a file of more than a megabyte is refused unread', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'community.yaml');
    await writeFile(file, istioText);
    await truncate(file, 1_000_001);
    expect(problemsOf(await loadCommunity(file))).toEqual([
      '1:1 The file has 1,000,001 bytes; at most 1,000,000 are read.',
    ]);
  });
});

test('a file in another encoding is refused, not read wrong', async () => {
  expect(problemsOf(await loadText(Buffer.from(`\uFEFF${istioText}`, 'utf16le')))).toEqual([
    '1:1 The file is written in UTF-16.',
  ]);
  expect(problemsOf(await loadText(Buffer.from('community: { name: Café }', 'latin1')))).toEqual([
    '1:1 The file is not UTF-8 text.',
  ]);
});

test('a byte order mark and carriage returns change neither the community nor the lines [fault 72]', async () => {
  const plain = sound(await loadText(istioText));
  const windows = sound(await loadText(`\uFEFF${istioText.replaceAll('\n', '\r\n')}`));
  const { file: _plainFile, docs: _plainDocs, ...rest } = plain;
  expect(windows).toMatchObject(rest);
  const broken = `\uFEFFcommunity:\r\n  nmae: Istio\r\n`;
  expect(problemsOf(await loadText(broken))[3]).toBe('2:3 There is no key “nmae” here.');
});

test('the top of a file that is text or a list is named', async () => {
  expect(problemsOf(await loadText('Istio'))).toEqual(['1:1 This is text; a block of keys and values is expected.']);
  expect(problemsOf(await loadText('- Istio'))).toEqual([
    '1:1 This is a list; a block of keys and values is expected.',
  ]);
});

test('merge keys and anchors are followed, and mistakes in them stand where they are written', async () => {
  const text = `community: &base { name: Test, home: "https://example.org", timezone: Europe/Berlin }
meetings:
  - &sync
    id: sync
    title: Sync
    every: week
    on: monday
    at: "10:00"
    lasts: 30 minutes
  - <<: *sync
    id: late
    title: Late sync
    at: "22:00"
`;
  const { meetings } = sound(await loadText(text));
  expect(meetings.map(({ id, rhythm }) => [id, rhythm])).toEqual([
    ['sync', 'every week on Monday at 10:00'],
    ['late', 'every week on Monday at 22:00'],
  ]);
  expect(problemsOf(await loadText(text.replace('monday', 'mnday')))).toEqual([
    '7:9 “mnday” is not the name of a weekday.',
  ]);
  expect(problemsOf(await loadText(text.replace('<<: *sync', '<<: twice')))).toContain(
    '10:5 “<<” merges keys and values, and there are none here.',
  );
});

test('an alias within what it repeats, and aliases that unfold without end, are named at once', async () => {
  expect(problemsOf(await loadText('community: &a { name: *a }'))).toContain(
    '1:23 The alias *a stands inside what it repeats.',
  );
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level <= 9; level += 1) {
    bomb.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  expect(problemsOf(await loadText(bomb.join('\n')))).toEqual([
    '1:1 Aliases make the file unfold to more than 500,000 values.',
  ]);
});

test.each([
  ['brackets', '['.repeat(900_000), '1:1'],
  ['braces in a value', `community:\n  name: ${'{a: '.repeat(101)}`, '2:1'],
  ['dashes', `- `.repeat(400_000), undefined],
  ['indentation', `a:\n${' '.repeat(201)}b: 1`, '2:1'],
])('nesting beyond use does not exhaust the process: %s', async (_what, text, place) => {
  const [first] = problemsOf(await loadText(text));
  expect(first).toMatch(place === undefined ? /./ : new RegExp(`^${place} This is nested too deeply`));
});

test('the key __proto__ is named and changes no object', async () => {
  await loadText('__proto__: { polluted: true }\nrooms: { __proto__: { slack: C0123456789 } }');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(problemsOf(await loadText('__proto__: { polluted: true }'))).toContain(
    '1:1 There is no key “__proto__” here.',
  );
});

test('documents may be one file; a symbolic link out of the folder is refused', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'inside', 'community.yaml');
    await mkdir(join(folder, 'inside'));
    await writeFile(join(folder, 'inside', 'GUIDE.md'), '# Guide');
    await symlink(join(folder, 'docs'), join(folder, 'inside', 'out'));
    const text = withMeeting('every: week\non: monday\nat: "10:00"');
    await writeFile(file, `${text}docs: [{ path: GUIDE.md, url: "https://example.org/guide/" }]\n`);
    const { docs } = sound(await loadCommunity(file));
    expect(docs.map(({ path, url }) => [path.replace(folder, ''), url])).toEqual([
      ['/inside/GUIDE.md', 'https://example.org/guide'],
    ]);
    await writeFile(file, `${text}docs: [{ path: out }]\n`);
    expect(problemsOf(await loadCommunity(file))).toEqual([
      '10:16 This lies outside the folder of the community file.',
    ]);
  });
});

test('the room for notices is kept by its name; without it there is none', async () => {
  const file = withMeeting('every: day\nat: "11:00"\nstarting: 2026-01-08');
  expect(sound(await loadText(file))).not.toHaveProperty('notices');
  expect(sound(await loadText(`${file}notices: general\n`)).notices).toBe('general');
});

test('a zone under its former name is the same zone [fault 57]', async () => {
  const file = (zone: string) => withMeeting(`every: day\nat: "11:00"\nstarting: 2026-01-08\ntimezone: ${zone}`);
  const [kyiv, kiev] = [sound(await loadText(file('Europe/Kyiv'))), sound(await loadText(file('Europe/Kiev')))];
  expect(kiev.meetings[0]?.series).toEqual({ ...kyiv.meetings[0]?.series, zone: 'Europe/Kiev' });
});

test('a meeting left without its own zone takes the community’s', async () => {
  expect(await next('every: week\non: monday\nat: "10:00"', '2026-07-01T00:00:00Z', 1)).toEqual([
    '2026-07-06T08:00:00Z',
  ]);
});

test('a rule that says every day itself needs no anchor', async () => {
  expect(await next('every: month\non: last friday\nat: 9:00', '2026-11-01T00:00:00Z', 2)).toEqual([
    '2026-11-27T08:00:00Z',
    '2026-12-25T08:00:00Z',
  ]);
});

test('what is left out, moved and added is in the series, with the reasons', async () => {
  const keys = `every: 2 weeks
on: thursday
at: "11:00"
timezone: America/Los_Angeles
starting: 2026-01-08
except: [{ date: 2026-11-26, why: Thanksgiving }]
moved: [{ from: 2026-12-24, to: 2026-12-17, why: holidays }, { from: 2026-12-10, to: 2026-12-10 13:30 }]
extra: [{ at: 2026-12-30 11:00, why: release }]`;
  expect(await next(keys, '2026-11-20T00:00:00Z', 5)).toEqual([
    '2026-11-26T19:00:00Z skipped Thanksgiving',
    '2026-12-10T21:30:00Z moved',
    '2026-12-17T19:00:00Z moved holidays',
    '2026-12-30T19:00:00Z extra release',
    '2027-01-07T19:00:00Z',
  ]);
});

test('a date moved without a time keeps the time that its turn has', async () => {
  const keys = `every: week
on: thursday
rotate: [{ at: "11:00" }, { at: "19:00" }]
timezone: UTC
starting: 2026-01-01
moved: [{ from: 2026-01-08, to: 2026-01-09 }]`;
  expect(await next(keys, '2026-01-01T12:00:00Z', 2)).toEqual(['2026-01-09T19:00:00Z moved', '2026-01-15T11:00:00Z']);
});

test('until and count end a series; the last date belongs to it', async () => {
  const weekly = 'every: week\non: monday\nat: "10:00"\ntimezone: UTC\nstarting: 2026-01-05';
  expect(await next(`${weekly}\nuntil: 2026-01-12`, '2026-01-01T00:00:00Z', 5)).toHaveLength(2);
  expect(await next(`${weekly}\ncount: 3`, '2026-01-01T00:00:00Z', 5)).toHaveLength(3);
});

test.each([
  ['every: 2 weeks\non: monday', 'every', '“2 weeks” does not say which weeks.'],
  ['every: 3 months\non: 15th', 'every', '“3 months” does not say which months.'],
  ['every: week', 'every', 'The rule does not say on which day.'],
  ['every: week\non: monday\ncount: 5', 'count', 'A number of meetings needs a date to count from.'],
  ['rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'rrule', '“FREQ=WEEKLY;INTERVAL=2;BYDAY=MO” does not say which weeks.'],
  ['rrule: FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1', 'rrule', 'This rule names no day that exists.'],
  ['rrule: FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1\nstarting: 2026-02-01', 'rrule', 'This rule names no day that exists.'],
])('a rule that cannot be counted is refused: %s', async (keys, key, problem) => {
  const loaded = await loadText(withMeeting(`${keys}\nat: "10:00"`));
  expect(loaded.ok ? [] : loaded.problems.map((each) => [each.at, each.problem])).toEqual([
    [`meetings[0].${key}`, problem],
  ]);
});

test('reminders are read as minutes: 0 at the start, 4 weeks at most', async () => {
  const keys = `every: week
on: monday
at: "10:00"
remind: [{ before: 0 minutes, rooms: [general], mention: here }, { before: 4 weeks, rooms: [general] }, { before: 1 hour 30 minutes, rooms: [general] }]`;
  expect(sound(await loadText(withMeeting(keys))).meetings[0]?.remind).toEqual([
    { beforeMinutes: 0, rooms: ['general'], mention: 'here' },
    { beforeMinutes: 40_320, rooms: ['general'] },
    { beforeMinutes: 90, rooms: ['general'] },
  ]);
});

test('what cannot be read hides nothing else of its meeting, and makes nothing else wrong', async () => {
  const keys =
    'every: 2 weeks\non: thursday\nat: 11am\nstarting: 2026-01-09\nremind: [{ before: 1 day, rooms: [hall] }]';
  expect(problemsOf(await loadText(withMeeting(keys)))).toEqual([
    '9:9 Times are written over 24 hours.',
    '11:39 There is no room of this name.',
  ]);
});

test('a meeting is on Thursdays as well as on Thursday', async () => {
  const keys = 'every: week\non: Thursdays\nat: "11:00"';
  expect(sound(await loadText(withMeeting(keys))).meetings[0]?.rhythm).toBe('every week on Thursday at 11:00');
});

test('no alias is a word that /meeting reads as what to show', async () => {
  const show = meeting.info.options.find(({ name }) => name === 'show');
  expect(show?.values?.length).toBeGreaterThan(3);
  for (const word of show?.values ?? []) {
    const keys = `every: week\non: monday\nat: "10:00"\naliases: [${word}, our ${word}, ${word} of us, our-${word}]`;
    const loaded = await loadText(withMeeting(keys));
    expect(loaded.ok ? [] : loaded.problems.map(({ at }) => at)).toEqual([
      'meetings[0].aliases[0]',
      'meetings[0].aliases[1]',
    ]);
  }
});

test.each([
  ['/desk/communities', 'community.yaml:2:3'],
  ['/desk', 'communities/community.yaml:2:3'],
  ['/desk/comm', '/desk/communities/community.yaml:2:3'],
  ['/desk/communities/docs', '/desk/communities/community.yaml:2:3'],
])('a problem read in %s stands at %s', (folder, place) => {
  const problem = { file: '/desk/communities/community.yaml', line: 2, column: 3, at: 'docs', value: '' };
  expect(formatProblem({ ...problem, problem: 'No.', mend: 'Yes.' }, folder)).toBe(`${place}  docs: No. Yes.`);
});

test('a folder that begins with two dots is inside all the same', () => {
  const problem = { file: '/desk/..old/community.yaml', line: 1, column: 1, at: '', value: '' };
  expect(formatProblem({ ...problem, problem: 'No.', mend: 'Yes.' }, '/desk')).toBe(
    '..old/community.yaml:1:1  No. Yes.',
  );
});

test('a problem is one line that an editor can jump to', async () => {
  const loaded = await loadCommunity('test/src/community/none.yaml');
  const [problem] = loaded.ok ? [] : loaded.problems;
  if (problem === undefined) throw new Error('no problem');
  expect(formatProblem(problem, process.cwd())).toMatch(
    /^test\/src\/community\/none\.yaml:1:1 {2}There is no such file\. Give the path/,
  );
  const file = join(process.cwd(), 'communities', 'istio', 'community.yaml');
  const zone = {
    file,
    line: 12,
    column: 15,
    at: 'meetings[0].timezone',
    value: 'PST',
    problem: 'No.',
    mend: 'Use UTC.',
  };
  expect(formatProblem(zone, process.cwd())).toBe(
    'communities/istio/community.yaml:12:15  meetings[0].timezone “PST”: No. Use UTC.',
  );
});

test('a password in an address is not repeated in the problem', async () => {
  const loaded = await loadText(istioText.replace('home: https://istio.io', 'home: https://me:secret@istio.io'));
  expect(JSON.stringify(loaded.ok ? [] : loaded.problems)).not.toContain('secret');
});

test('any prefix of a sound file is answered with problems, never with an exception [fault 71]', async () => {
  for (let length = 0; length < istioText.length; length += 997) {
    const loaded = await loadText(istioText.slice(0, length));
    expect(loaded.ok || loaded.problems.length > 0, `the first ${length} characters`).toBe(true);
  }
});

test('a thousand meetings load', async () => {
  const meetings = Array.from(
    { length: 1000 },
    (_, index) => `  - { id: m${index}, title: Meeting ${index}, every: week, on: monday, at: "10:00", lasts: 1 hour }`,
  );
  const text = `community: { name: Test, home: "https://example.org", timezone: UTC }\nmeetings:\n${meetings.join('\n')}\n`;
  expect(sound(await loadText(text)).meetings).toHaveLength(1000);
});

test('a year that nobody lives in is refused', async () => {
  const loaded = await loadText(withMeeting('every: week\non: monday\nat: "10:00"\nstarting: 0226-01-05'));
  expect(problemsOf(loaded)).toEqual(['10:15 Years from 1970 to 2199 are understood.']);
});

test('whatever is written into a file, it loads or its problems stand inside it [fault 71]', async () => {
  const text = withMeeting(
    'every: 2 weeks\non: thursday\nat: "11:00"\nstarting: 2026-01-08\nexcept: [{ date: 2026-11-26 }]',
  );
  const pieces = [
    '\t',
    '"',
    "'",
    ': ',
    '- ',
    '[',
    '}',
    '&a ',
    '*a',
    '!x ',
    '#',
    '\n',
    '<<: ',
    '|',
    '\u0000',
    '\u202E',
    '9'.repeat(30),
    'null',
  ];
  const edit = fc.record({ at: fc.nat(text.length), cut: fc.nat(12), put: fc.constantFrom(...pieces) });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const broken = edits.reduce((now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut), text);
      const loaded = await loadText(broken);
      const lines = broken.split('\n').length;
      if (loaded.ok) return true;
      return (
        loaded.problems.length > 0 &&
        loaded.problems.every(({ line, column }) => line >= 1 && line <= lines && column >= 1)
      );
    }),
    { numRuns: 300 },
  );
});
