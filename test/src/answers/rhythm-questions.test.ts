import { expect, test } from 'vitest';
import { at, gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const config =
  'Every 2 weeks on Thursday at 10:00 in Los Angeles. Next: Thursday 3 December 2026, 19:00 to 20:00 in Berlin.';
const performance =
  'Every week on Wednesday at 09:00 in Los Angeles. Next: Wednesday 25 November 2026, 18:00 to 18:30 in Berlin.';

test.each([
  ['does the config group meet on thursdays?', `Yes. ${config}`],
  ['is config on Mondays', `No. ${config}`],
  ['does config meet every thursday', `No. ${config}`],
  ['does performance meet each wednesday?', `Yes. ${performance}`],
  ['is the perf meeting weekly?', `Yes. ${performance}`],
  ['does the config working group meet every month', `No. ${config}`],
  ['the config meeting is biweekly, right?', `Yes. ${config}`],
])('“%s” is answered by the rule and not by the next such day', async (question, line) => {
  expect(shown(await ask(question))[1]).toBe(line);
});

test('a meeting late in the evening is on the next weekday for a reader further east', async () => {
  const answered = await ask('does api meeting take place on thursdays', 'Asia/Tokyo');
  expect(gist(answered)).toMatch(/: Yes\. Every 2 weeks on Wednesday at 13:00 in Los Angeles\./);
});

test.each([
  'which groups meet on mondays?',
  'who meets on mondays',
  'are there any meetings on mondays',
  'is there anything on mondays?',
])('“%s” is told that nobody does', async (question) => {
  expect(gist(await ask(question))).toMatch(/^computed: (?:No\. )?No meeting is listed on Mondays\.$/);
});

test('which working groups meet on a weekday: all of them, with their rhythms', async () => {
  expect(shown(await ask('what working groups meet on thursdays'))).toEqual([
    'Meetings on Thursdays',
    '4 meetings are listed on Thursdays:',
    '- Community meeting: every 2 weeks on Thursday at 11:00 in Los Angeles',
    '- Config working group: every 2 weeks on Thursday at 10:00 in Los Angeles',
    '- Networking working group: every 2 weeks on Thursday at 11:00 in Los Angeles',
    '- Test and Release working group: every week on Thursday at 13:00 in Los Angeles',
  ]);
});

test('a weekday in the singular is one date', async () => {
  expect(
    shown(await ask('is there a config meeting on thursday', 'Europe/Berlin', at('2026-12-01T10:00:00Z')))[1],
  ).toBe('Yes, Thursday 3 December 2026, 19:00 to 20:00 in Berlin.');
});
