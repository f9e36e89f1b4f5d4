/** What a meeting is about: its own words, else what its group does, else that nothing is said. */
import { groupsOfMeeting } from '../community/find.js';
import type { Line } from '../reply/reply.js';
import { momentInWords, momentOf, nextMeeting, noMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import { type Recogniser, saying } from './recogniser.js';

/** "What is … about", "what is … for", "what happens at …", "what do we talk about in …", "tell me about …". */
const asksAbout =
  /^(?:so )?what (?:is|are) (?:.+ )?(?:about|for)$|^(?:so )?what (?:happens|goes on|gets? discussed|is (?:discussed|covered|done)) (?:at|in|during)\b|^(?:so )?what (?:do|does|will|would) (?:\S+ )?(?:talk about|discuss|do|cover|deal with) (?:at|in|during) |^(?:so )?what (?:do|does) .+ (?:cover|discuss|deal with|talk about)$|^(?:what is |whats )?(?:the )?(?:purpose|point|topic|goal|aim|theme|subject) of\b|^(?:please )?(?:describe|explain|tell me (?:more )?about|more about)\b/;
const asking = new Set(
  'about for happens goes discussed covered done talk discuss cover deal purpose point topic goal aim theme subject describe explain tell more gets'.split(
    ' ',
  ),
);

export const meetingAbout: Recogniser = (asked, known) => {
  const { reading } = asked;
  const said = reading.texts.join(' ');
  const ofMeeting = reading.has('meeting') || reading.named('meeting', false) !== undefined;
  if (!ofMeeting || !asksAbout.test(said)) return undefined;
  const spans = reading.words.flatMap((word, at) => (asking.has(word.text) ? [{ from: at, to: at + 1 }] : []));
  const subject = subjectOf(asked, known, [], spans);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const title = titleOfMeeting(known, meeting);
  const [group] = groupsOfMeeting(known.community, meeting);
  const own = meeting.about?.replace(/\s+/g, ' ').trim();
  const ofGroup =
    group === undefined
      ? ''
      : ` It is the meeting of ${group.name}${group.about === undefined ? '.' : `: ${group.about}`}`;
  const about = own ?? `The community file does not say what ${title} is about.${ofGroup}`;
  const next = known.schedule.next(meeting.id, asked.now);
  const line: Line = next === undefined ? [about] : [`${about} Next: `, momentOf(next), '.'];
  return saying('computed', {
    title: `What ${title} is about`,
    summary: next === undefined ? about : `${about} Next: ${momentInWords(next, asked)}.`,
    line,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line, ...(own === undefined && group !== undefined ? [group.line] : [])],
  });
};
