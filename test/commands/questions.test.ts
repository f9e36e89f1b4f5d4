import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import type { Reply } from '../../src/reply/reply.js';
import type { AskedQuestion } from '../../src/store/question-log.js';
import { at, FixedReceipts } from '../support/fixed-receipts.js';
import { openIstioDesk } from '../support/istio-desk.js';
import { KeptQuestions } from '../support/kept-questions.js';

const near = { id: 'ROLES.md#member', title: 'Roles: Member', url: 'https://example.org/roles#member' };

function asked(text: string, minute: number, change: Partial<AskedQuestion> = {}): AskedQuestion {
  const when = at(`2026-11-23T09:${String(minute).padStart(2, '0')}:00Z`);
  return { text, reason: 'unanswered', platform: 'slack', channel: 'C0', at: when, ...change };
}

/** Ids count up: the first question is q0000001. */
async function deskWith(...noted: readonly AskedQuestion[]) {
  const questions = new KeptQuestions();
  for (const question of noted) await questions.noteQuestion(question);
  return { questions, ...(await openIstioDesk('2026-11-24T10:00:00Z', new FixedReceipts(), questions)) };
}

const stickers = [
  asked('do you have pink stickers?', 0),
  asked('where is the swimming pool?', 1, { reason: 'not-helpful', near }),
  asked('pink stickers?', 2),
  asked('please, are there any pink stickers here', 3, { reason: 'doubtful' }),
];

const paragraphs = (reply: Reply) => plainText(reply, 'Europe/Berlin').split('\n\n');

test('no question waits', async () => {
  const { ask } = await deskWith();
  expect(paragraphs(await ask('/questions'))).toEqual([
    'Open questions',
    'No question waits: every one was answered, or nobody has asked yet.',
  ]);
});

test('those that ask the same stand together, the most asked first', async () => {
  const { ask } = await deskWith(...stickers);
  const said = await ask('/questions');
  expect(paragraphs(said)).toEqual([
    'Open questions',
    '4 questions were not answered well, which ask 2 different things.',
    [
      '- q0000001 pink stickers? · 3 times: 2 unanswered, 1 answered in doubt · last on Monday 23 November 2026 in Berlin',
      '- q0000002 where is the swimming pool? · once, found not helpful · last on Monday 23 November 2026 in Berlin · near Roles: Member <https://example.org/roles#member>',
    ].join('\n'),
    'To answer one from now on: /questions resolve:q0000001 with:https://…',
  ]);
  expect(said.choices[0]).toMatchObject({
    label: 'Resolve q0000001: pink stickers?',
    invoke: { command: 'questions', options: { resolve: 'q0000001' } },
  });
});

test('one question in full, with what can be done', async () => {
  const { ask } = await deskWith(...stickers);
  const said = await ask('/questions q0000002');
  expect(paragraphs(said).slice(1)).toEqual([
    'Asked once, found not helpful; last on Monday 23 November 2026, 10:01 in Berlin.',
    'Nearest in the documents: Roles: Member <https://example.org/roles#member>',
    'To answer it from now on: /questions resolve:q0000002 with:your sentence or link',
  ]);
  expect(said.choices.map(({ label }) => label)).toEqual(['Answer with that section', 'Dismiss', 'Open questions']);
});

test('an answer written in chat answers whoever asks so again, until it is taken back', async () => {
  const { ask, desk, questions } = await deskWith(...stickers);
  const said = await ask('/questions resolve:q0000001 with:At the desk, see page 3 of https://example.org/swag.');
  expect(paragraphs(said)).toEqual([
    'Answered from now on',
    'From now on I answer “pink stickers?” with: At the desk, see page 3 of https://example.org/swag.',
    'The same for:',
    '- do you have pink stickers?\n- please, are there any pink stickers here',
  ]);
  const again = await ask('Are there pink stickers?');
  expect(paragraphs(again)).toEqual([
    'pink stickers?',
    'At the desk, see page 3 of https://example.org/swag.',
    'https://example.org/swag',
    'Written by the maintainers',
  ]);
  expect(again.choices.map(({ label }) => label)).toEqual(['Helpful', 'Not helpful']);
  expect((await questions.openQuestions({ limit: 10 })).map(({ text }) => text)).not.toContain('pink stickers?');
  const back = said.choices[0]?.invoke;
  if (back === undefined) throw new Error('no way back');
  const reader = { id: 'terminal' };
  await desk.answer({ platform: 'console', place: 'direct', room: 'here', reader, invoke: back });
  expect(paragraphs(await ask('Are there pink stickers?'))[0]).not.toBe('pink stickers?');
});

test('the written answers are listed, the latest first', async () => {
  const { ask } = await deskWith(...stickers);
  expect(paragraphs(await ask('/questions answers'))).toEqual([
    'Written answers',
    'No answer was written in chat yet.',
  ]);
  await ask('/questions resolve:q0000001 with:"At the desk."');
  await ask('/questions resolve:q0000002 with:https://example.org/pool');
  expect(paragraphs(await ask('/questions answers'))).toEqual([
    'Written answers',
    '2 answers were written in chat.',
    '- where is the swimming pool? · https://example.org/pool\n- pink stickers? (and 2 more wordings) · At the desk.',
    'In the terminal, frontdesk questions --export prints them for the community file.',
  ]);
});

test('what is answered otherwise first is said so', async () => {
  const { ask } = await deskWith(asked('when is the community meeting?', 0, { reason: 'not-helpful' }));
  const said = await ask('/questions resolve:q0000001 with:Thursdays');
  expect(paragraphs(said).at(-1)).toBe(
    'But “when is the community meeting?” is answered from the schedule or the community file first, so nothing changes for it.',
  );
});

test('a dismissed question is off the list, without an answer', async () => {
  const { ask, questions } = await deskWith(...stickers);
  expect((await ask('/questions dismiss:q0000001')).summary).toBe(
    '“pink stickers?” is off the list; it stays without an answer.',
  );
  expect((await questions.openQuestions({ limit: 10 })).map(({ text }) => text)).toEqual([
    'where is the swimming pool?',
  ]);
  expect(await questions.curatedAnswers()).toEqual([]);
});

test.each([
  [
    '/questions zzzz',
    'No open question has the id “zzzz”; somebody may have resolved it. Try /questions for the list.',
  ],
  [
    `/questions resolve:q0000001 with:${'very '.repeat(130)}long`,
    'Say what is answered from now on, in at most 600 characters or with a link: /questions resolve:q0000001 with:https://…',
  ],
])('%s is refused in a sentence', async (line, sentence) => {
  const { ask, questions } = await deskWith(...stickers);
  expect(await ask(line)).toMatchObject({ tone: 'problem', summary: sentence });
  expect(await questions.openQuestions({ limit: 10 })).toHaveLength(4);
});

test('they are for maintainers alone', async () => {
  const { ask } = await deskWith(...stickers);
  const said = await ask('/questions', { platform: 'slack', reader: { id: 'U0NOBODY' } });
  expect(said).toMatchObject({ tone: 'problem', title: 'For maintainers' });
  expect(JSON.stringify(said)).not.toContain('stickers');
});

test('twelve different things are two pages', async () => {
  const words = 'zebra yacht xylophone walrus violin umbrella tuba squid robot quokka panda otter'.split(' ');
  const { ask } = await deskWith(...words.map((word, minute) => asked(`${word}?`, minute)));
  const first = await ask('/questions');
  expect(first.paging).toEqual({ from: 1, to: 10, total: 12, next: { command: 'questions', options: { page: 2 } } });
  expect(paragraphs(await ask('/questions 2'))[2]?.split('\n')).toHaveLength(2);
});
