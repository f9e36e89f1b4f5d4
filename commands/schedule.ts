/**
 * For maintainers: one date of a meeting is skipped, moved, added or noted, or such a change is undone. Nothing is changed
 * here: each change is shown back first, and made by the button below it (schedule-change.ts).
 */
import { choice, count, defineCommand, text } from '../src/command/command.js';
import type { Complete } from '../src/command/option.js';
import type { Invoke } from '../src/reply/reply.js';
import { completeMeetings } from './meeting.js';
import { changesList } from './schedule/changes-list.js';
import { completeDates } from './schedule/complete-dates.js';
import { longest } from './schedule/lengths.js';
import { proposed } from './schedule/proposed.js';
import { subjectOf } from './schedule/subject.js';
import { doings, optionsTyped } from './schedule/typed-line.js';
import { undoAsked } from './schedule/undo-asked.js';

const meetings: Complete = (typed, { community }) => completeMeetings(typed, community);

export const schedule = defineCommand({
  name: 'schedule',
  summary: 'Skip, move, add or note one date of a meeting, and undo that',
  examples: [
    'schedule list',
    'schedule skip community 2026-12-24 because holidays',
    'schedule move community 2026-12-24 to thursday 10am',
  ],
  maintainers: true,
  options: {
    do: choice('What to do', doings),
    meeting: text('Which meeting', 100).completing(meetings).optional(),
    date: text('Which of its dates, such as 2026-12-24 or next', 100).completing(completeDates).optional(),
    to: text('When it is to be, such as thursday 10am, 1 hour later or 2026-12-17 10:00', 100).optional(),
    note: text('What people are to know of this date; “none” takes it away', longest.note).toTheEnd().optional(),
    reason: text('Why, for everybody to read', longest.reason).toTheEnd().optional(),
    page: count('Page', 1, 1_000).optional(),
  },
  branches: {
    option: 'do',
    of: [
      {
        value: 'skip',
        summary: 'Let one date of a meeting fall out',
        options: ['meeting', 'date', 'reason'],
        required: ['meeting', 'date'],
      },
      {
        value: 'move',
        summary: 'Move one date of a meeting to another time',
        options: ['meeting', 'date', 'to', 'reason'],
        required: ['meeting', 'date', 'to'],
      },
      {
        value: 'add',
        summary: 'Add one date to a meeting',
        options: ['meeting', 'to', 'reason'],
        required: ['meeting', 'to'],
      },
      {
        value: 'note',
        summary: 'Say something of one date of a meeting, such as who speaks',
        options: ['meeting', 'date', 'note'],
        required: ['meeting', 'date', 'note'],
      },
      {
        value: 'undo',
        summary: 'Take back the latest change of a date',
        options: ['meeting', 'date'],
        required: [],
      },
      {
        value: 'list',
        summary: 'Show the coming dates that differ from the rule',
        options: ['meeting', 'page'],
        required: [],
      },
    ],
  },
  fromText: optionsTyped,
  async run(options, context) {
    const { do: doing, page = 1, ...asked } = options;
    const again = (meeting: string): Invoke => ({
      command: 'schedule',
      options: { do: doing, ...given(asked), meeting },
    });
    if (doing === 'undo') return undoAsked(asked, context, again);
    if (doing !== 'list') return proposed(doing, asked, context, again);
    const only = asked.meeting === undefined ? undefined : subjectOf(asked.meeting, context, again).meeting;
    return changesList(only, page, context);
  },
});

function given(options: Readonly<Record<string, string | undefined>>): Invoke['options'] {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
