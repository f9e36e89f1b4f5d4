/**
 * Whether a question that found no answer tells the maintainers of something that is missing. Small talk, insults and orders
 * to a machine do not; a list that is full of them is not read.
 */
import { termsOf, wordsOf } from '../answers/terms.js';

const chatter = new Set(
  `lol lmao lmfao rofl xd wow omg wtf nice cool great awesome neat sweet good bad ok okay k kk yes yeah yep yup no nope nah
  hmm hm uh um huh eh meh test testing tests ping pong yo sup heya hiya morning evening night bye cya thx ty np gg brb afk
  bot robot dude bro man guys mate friend buddy sorry oops ah oh aha bored funny joke jokes love asdf qwerty foo bar baz blah bla`.split(
    /\s+/,
  ),
);
const laughter = /^(?:(?:ha|he|hi|ho|ja|je){2,}h?|lo+l+|x+d+|l+m+a+o+)$/;

const insult = new RegExp(
  [
    '\\b(?:you|u|ur|youre|your|this|the|that|stupid|dumb|useless) ?(?:bot|robot|desk|thing|frontdesk)?(?: (?:are|is|a|an|all|so|such|really|totally|just|fucking|absolute))*',
    ' ?(?:sucks?|stupid|useless|dumb|idiots?|idiotic|morons?|trash|garbage|rubbish|crap|shit|shitty|pathetic|worthless|ugly|loser)$',
    '|\\b(?:fuck|screw|damn|hate) (?:you|u|off|this|that)\\b|\\bshut up\\b|\\bgo to hell\\b|\\bkill yourself\\b',
  ].join(''),
);
const order = new RegExp(
  [
    '\\b(?:ignore|forget|disregard|override|bypass|skip)\\b.{0,40}\\b(?:instructions?|prompts?|rules|guidelines|restrictions|everything|anything)\\b',
    '\\b(?:system|hidden|initial|original) prompt\\b|\\bjailbreak\\b|\\bdeveloper mode\\b',
    '^(?:please )?(?:pretend|act as|act like|roleplay|imagine you|repeat after me|say (?:something|hello|hi)\\b|tell me a joke|sing\\b|write (?:me )?a (?:poem|song|story|joke))',
    '\\byou are now\\b|\\bfrom now on you\\b',
  ].join('|'),
);

/** @param text as `questionText` gives it. */
export function isWorthKeeping(text: string): boolean {
  const words = wordsOf(text);
  const telling = termsOf(words.filter((word) => !chatter.has(word) && !laughter.test(word)).join(' '));
  const said = words.join(' ');
  return telling.length > 0 && !insult.test(said) && !order.test(said);
}
