/** The facts of the example community, written out from its public pages of December 2017. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadCommunity } from '../../../src/community/load.js';
import type { Community } from '../../../src/community/model.js';
import { isOccurrence, occurrencesAfter } from '../../../src/time/recurrence.js';
import { dateText, isoOf, parseDate, parseInstant } from '../../../src/time/zoned.js';
import { istioFile, istioText } from './temporary-community.js';

async function istio(): Promise<Community> {
  const loaded = await loadCommunity(istioFile);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.community;
}

const google = (list: string): string => `https://groups.google.com/forum/#!forum/${list}`;

test('it loads without a problem', async () => {
  expect((await loadCommunity(istioFile)).ok).toBe(true);
});

test('it says what Istio is and who began it', async () => {
  const { name, home, zone, introduction, authors } = await istio();
  expect([name, home, zone]).toEqual(['Istio', 'https://istio.io', 'America/Los_Angeles']);
  for (const word of ['microservices', 'traffic', 'policies', 'telemetry', 'Kubernetes', 'Mesos']) {
    expect(introduction).toContain(word);
  }
  for (const word of ['Google', 'IBM', 'Envoy', 'Lyft']) expect(authors).toContain(word);
});

test('the community meets every second Thursday at 11:00 in Los Angeles, but not on Thanksgiving', async () => {
  const [meeting] = (await istio()).meetings;
  const after = parseInstant('2026-11-24T10:00:00Z');
  if (meeting === undefined || after === undefined) throw new Error('no meeting');
  expect(meeting.id).toBe('community');
  expect(meeting.rhythm).toBe('every 2 weeks on Thursday at 11:00');
  expect(meeting.join).toBe('https://zoom.us/j/986657835');
  expect(meeting.recordings).toBe('https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ');
  expect(meeting.about).toMatch(/bi-weekly.*public.*recorded/);
  expect(occurrencesAfter(meeting.series, after, 2).map(({ at, status, why }) => [isoOf(at), status, why])).toEqual([
    ['2026-11-26T19:00:00Z', 'skipped', 'Thanksgiving'],
    ['2026-12-10T19:00:00Z', 'scheduled', undefined],
  ]);
});

test.each([
  ['api-management', 'every 2 weeks on Wednesday at 13:00', '2017-12-20', 'https://meet.google.com/mbm-semv-asz'],
  ['config', 'every 2 weeks on Thursday at 10:00', '2017-11-30', 'https://meet.google.com/istio-config'],
  [
    'environments',
    'every 2 weeks on Wednesday at 10:00',
    '2017-11-15',
    'https://plus.google.com/hangouts/_/google.com/istio-env',
  ],
  [
    'integrations',
    'every week on Wednesday at 11:00',
    '2017-11-15',
    'https://plus.google.com/hangouts/_/google.com/wxz-scww-uwf',
  ],
  [
    'networking',
    'every 2 weeks on Thursday at 11:00',
    '2017-11-23',
    'https://plus.google.com/hangouts/_/google.com/istio-net',
  ],
  [
    'performance',
    'every week on Wednesday at 09:00',
    '2017-11-15',
    'https://plus.google.com/hangouts/_/google.com/istio-perf',
  ],
  [
    'security',
    'every 2 weeks on Wednesday at 11:00',
    '2017-11-22',
    'https://plus.google.com/hangouts/_/google.com/istio-security',
  ],
  [
    'test-and-release',
    'every week on Thursday at 13:00',
    '2017-11-30',
    'https://plus.google.com/hangouts/_/google.com/istio-test',
  ],
])('%s meets %s, counted from %s', async (id, rhythm, anchor, join) => {
  const { meetings, groups } = await istio();
  const meeting = meetings.find((each) => each.id === id);
  const date = parseDate(anchor);
  if (meeting === undefined || date === undefined) throw new Error('no meeting');
  expect([meeting.rhythm, dateText(meeting.series.starting), meeting.join]).toEqual([rhythm, anchor, join]);
  expect(meeting.series.zone).toBe('America/Los_Angeles');
  expect(isOccurrence(meeting.series, date)).toBe(true);
  expect(meeting.lastsMinutes).toBe(id === 'performance' ? 30 : 60);
  expect(meeting.remind).toEqual([{ beforeMinutes: 15, rooms: ['working-groups'] }]);
  expect(groups.find((group) => group.meeting === id)?.notes).toBe(meeting.notes);
});

test.each([
  [
    'Steering',
    'istio-steering',
    [
      'Dan Berg (IBM)',
      'Lin Sun (IBM) linsun',
      'Louis Ryan (Google) lryan',
      'Martin Taillefer (Google) geeknoid',
      'Shriram Rajagopalan (IBM) rshriram',
      'Sven Mawson (Google) smawson',
    ],
  ],
  ['API Management', 'istio-api-management', ['Martin Taillefer (Google) geeknoid', 'Tony Ffrench (IBM)']],
  [
    'Config',
    'istio-config',
    ['Joy Zhang (Google) xiaolanz', 'Jian Guan (Google) gjwestlife', 'Christopher M Luciano (IBM) cmluciano'],
  ],
  [
    'Environments',
    'istio-environments',
    ['Costin Manolache (Google) costinm', 'Jose Ortiz (IBM)', 'Laurent Demailly (Google) ldemailly'],
  ],
  ['Integrations', 'istio-integrations', ['Martin Taillefer (Google) geeknoid', 'Todd Kaplinger (IBM)']],
  [
    'Networking',
    'istio-networking',
    [
      'Andra Cismaru (Google) andraxylia',
      'Christopher Luciano (IBM) cmluciano',
      'Kuat Yessenov (Google) kyessenov',
      'Shriram Rajagopalan (IBM) rshriram',
    ],
  ],
  ['Performance and Scalability', 'istio-perf', ['Laurent Demailly (Google) ldemailly', 'Surya V Duggirala (IBM)']],
  [
    'Security',
    'istio-security',
    ['Etai Lev-Ran (IBM) elevran', 'Michael Elder (IBM)', 'Wencheng Lu (Google) wenchenglu'],
  ],
  ['Test and Release', 'istio-test-release', ['Andy Lai (Google) hklai', 'Lin Sun (IBM) linsun', 'Vicky Xu (Google)']],
])('%s has its forum and its leads', async (name, list, leads) => {
  const group = (await istio()).groups.find((each) => each.name === name);
  expect(group?.forum).toEqual({ title: `${list}@`, url: google(list) });
  const shown = group?.leads.map(({ name: lead, company, url }) =>
    `${lead} (${company}) ${url?.replace('https://github.com/', '') ?? ''}`.trim(),
  );
  expect(shown).toEqual(leads);
  for (const url of [group?.notes, group?.folder])
    expect(url).toMatch(/^https:\/\/(docs|drive)\.google\.com\/|^https:\/\/goo\.gl\//);
});

test('there are nine groups, and only Steering lists no meeting', async () => {
  const { groups } = await istio();
  expect(groups).toHaveLength(9);
  expect(groups.filter(({ meeting }) => meeting === undefined).map(({ name }) => name)).toEqual(['Steering']);
});

test('reminders: the community in general a day and a quarter of an hour before, nobody is pinged', async () => {
  const { meetings } = await istio();
  expect(meetings[0]?.remind).toEqual([
    { beforeMinutes: 1440, rooms: ['general'] },
    { beforeMinutes: 15, rooms: ['general'] },
  ]);
  expect(meetings.flatMap(({ remind }) => remind).filter(({ mention }) => mention !== undefined)).toEqual([]);
});

test('every address of the community page is there', async () => {
  const { links, contribute } = await istio();
  const urls = new Set([...links, ...contribute].map(({ url }) => url));
  const published = 'https://github.com/istio/community/blob/master';
  for (const url of [
    'https://istio.io',
    'https://istio.io/help',
    'https://istio.io/community/',
    'https://github.com/istio/issues/issues',
    'https://istio.io/docs/concepts/what-is-istio/overview.html#architecture',
    'https://www.google.com/search?q=1100+am+in+pst',
    google('istio-dev'),
    `${published}/CONTRIBUTING.md`,
    `${published}/WORKING-GROUPS.md`,
    `${published}/WORKING-GROUP-PROCESSES.md`,
    `${published}/ROLES.md`,
    `${published}/REVIEWING.md`,
  ]) {
    expect(urls, url).toContain(url);
  }
});

test('it holds no e-mail address of a person, and the misspelt host of one profile is mended', () => {
  expect(istioText).not.toMatch(/@(google|gmail|ibm)\b/i);
  expect(istioText).not.toContain('https://githun.com');
});

test('an editor finds the schema by the first line', () => {
  expect(istioText.split('\n')[0]).toBe('# yaml-language-server: $schema=../../community.schema.json');
});

/** Facts that newcomers ask for, each in the section that bears the published one's anchor. */
test.each([
  [
    'ROLES.md',
    'member',
    'requirements',
    ['2 reviewers', 'multiple contributions', '1 or more areas', 'istio-dev@googlegroups.com'],
  ],
  ['ROLES.md', 'reviewer', 'requirements', ['3 months', '5 PRs', '20 substantial PRs']],
  ['ROLES.md', 'approver', 'requirements', ['3 months', '10 substantial PRs', '30 PRs']],
  ['ROLES.md', 'lead', 'requirements', ['3 months', '1 year', '20 substantial PRs', '50 PRs', 'Steering']],
  ['ROLES.md', 'collaborator', 'requirements', ['1 member']],
  ['ROLES.md', 'role-summary', undefined, ['casual', 'PRs', 'Team Drive', '2 reviewers']],
  ['REVIEWING.md', 'merging-prs', undefined, ['1 business day', 'NOT LGTM', 'documentation', 'tests']],
  ['REVIEWING.md', 'reviewing-changes', undefined, ['LGTM', 'cla:yes', 'rebase', 'another reviewer']],
  ['REVIEWING.md', 'reviewing-changes', 'holds', ['single-digit days']],
  ['REVIEWING.md', 'project-maintainers', undefined, ['75%']],
  ['REVIEWING.md', 'pull-requests-welcome', 'code-reviewers', ['active']],
  [
    'CONTRIBUTING.md',
    'contributor-license-agreements',
    undefined,
    ['CLA', 'https://cla.developers.google.com', 'copyright'],
  ],
  ['CONTRIBUTING.md', 'design-documents', undefined, ['Team Drive', 'Google Docs', 'official contributor']],
  [
    'CONTRIBUTING.md',
    'contributing-a-feature',
    undefined,
    ['GitHub issue', 'design document', 'https://github.com/istio/istio.github.io'],
  ],
  ['CONTRIBUTING.md', 'pull-requests', undefined, ['Fork', '100% complete']],
  ['CONTRIBUTING.md', 'issues', undefined, ['version', 'operating system', '5 lines']],
  [
    'CONTRIBUTING.md',
    'code-of-conduct',
    undefined,
    ['https://github.com/cncf/foundation/blob/master/code-of-conduct.md'],
  ],
  [
    'WORKING-GROUP-PROCESSES.md',
    'proposing-a-new-working-group',
    undefined,
    ['mission', 'goals', 'scope', '3 months', 'istio-steering@'],
  ],
  [
    'WORKING-GROUP-PROCESSES.md',
    'setting-up-a-working-group',
    undefined,
    ['30 or 60 minutes', '9:00AM', '2:59PM', 'Group Sync-Up'],
  ],
  [
    'WORKING-GROUP-PROCESSES.md',
    'setting-up-a-working-group',
    'dissolving-a-working-group',
    ['shut down', 'istio-steering@'],
  ],
  ['WORKING-GROUP-PROCESSES.md', 'leads', undefined, ['2 or 3 leads', 'two different organizations']],
  ['WORKING-GROUP-PROCESSES.md', 'running-a-working-group', undefined, ['6 weeks', '3 months']],
  ['VALUES.md', 'always-green', undefined, ['released at any time']],
])('%s#%s %s has its facts', async (file, section, part, facts) => {
  const text = await readFile(new URL(`../../../communities/istio/docs/${file}`, import.meta.url), 'utf8');
  const anchor = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-');
  const sections = text.split(/^(?=## )/m).filter((each) => anchor(each.slice(3, each.indexOf('\n'))) === section);
  const [found] =
    part === undefined
      ? sections
      : (sections[0] ?? '').split(/^(?=### )/m).filter((each) => anchor(each.slice(4, each.indexOf('\n'))) === part);
  const running = found?.replace(/\s+/g, ' ');
  for (const fact of facts) expect(running).toContain(fact);
});
