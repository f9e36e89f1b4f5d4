import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readCommunity } from '../../../src/bin/community-desk.js';
import { exportAsJson, exportAsYaml } from '../../../src/bin/schedule-text.js';
import type { Community } from '../../../src/community/model.js';
import type { Change } from '../../../src/schedule/change.js';
import { changeStanding } from '../../../src/schedule/change-standing.js';
import { exportChanges } from '../../../src/schedule/export.js';
import { createLiveSchedule, type LiveSchedule } from '../../../src/schedule/live-schedule.js';
import { occurrenceStates } from '../../../src/schedule/occurrence-state.js';
import { isoOf, wallText } from '../../../src/time/zoned.js';
import { change, instant } from '../../support/sample-changes.js';
import { removeTemporaryCommunities, temporaryFile } from './temporary-file.js';

afterEach(removeTemporaryCommunities);

const file = `
community: { name: Example, home: https://example.org, timezone: America/Los_Angeles }
meetings:
  - id: community
    title: Community meeting
    every: 2 weeks
    on: thursday
    at: "11:00"
    starting: 2026-01-08
    lasts: 60 minutes
    except: [{ date: 2026-11-26, why: Thanksgiving }]
    moved: [{ from: 2026-12-24, to: 2026-12-17 10:00, why: holidays }]
    extra: ["2026-12-30 11:00"]
`;
const now = instant('2026-11-24T12:00:00Z');

async function communityOf(text: string): Promise<Community> {
  return readCommunity(await temporaryFile(text));
}

function exportOf(community: Community, changes: readonly Change[]) {
  return exportChanges(community, occurrenceStates(changes).values(), now);
}

/** The file with the exported keys put in place of its own, as the export says to do. */
function folded(text: string, exported: string): string {
  const document = parseDocument(text);
  const entries = parseDocument(exported).toJS() as {
    readonly meetings?: readonly ({ readonly id: string } & Record<string, unknown>)[];
  } | null;
  for (const { id, ...keys } of entries?.meetings ?? []) {
    const { meetings } = document.toJS() as { readonly meetings: readonly { readonly id: string }[] };
    const index = meetings.findIndex((meeting) => meeting.id === id);
    for (const [key, value] of Object.entries(keys)) document.setIn(['meetings', index, key], value);
  }
  return String(document);
}

/**
 * What people see over 14 months: when, whether it takes place, and why. One that was added and is skipped is left out: once
 * the file no longer adds it, there is nothing to be skipped.
 */
function seen(schedule: Pick<LiveSchedule, 'between'>): readonly string[] {
  return schedule
    .between(now, instant('2028-01-31T00:00:00Z'))
    .filter(({ status, original }) => status !== 'skipped' || !added.includes(wallText(original)))
    .map(({ at, status, why = '' }) => `${isoOf(at)} ${status === 'skipped' ? 'skipped' : 'takes place'} ${why}`);
}
const added = ['2026-12-30T11:00', '2026-12-03T16:00'];

