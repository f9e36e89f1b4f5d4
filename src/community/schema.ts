/**
 * The community file, key by key: what may stand where. The same schema checks the file and, exported as JSON Schema, lets
 * editors complete and check it while it is written. What depends on two places at once is checked in check-*.ts.
 */
import { z } from 'zod';
import { discordId, roomName, slackChannel, slackUser, slackUsergroup } from './platform-id.js';
import { name, oneLine, prose, scalar, url } from './scalar.js';
import { date, dateAndTime, duration, timeOfDay, zone } from './when.js';

/**
 * Titles and names: a reply's title (150 characters) and a button's label (75, both Slack's limits) keep room for the
 * words around them.
 */
const TITLE = 60;

const FOUR_WEEKS = 4 * 7 * 1440;
const ONE_WEEK = 7 * 1440;

const aliases = z
  .array(oneLine(40, 'Another name that people use', 'net'))
  .meta({ description: 'Other names people use for it', examples: [['net', 'network']] });

const why = oneLine(120, 'The reason, in a word or two; shown to people who ask', 'Thanksgiving').optional();

const reminder = z
  .strictObject({
    before: duration(
      'How long before the start; 0 minutes is at the start, a day is 24 hours',
      '15 minutes',
      0,
      FOUR_WEEKS,
      '4 weeks',
    ),
    rooms: z
      .array(roomName('Name of a room defined under rooms', 'general'))
      .min(1)
      .meta({ description: 'Where it is posted', examples: [['general']] }),
    mention: z
      .literal('here')
      .optional()
      .meta({ description: 'Ping everyone who is active in the room; leave out for none', examples: ['here'] }),
  })
  .meta({ description: 'One post before each occurrence' });

const meetingSchema = z
  .strictObject({
    id: name('Stable name, part of every reminder; never change it', 'community'),
    title: oneLine(TITLE, 'The name of the meeting', 'Community meeting'),
    aliases: aliases.optional(),
    about: prose(600, 'What the meeting is for', 'The meeting of the whole community.').optional(),
    every: oneLine(40, 'How often: day, weekday, week, 2 weeks, month, year', '2 weeks', '[A-Za-z]').optional(),
    on: z
      .union([
        oneLine(
          40,
          'Which day: thursday, second wednesday, last friday, last weekday, 15th, last day',
          'thursday',
          '[A-Za-z]',
        ),
        z.array(oneLine(40, 'One of the days', 'thursday', '[A-Za-z]')).min(1),
      ])
      .optional()
      .meta({
        description: 'Which day, or a list of days',
        examples: ['thursday', 'second wednesday', ['tuesday', 'thursday']],
      }),
    rrule: oneLine(
      300,
      'The rule as RFC 5545 writes it, in place of every and on',
      'FREQ=MONTHLY;BYDAY=2WE',
    ).optional(),
    at: timeOfDay('When it begins, over 24 hours, in quotes').optional(),
    rotate: z
      .array(z.strictObject({ at: timeOfDay('When it begins') }))
      .min(2)
      .optional()
      .meta({
        description: 'Times that take turns, occurrence by occurrence',
        examples: [[{ at: '11:00' }, { at: '19:00' }]],
      }),
    timezone: zone("The meeting's own zone; the community's where it is left out").optional(),
    starting: date('The date of one meeting: it fixes which weeks', '2026-01-08').optional(),
    until: date('The last date on which it may take place', '2026-12-31').optional(),
    count: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'How many times it takes place', examples: [10] }),
    lasts: duration('How long it takes', '60 minutes', 1, ONE_WEEK, '1 week'),
    join: url('Where to join').optional(),
    recordings: url('Where recordings are kept').optional(),
    notes: url('Where notes are kept').optional(),
    agenda: url('Where the agenda is kept').optional(),
    host: oneLine(TITLE, 'Who runs it', 'Networking leads').optional(),
    except: z
      .array(z.strictObject({ date: date('The date that does not take place'), why }))
      .optional()
      .meta({
        description: 'Dates on which it does not take place',
        examples: [[{ date: '2026-11-26', why: 'Thanksgiving' }]],
      }),
    moved: z
      .array(
        z.strictObject({
          from: date('The date as the rule has it', '2026-12-24'),
          to: dateAndTime('The new date, with a time if that changes too', false),
          why,
        }),
      )
      .optional()
      .meta({
        description: 'Dates that take place at another time',
        examples: [[{ from: '2026-12-24', to: '2026-12-17', why: 'holidays' }]],
      }),
    extra: z
      .array(
        z.union([
          dateAndTime('Date and time of one more meeting', true),
          z.strictObject({ at: dateAndTime('Date and time of one more meeting', true), why }),
        ]),
      )
      .optional()
      .meta({ description: 'Meetings besides those of the rule', examples: [['2026-12-30 11:00']] }),
    remind: z
      .array(reminder)
      .optional()
      .meta({
        description: 'What is posted before each occurrence',
        examples: [[{ before: '15 minutes', rooms: ['general'] }]],
      }),
  })
  .meta({ description: 'A meeting that repeats' });

