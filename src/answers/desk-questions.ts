/** What is said to the desk itself: greetings, thanks, what it is and can do, and what it will not do. */

import { fold } from '../nearest.js';
import type { Answered } from './answers.js';
import { command, type Recogniser, saying } from './recogniser.js';
import { wordsOf } from './terms.js';

const set = (words: string) => new Set(words.trim().split(/\s+/));

const greetings =
  set(`hi hello hey heya hiya howdy yo sup morning afternoon evening greetings hallo hola bonjour ciao ola servus moin
 salut namaste aloha welcome`);
const thanks =
  set(`thanks thank thx ty cheers thankyou merci danke gracias grazie obrigado obrigada appreciated appreciate great awesome perfect cool nice
 super wonderful brilliant excellent helpful lovely good`);
const byes = set('bye goodbye cya later tschuess adieu adios farewell ttyl goodnight night');
const company =
  set(`there all everyone everybody folks team friend friends guys bot frontdesk again very much so a lot you u for the your help
 reply answer and that this was is it its to good day nice have how are doing today things going whats up ok okay yes no i would like
 will be see talk soon me im am new here just really again well great thing from`);

function only(words: readonly string[], core: ReadonlySet<string>): boolean {
  return (
    words.length > 0 &&
    words.length <= 12 &&
    words.some((word) => core.has(word)) &&
    words.every((word) => core.has(word) || company.has(word) || greetings.has(word) || thanks.has(word))
  );
}

function small(title: string, summary: string): Answered {
  return saying('smalltalk', {
    title,
    summary,
    choices: [{ label: 'What I can do', invoke: { command: 'frontdesk', options: {} } }],
  });
}

/** A greeting, thanks or goodbye and nothing else; or no words at all, such as a single emoji. */
export function smallTalk(question: string): Answered | undefined {
  const words = wordsOf(question);
  if (words.length === 0) return small('Hello', 'Ask me when we meet, where to get help, or who leads a group.');
  if (only(words, byes)) return small('Goodbye', 'I am here whenever you have a question.');
  if (only(words, greetings) || howAreYou.some((phrase) => fold(question).includes(phrase) && words.length <= 12)) {
    return small('Hello', 'Ask me when we meet, where to get help, or who leads a group.');
  }
  return only(words, thanks) ? small('You are welcome', 'I am here whenever you have a question.') : undefined;
}

const howAreYou = ['how are you', 'how are things', 'how do you do', 'hows it going', 'whats up'];

const capabilities = [
  'what can you do',
  'what do you do',
  'who are you',
  'what are you',
  'how do you work',
  'what can i ask',
  'what can this bot do',
  'list commands',
  'which commands',
  'what commands',
  'how do i use you',
  'how do i use this bot',
  'what is frontdesk',
  'whats frontdesk',
  'are you a bot',
  'are you human',
  'are you a human',
  'are you real',
  'are you an ai',
];

const itself: Recogniser = ({ reading }) => {
  const said = reading.texts.join(' ');
  const bare = /^(?:help|commands?|usage|menu|start)(?: me| please)?$/.test(said);
  return bare ||
    (reading.words.length <= 8 &&
      capabilities.some(
        (phrase) => said.includes(phrase) && reading.leftover(['help']).every((word) => phrase.includes(word.text)),
      ))
    ? command('frontdesk')
    : undefined;
};

/** "Do you store my questions?", "what is kept of what I ask?" */
const keeping =
  /\b(?:stor(?:e|es|ed|ing)|sav(?:e|es|ed|ing)|ke(?:ep|eps|pt)|log(?:s|ged)?|record(?:s|ed|ing)?|collect(?:s|ed)?|track(?:s|ed)?|remember(?:s|ed)?|retain(?:s|ed)?|privacy|gdpr)\b/;
const saidToIt =
  /\b(?:my|our|users?|peoples?|the) (?:\S+ )?(?:questions?|messages?|data|chats?|conversations?|name|ids?|account|privacy)\b|\bwhat (?:i|we|people|users) (?:ask|asked|say|said|write|type)\b|\babout me\b|\bwhat (?:data|information)\b|\bquestions (?:stored|saved|kept|logged|recorded)\b/;

const keepsWhat: Recogniser = ({ reading }, { community }) => {
  const said = reading.texts.join(' ');
  const ofDesk = reading.hasWord('you', 'your', 'bot', 'frontdesk', 'my', 'me', 'questions', 'i');
  if (!keeping.test(said) || !saidToIt.test(said) || !ofDesk || reading.words.length > 14) return undefined;
  if (reading.has('meeting') || reading.mentions.some(({ named }) => named.kind !== 'community')) return undefined;
  const asker = community.questions?.keepsAskers === true ? 'with the account of who asked' : 'without who asked';
  return saying('computed', {
    title: 'What is kept of questions',
    summary: `A question with a sure answer is not kept. One without, or whose answer is marked not helpful, is kept for the maintainers: its text, its room and its time, ${asker}, for about 180 days.`,
  });
};

/** Words that make a sentence a question about the desk as a person, where it speaks to "you". */
const personal =
  set(`name named called old age born birthday hobby hobbies pet pets dog cat married wife husband girlfriend boyfriend
 love hate eat food drink sleep job employ employs employer boss salary paid work human alive real feel feeling feelings designed
 design programmed programmer made built created maker creator favorite favourite joke jokes sing dance dream religion parents
 mother father live from country`);

const asPerson: Recogniser = ({ reading }) => {
  const speaksToIt = reading.hasWord('you', 'your', 'youre', 'u');
  const jokes = reading.hasWord('joke', 'jokes', 'laugh') || (reading.hasWord('meaning') && reading.hasWord('life'));
  if (!jokes && !(speaksToIt && reading.words.some((word) => personal.has(word.text)))) return undefined;
  if (reading.has('meeting') || reading.mentions.length > 0 || reading.words.length > 12) return undefined;
  const left = reading
    .leftover(['author', 'person', 'where', 'when', 'lead', 'contact'])
    .filter((word) => !personal.has(word.text));
  if (!jokes && left.length > (speaksToIt ? 1 : 0)) return undefined;
  return small('I am a bot', 'I know this community’s meetings, working groups, help links and documents.');
};

const secrets = set('token tokens password passwords secret secrets credential credentials apikey env dotenv');
const orders = set('ignore disregard forget pretend roleplay jailbreak override');
const orderObjects = set('instructions instruction prompt rules previous prior above system');

/** Orders to the bot, and requests for what it must not tell. Answered the same whatever they say; nothing is repeated. */
export function refusedOrder(question: string): Answered | undefined {
  const words = wordsOf(question);
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  const own = words.some((word) => word === 'your' || word === 'bot' || word === 'bots' || word === 'you');
  const asksSecret =
    (has(secrets) && own) ||
    (own && words.includes('environment') && words.includes('variables')) ||
    (own && words.includes('configuration') && words.includes('print'));
  if (
    !asksSecret &&
    !(has(orders) && has(orderObjects)) &&
    !(own && words.includes('prompt') && words.includes('system'))
  )
    return undefined;
  return saying('unknown', {
    title: 'I cannot do that',
    summary: 'I only answer from this community’s schedule, groups, links and documents.',
    choices: [{ label: 'What I can do', invoke: { command: 'frontdesk', options: {} } }],
  });
}

export const deskQuestions: readonly Recogniser[] = [keepsWhat, itself, asPerson];
