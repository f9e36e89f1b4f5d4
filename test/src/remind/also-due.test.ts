import { afterAll, afterEach, expect, test } from 'vitest';
import { createDigest } from '../../../src/questions/digest.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, type DeskSetup, Desks, instant, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const withDigest = {
  ...community(meeting()),
  questions: { keepsAskers: false, digest: { room: 'general', weekday: 4, at: { hour: 10, minute: 45 } } },
};

/** Thursday 10 December 2026, 10:45 in Los Angeles: when the meeting's reminder is due as well. */
const due = '2026-12-10T18:45:00Z';

function digestOf(slack: RecordingAdapter): NonNullable<DeskSetup['alsoDue']> {
  return (store, clock) => {
    const setup = { community: withDigest, questions: store, ledger: store, surfaces: [surface(slack)], clock };
    const digest = createDigest(setup);
    return () => digest.run();
  };
}

async function askOne(bot: Awaited<ReturnType<Desks['open']>>): Promise<void> {
  const at = instant('2026-12-09T10:00:00Z');
  await bot.store.noteQuestion({ text: 'why?', reason: 'unanswered', platform: 'slack', channel: 'C1', at });
}

const titles = (slack: RecordingAdapter) => slack.shown.map(({ reply }) => reply.title).sort();

test('the digest is posted at its minute, once, beside a reminder, also after a restart', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const alsoDue = digestOf(slack);
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], file, alsoDue });
  await askOne(bot);
  await bot.at('2026-12-10T18:44:00Z');
  expect(titles(slack)).toEqual([]);
  await bot.at(due);
  await bot.at('2026-12-10T18:46:00Z');
  expect(titles(slack)).toEqual(['Community meeting', 'Questions of the week']);
  await bot.close();
  const again = await desks.open({ now: '2026-12-10T18:47:00Z', adapters: [slack], file, alsoDue });
  await again.at('2026-12-10T18:48:00Z');
  expect(slack.shown).toHaveLength(2);
});

test('two processes on one database post it once', async () => {
  const slack = new RecordingAdapter('slack');
  const alsoDue = digestOf(slack);
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], alsoDue });
  const other = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], alsoDue, beside: bot });
  await askOne(bot);
  bot.clock.advance(instant(due) - bot.clock.now());
  await Promise.all([bot.ticker.tick(), other.ticker.tick()]);
  await Promise.all([bot.ticker.tick(), other.ticker.tick()]);
  expect(titles(slack)).toEqual(['Community meeting', 'Questions of the week']);
});

test('a digest that cannot be planned holds up no reminder, and the log tells of it', async () => {
  const slack = new RecordingAdapter('slack');
  const alsoDue = () => async () => {
    throw new Error('The questions cannot be read.');
  };
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], alsoDue });
  await bot.at(due);
  expect(titles(slack)).toEqual(['Community meeting']);
  const errors = bot.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
  // At the start and now.
  const told = 'a notice that is due could not be planned; the next scan tries again';
  expect(errors).toEqual([told, told]);
});