describe('the export', () => {
  test('has the keys that change whole, each new entry with who made it and when', async () => {
    const exported = exportOf(await communityOf(file), [
      change(1, 'skip', '2026-12-10T11:00', { why: 'no quorum' }),
      change(2, 'move', '2027-01-07T11:00', { to: '2027-01-08T09:30' }),
      change(3, 'add', '2026-12-03T16:00', { why: 'the "board"' }),
      change(4, 'note', '2027-01-21T11:00', { note: 'Demo day' }),
      change(5, 'skip', '2026-12-30T11:00'),
      change(6, 'skip', '2026-12-11T11:00'),
    ]);
    expect(exportAsYaml(exported)).toBe(`# What was changed in chat and the community file does not say yet.
# In each of these meetings, put the keys below in the place of its own.
meetings:
  - id: community
    # 2026-12-30 11:00: its entry is left out below, as it was skipped; Ada on Slack, 2026-11-24 12:00 UTC.
    except:
      - { date: 2026-11-26, why: "Thanksgiving" }
      # Ada on Slack, 2026-11-24 12:00 UTC
      - { date: 2026-12-10, why: "no quorum" }
    moved:
      - { from: 2026-12-24, to: "2026-12-17 10:00", why: "holidays" }
      # Ada on Slack, 2026-11-24 12:00 UTC
      - { from: 2027-01-07, to: "2027-01-08 09:30" }
    extra:
      # Ada on Slack, 2026-11-24 12:00 UTC
      - { at: "2026-12-03 16:00", why: "the \\"board\\"" }
    # Not written, as the file cannot say it: 2026-12-11 11:00 skipped; Ada on Slack, 2026-11-24 12:00 UTC.
    # A note has no place in the file: 2027-01-21 11:00, “Demo day”; Ada on Slack, 2026-11-24 12:00 UTC.
`);
    expect(exportAsJson(exported).meetings[0]).toMatchObject({
      id: 'community',
      except: [
        { date: '2026-11-26', why: 'Thanksgiving' },
        { date: '2026-12-10', why: 'no quorum' },
      ],
      notes: [{ id: 4, kind: 'note', note: 'Demo day' }],
    });
  });

  test('is empty where the file says all of it, where all is undone, and where the date is over', async () => {
    const community = await communityOf(file);
    const nothing = '# The community file says all that was changed in chat.\n';
    const changes = [
      change(1, 'skip', '2026-11-26T11:00'),
      change(2, 'skip', '2026-12-10T11:00'),
      change(3, 'undo', '2026-12-10T11:00', { follows: 2 }),
      change(4, 'skip', '2026-11-12T11:00'),
    ];
    expect(exportAsYaml(exportOf(community, changes))).toBe(nothing);
    expect(exportAsYaml(exportOf(community, []))).toBe(nothing);
  });

  test('cannot be broken out of by a name, a reason or a note', async () => {
    const community = await communityOf(file);
    const nasty = 'x\n  - id: evil\u2028# " \' : {}';
    const exported = exportAsYaml(
      exportOf(community, [
        change(1, 'skip', '2026-12-10T11:00', { why: nasty, by: { platform: 'slack', id: 'U1', name: nasty } }),
        change(2, 'note', '2027-01-07T11:00', { note: nasty }),
      ]),
    );
    const read = parseDocument(exported).toJS();
    expect(read).toEqual({
      meetings: [
        {
          id: 'community',
          except: [
            { date: '2026-11-26', why: 'Thanksgiving' },
            { date: '2026-12-10', why: nasty },
          ],
        },
      ],
    });
  });
});

describe('folded into the file', () => {
  const names = [
    '2026-11-26T11:00',
    '2026-12-10T11:00',
    '2026-12-24T11:00',
    '2026-12-30T11:00',
    '2027-01-07T11:00',
    '2026-12-03T16:00',
  ];
  const step = fc.record({
    kind: fc.constantFrom<Change['kind']>('skip', 'move', 'add', 'note', 'undo'),
    original: fc.constantFrom(...names),
    to: fc.constantFrom('2026-12-01T09:00', '2026-12-15T18:00', '2027-02-01T11:00', '2026-12-24T11:00'),
    why: fc.constantFrom(undefined, 'travel', 'it: is "fine" # yes'),
  });

  test('it gives the schedule that file and chat gave together, with the changes and without them', async () => {
    const community = await communityOf(file);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const changes = steps.map(({ kind, original, to, why }, index) =>
          change(index + 1, kind, original, {
            ...(kind === 'move' ? { to } : {}),
            ...(kind === 'note' ? { note: 'Demo' } : why === undefined ? {} : { why }),
          }),
        );
        const before = createLiveSchedule(community, changes);
        const exported = exportOf(community, changes);
        fc.pre(exported.every(({ leftOut }) => leftOut.length === 0));
        const after = await communityOf(folded(file, exportAsYaml(exported)));
        expect(seen(createLiveSchedule(after, changes))).toEqual(seen(before));
        expect(seen(createLiveSchedule(after))).toEqual(seen(before));
        const standing = [...occurrenceStates(changes).values()].filter(({ place }) => place !== undefined);
        expect(exportOf(after, changes).every(({ except, moved, extra }) => !except && !moved && !extra)).toBe(true);
        for (const state of standing) expect(['in-file', 'no-date']).toContain(changeStanding(state, after).is);
      }),
      { numRuns: 60 },
    );
  });
});
