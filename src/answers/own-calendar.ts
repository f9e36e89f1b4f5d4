/** A person's own appointments: the desk knows the community's meetings alone, and puts none of them in their place. */
import { type Recogniser, saying } from './recogniser.js';

/** "My meeting", "my next call", "do I have …", "a meeting with my boss". */
const own =
  /\b(?:my (?:next |first |last |todays |tomorrows |own )?(?:meetings?|calls?|appointments?|agenda|calendar|schedule)|(?:do|did|have|if) i (?:have|got)|i have (?:a|any|the|no)|(?:meetings?|calls?|appointments?) (?:with (?:my|me)|do i have|i have)|with my)\b/;

const ownCalendar: Recogniser = ({ reading }) => {
  if (!reading.has('meeting') && !reading.hasWord('appointment', 'appointments', 'calendar')) return undefined;
  const said = reading.texts.join(' ');
  if (!own.test(said) || reading.named('group', false) !== undefined || reading.named('meeting', false) !== undefined)
    return undefined;
  // To put a date into one's own calendar is another request.
  if (reading.hasWord('add', 'put', 'save', 'enter', 'sync')) return undefined;
  return saying('unknown', {
    title: 'I do not see your calendar',
    summary: 'I only know the meetings of this community.',
    choices: [{ label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } }],
  });
};

export const ownCalendarQuestions: readonly Recogniser[] = [ownCalendar];