const forum = z
  .union([
    url('The address of the forum'),
    z.strictObject({
      title: oneLine(TITLE, 'The name of the forum', 'istio-networking@'),
      url: url('The address of the forum'),
    }),
  ])
  .meta({ description: "The group's mailing list or forum", examples: ['https://groups.google.com/g/example'] });

const lead = z
  .strictObject({
    name: oneLine(TITLE, 'The name of the person', 'Ada Lovelace'),
    company: oneLine(TITLE, 'Where the person works', 'Analytical Engines').optional(),
    url: url('A public profile', 'https://github.com/ada').optional(),
    slack: slackUser.optional(),
    discord: discordId('person').optional(),
  })
  .meta({ description: 'A person who leads the group' });

const group = z
  .strictObject({
    id: name('Stable name', 'networking'),
    name: oneLine(TITLE, 'The name of the group', 'Networking'),
    aliases: aliases.optional(),
    about: prose(600, 'What the group works on', 'Traffic between services.').optional(),
    leads: z
      .array(lead)
      .optional()
      .meta({ description: 'Who leads it', examples: [[{ name: 'Ada Lovelace' }]] }),
    meeting: name('The id of its meeting', 'networking').optional(),
    charter: url("The group's charter").optional(),
    forum: forum.optional(),
    notes: url('Where its notes are kept').optional(),
    folder: url('Where its documents are kept').optional(),
    slack: oneLine(TITLE, 'Its channel on Slack, as people see it', '#networking').optional(),
    discord: oneLine(TITLE, 'Its channel on Discord, as people see it', '#networking').optional(),
  })
  .meta({ description: 'A working group' });

const topic = scalar({ description: 'A word or two that people search by', example: 'help', maxLength: 40 }, (text) =>
  text.length <= 40
    ? { is: text.toLowerCase() }
    : { problem: 'A topic has 40 characters at most.', mend: 'Shorten it.' },
);

const link = z
  .strictObject({
    id: name('Stable name', 'help'),
    title: oneLine(TITLE, 'What the link is called', 'Help page'),
    url: url('Where it leads'),
    topics: z
      .array(topic)
      .min(1)
      .meta({ description: 'What people look for when they need it', examples: [['help', 'support']] }),
    say: oneLine(300, 'One sentence: what one finds there', 'Start here with a question.').optional(),
  })
  .meta({ description: 'A place to send people' });

const maintainer = z
  .strictObject({
    slack: slackUser.optional(),
    discord: discordId('person').optional(),
    discordRole: discordId('role').optional(),
    slackUsergroup: slackUsergroup.optional(),
  })
  .meta({ description: 'A person or a role with the right to read receipts and to change the schedule in chat' });

const room = z
  .strictObject({
    slack: slackChannel.optional(),
    discord: discordId('channel').optional(),
    answer: z
      .enum(['off', 'mention', 'questions'])
      .optional()
      .meta({
        description:
          'What is answered there: what mentions the desk (mention, if left out), every question where the answer is sure (questions), or commands alone (off)',
        examples: ['questions'],
      }),
  })
  .meta({
    description: 'The channels that stand behind the name; {} for the page and the terminal alone',
    examples: [{}],
  });

const curated = z
  .strictObject({
    ask: z
      .array(oneLine(200, 'A way to ask for it', 'where do I get a T-shirt?'))
      .min(1)
      .max(20)
      .meta({ description: 'Ways to ask for it', examples: [['where do I get a T-shirt?']] }),
    say: prose(600, 'The answer', 'At every meetup.').optional(),
    url: url('Where the answer stands').optional(),
  })
  .meta({ description: 'An answer that comes before the documents: say, url or both' });

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const questions = z
  .strictObject({
    digest: z
      .strictObject({
        room: roomName('Name of the room where it is told', 'maintainers'),
        on: z
          .enum(weekdays)
          .optional()
          .meta({ description: 'The day of the week; monday if left out', examples: ['monday'] }),
        at: timeOfDay("When, over 24 hours, in the community's zone; 09:00 if left out", '09:00').optional(),
      })
      .optional()
      .meta({
        description: 'Once a week, the questions that were not answered well',
        examples: [{ room: 'maintainers' }],
      }),
    askers: z
      .enum(['keep', 'forget'])
      .optional()
      .meta({ description: 'Whether it is kept who asked; forget if left out', examples: ['forget'] }),
  })
  .meta({ description: 'What becomes of questions that were not answered well' });

