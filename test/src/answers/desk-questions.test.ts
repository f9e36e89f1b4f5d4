import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  'hi',
  '👍',
  'Good morning everyone!',
  'hey, how are you',
  'thanks for the reply',
  'talk to you soon, bye!',
  '🎉🎉',
])('“%s” gets a short word back, and no search', async (question) => {
  const answered = await ask(question);
  expect(answered.kind).toBe('smalltalk');
  expect(answered.kind === 'command' ? '' : answered.reply.summary.length).toBeLessThan(90);
});

test.each([
  ['who are you', 'frontdesk', {}],
  ['what can you do?', 'frontdesk', {}],
  ['help', 'frontdesk', {}],
  ['how can I help?', 'contribute', {}],
  ['how do i contribute', 'contribute', {}],
  ['i need help', 'help-links', { topic: 'help' }],
  ['how do i get help with a bug in my mesh??', 'help-links', { topic: 'help' }],
  ['where is the architecture doc', 'help-links', { topic: 'architecture' }],
])('“%s” is answered by /%s', async (question, command, options) => {
  expect(gist(await ask(question))).toEqual({ command, options });
});

test.each([
  'what pets do you own',
  'how old are you',
  'i could use a laugh, got any jokes',
  'what was the company that designed you',
])('“%s” is answered as a bot answers, never from the documents', async (question) => {
  expect(['smalltalk', 'unknown']).toContain((await ask(question)).kind);
});

test('what the community is comes from the community file', async () => {
  expect(gist(await ask('what is istio'))).toMatch(/^computed: Istio is an open platform .*microservices/);
  expect(gist(await ask('who created istio?'))).toMatch(/^computed: .*Google and IBM/);
});

test.each([
  "what's the weather in Mountain View",
  'how do I deploy kubernetes on AWS',
  'what is the stock price of IBM',
  'what is the capital of France',
  'How do I add the card to my account?',
  "what's your salary",
  'is there a status update on my vacation approval',
])('“%s” is declined', async (question) => {
  expect(['unknown', 'smalltalk']).toContain((await ask(question)).kind);
});

test('“I don’t know” names whom to ask', async () => {
  const answered = await ask('how do I deploy kubernetes on AWS');
  expect(gist(answered)).toMatch(/^unknown: I don't know: .*https:\/\/istio\.io\/help/);
  expect(answered.kind === 'command' ? [] : answered.reply.choices.map((choice) => choice.invoke.command)).toEqual([
    'help-links',
    'frontdesk',
  ]);
});

test.each([
  ['docs', 'docs'],
  ['bug', 'bug'],
  ['I found a bug', 'bug'],
  ['where are the docs?', 'docs'],
  ['calendar', 'calendar'],
  ['i missed the meeting', 'missed meeting'],
  ['mailing list', 'mailing list'],
])('“%s” is a topic of the links', async (question, topic) => {
  expect(gist(await ask(question))).toEqual({ command: 'help-links', options: { topic } });
});

test('a question about numbers is not taken for a topic', async () => {
  expect(gist(await ask('how many leads does a working group need?'))).toMatch(/^passage: .*2 or 3 leads/);
});

test.each(['hello', 'thanks!', 'bye', 'what pets do you own'])(
  'the reply to “%s” does not say its title twice',
  async (question) => {
    const [title = '', first = ''] = shown(await ask(question));
    expect(first.startsWith(title)).toBe(false);
  },
);

test.each(['do you save our messages?', 'is my data stored by you', 'what information do you collect about me'])(
  '“%s” is told what is kept, and for how long',
  async (question) => {
    expect(gist(await ask(question))).toBe(
      'computed: A question with a sure answer is not kept. One without, or whose answer is marked not helpful, is kept for the maintainers: its text, its room and its time, without who asked, for about 180 days.',
    );
  },
);
