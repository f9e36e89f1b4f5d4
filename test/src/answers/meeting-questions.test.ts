import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const meeting = (options: Record<string, string>) => ({ command: 'meeting', options });

test.each([
  ['when is the next community meeting?', meeting({ name: 'community' })],
  ['when do we meet', meeting({ name: 'community' })],
  ['what day is the commuity meting', undefined],
  ['Hi! I am here for the first time. When is the meeting?', meeting({ name: 'community' })],
  ['@everyone <@&123> <!channel> when is the meeting', meeting({ name: 'community' })],
  ['when is the meeting in tokyo', meeting({ name: 'community', zone: 'Asia/Tokyo' })],
  ['when does the netwroking group meet?', meeting({ name: 'networking' })],
  ['when is the next release meeting', meeting({ name: 'test-and-release' })],
  ['which meetings are there', meeting({ show: 'all' })],
  ['wann ist das nächste Treffen?', meeting({ name: 'community' })],
  ['¿cuándo es la próxima reunión?', meeting({ name: 'community' })],
  ['quand est la prochaine réunion ?', meeting({ name: 'community' })],
  ['quando é a próxima reunião?', meeting({ name: 'community' })],
])('“%s” is answered by the meeting command', async (question, expected) => {
  const answered = await ask(question);
  if (expected === undefined) expect(gist(answered)).toContain('Every 2 weeks on Thursday at 11:00 in Los Angeles');
  else expect(gist(answered)).toEqual(expected);
});

test.each([
  ['zoom link pls', 'Community meeting, link to join: https://zoom.us/j/986657835'],
  [
    'netwroking group meeting link',
    'Networking working group, link to join: https://plus.google.com/hangouts/_/google.com/istio-net',
  ],
  [
    'where are the recordings',
    'Community meeting, recordings: https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ',
  ],
  [
    'networking meeting notes',
    'Notes of Networking: https://docs.google.com/document/d/1xHy2jQ8oiwMponMVY2zJr2eUAmHW_Hi9JK42a7cg5Pc/edit#heading=h.2ju2wl4o5jbc',
  ],
  ['where are the meeting notes', 'No notes are listed for Community meeting.'],
  ['how long is the performance meeting', 'Performance and Scalability working group lasts 30 minutes.'],
  [
    'how often do you meet',
    'Community meeting: Every 2 weeks on Thursday at 11:00 in Los Angeles. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  ['does steering have a public meeting', 'No meeting is listed for Steering. Ask on its forum: istio-steering@'],
  ['when is the steering meeting', 'No meeting is listed for Steering. Ask on its forum: istio-steering@'],
])('“%s” is answered with the one fact', async (question, summary) => {
  expect(gist(await ask(question))).toBe(`computed: ${summary}`);
});

test('whether the meeting is public is read from what the file says of it', async () => {
  expect(gist(await ask('is the community meeting public or invite only'))).toMatch(/^computed: .*public/);
});

test.each([
  [
    'next 3 meetings dates',
    'Community meeting, the next 3: Thursday 10 December 2026, 20:00 to 21:00 in Berlin; Thursday 24 December 2026, 20:00 to 21:00 in Berlin; Thursday 7 January 2027, 20:00 to 21:00 in Berlin.',
  ],
  [
    'why is there no meeting on thanksgiving',
    'Community meeting: Thursday 26 November 2026 in Berlin is skipped: Thanksgiving. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  [
    'is there a meeting this thursday',
    'Meetings: Yes, on Thursday 26 November: Networking working group: Thursday 26 November 2026, 20:00 to 21:00 in Berlin; Test and Release working group: Thursday 26 November 2026, 22:00 to 23:00 in Berlin. Community meeting: Thursday 26 November 2026, 20:00 to 21:00 in Berlin (skipped: Thanksgiving). Community meeting, next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  [
    'is the meeting on december 10 cancelled?',
    'Community meeting: No. It takes place: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  [
    'is there a community meeting on 2026-12-10',
    'Community meeting: Yes, Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  [
    'are there meetings scheduled for today',
    'Meetings: No, none is listed today. Next: Performance and Scalability working group, Wednesday 25 November 2026, 18:00 to 18:30 in Berlin.',
  ],
])('“%s” is answered with the dates', async (question, summary) => {
  expect(gist(await ask(question))).toBe(`computed: ${summary}`);
});

test('the dates of a list are moments, so that each reader sees them in their own time', async () => {
  const answered = await ask('next 2 meetings dates');
  const list = answered.kind === 'computed' ? answered.reply.body[0] : undefined;
  expect(JSON.stringify(list)).toContain(
    '{"type":"moment","at":1796929200,"until":1796932800,"show":"day-time","home":"America/Los_Angeles"}',
  );
});

test('a computed answer names the line of the community file that it comes from', async () => {
  const answered = await ask('zoom link pls');
  expect(answered.kind === 'computed' ? answered.lines : undefined).toEqual([expect.any(Number)]);
});

test.each([
  'when is the next istio release?',
  'is the meeting with lisa today',
  'is it possible i have a meeting with kim today',
  'are there any meetings between 2 and 5 pm',
  'i need assistance scheduling a meeting',
  'can you book a meeting room for friday at 9:00 am',
  'do i have any appointments on my calendar march 22nd',
  'is the marathon on friday added to my calendar',
  'what do you like to be called',
])('“%s” only sounds like a question about the meeting, and gets no date', async (question) => {
  const answered = await ask(question);
  expect(['unknown', 'smalltalk']).toContain(answered.kind);
  expect(JSON.stringify(answered)).not.toMatch(/"type":"moment"|Thursday/);
});

test.each([
  ['can anyone join?', /public, so anyone can join/],
  ['who hosts the community meeting', /^computed: No host is listed for Community meeting\.$/],
  ['how long does it last', /^computed: Community meeting lasts 60 minutes\.$/],
  ['where do I join', /link to join: https:\/\/zoom\.us/],
])('“%s” needs no more words to be answered', async (question, expected) => {
  expect(gist(await ask(question))).toMatch(expected);
});

test('“when do u guys meet” is read as it is meant', async () => {
  expect(gist(await ask('when do u guys meet'))).toEqual(meeting({ name: 'community' }));
});

test('bi-weekly is said once, and a link in words has no full stop glued to it', async () => {
  expect(shown(await ask('how often do you meet'))).toEqual([
    'Community meeting: bi-weekly',
    'Every 2 weeks on Thursday at 11:00 in Los Angeles. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ]);
  expect(shown(await ask('where are the recordings'))).toEqual([
    'Community meeting: recordings',
    'YouTube <https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ>',
  ]);
});

test.each([
  ['what do we discuss in the community meeting', /The bi-weekly meeting of the whole Istio community\. /],
  [
    'what is the purpose of the security meeting?',
    /does not say what Security working group is about\. It is the meeting of Security: /,
  ],
])('“%s” is told what it is about', async (question, said) => {
  expect(gist(await ask(question))).toMatch(said);
});

test.each([
  'when should group meetings be held',
  'what must a bug report include?',
  'where do i submit a document about a feature',
])('“%s” asks for a rule, which no list of meetings or links answers', async (question) => {
  expect((await ask(question)).kind).not.toBe('command');
});