export const communityFile = z
  .strictObject({
    community: z
      .strictObject({
        name: oneLine(TITLE, 'The name of the community', 'Istio'),
        home: url('Its website', 'https://istio.io'),
        timezone: zone("Where the community's day is"),
        introduction: prose(1500, 'What the project is', 'A platform for microservices.').optional(),
        authors: prose(600, 'Who began it', 'Started by two friends.').optional(),
      })
      .meta({
        description: 'The community itself',
        examples: [{ name: 'Istio', home: 'https://istio.io', timezone: 'America/Los_Angeles' }],
      }),
    rooms: z
      .record(name('Name of a room', 'general'), room.optional())
      .optional()
      .meta({
        description: 'A name for each place, so that a meeting holds no ids of a platform',
        examples: [{ general: {} }],
      }),
    notices: roomName(
      'Name of the room where the desk tells the maintainers what needs mending',
      'maintainers',
    ).optional(),
    maintainers: z
      .array(maintainer)
      .optional()
      .meta({
        description: 'Who may read receipts and change the schedule in chat',
        examples: [[{ slack: 'U0123456789' }]],
      }),
    meetings: z.array(meetingSchema).optional().meta({ description: 'The meetings, in the order they are listed' }),
    groups: z.array(group).optional().meta({ description: 'The working groups, in the order they are listed' }),
    links: z.array(link).optional().meta({ description: 'Places to send people, the most useful first' }),
    contribute: z
      .array(
        z.strictObject({
          title: oneLine(TITLE, 'A way to help', 'Improve the documentation'),
          say: oneLine(300, 'One sentence more', 'Every page can be made better.').optional(),
          url: url('Where to begin').optional(),
        }),
      )
      .optional()
      .meta({ description: 'Ways to help, in the order a newcomer should read them' }),
    docs: z
      .array(
        z.strictObject({
          path: oneLine(300, 'A folder, a Markdown file, a git checkout or a .zip, seen from this file', 'docs'),
          url: url(
            'Where its files are published; makes citations clickable. A git checkout from GitHub, GitLab or Codeberg knows it itself',
          ).optional(),
        }),
      )
      .optional()
      .meta({ description: 'The documents that questions are answered from', examples: [[{ path: 'docs' }]] }),
    synonyms: z
      .array(z.array(topic).min(2).max(20))
      .max(500)
      .optional()
      .meta({ description: 'Words that mean the same here', examples: [[['k8s', 'kubernetes']]] }),
    answers: z
      .array(curated)
      .max(500)
      .optional()
      .meta({
        description: 'Answers that come before the documents',
        examples: [[{ ask: ['where do I get a T-shirt?'], say: 'At every meetup.' }]],
      }),
    questions: questions.optional(),
    events: z
      .strictObject({
        discord: z
          .enum(['on', 'off'])
          .optional()
          .meta({
            description: "Whether coming meetings stand in Discord's own event list; on if left out",
            examples: ['off'],
          }),
        ahead: duration('How far ahead; 4 weeks if left out', '4 weeks', 1440, 2 * FOUR_WEEKS, '8 weeks').optional(),
      })
      .optional()
      .meta({ description: "Discord's own event list", examples: [{ discord: 'on', ahead: '4 weeks' }] }),
    clockChanges: z
      .enum(['announce', 'off'])
      .optional()
      .meta({
        description:
          "Whether rooms are told, a week before, when some readers' clocks change apart from a meeting's; announce if left out",
        examples: ['announce'],
      }),
  })
  .meta({ title: 'Frontdesk community file', description: 'What the front desk knows about its community' });

/** A whole community file, read: dates, times and lengths as data, everything else as text. */
export type CommunityFile = z.output<typeof communityFile>;
export type MeetingFile = z.output<typeof meetingSchema>;

/** The JSON Schema (draft 7, which editors know best) of what a maintainer writes. */
export function communitySchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(communityFile, { io: 'input', target: 'draft-7' });
}

/** As it stands in community.schema.json, newline included. */
export function communitySchemaText(): string {
  return `${JSON.stringify(communitySchema(), null, 2)}\n`;
}
