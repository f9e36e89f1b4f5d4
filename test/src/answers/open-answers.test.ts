import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnswers } from '../../../src/answers/create-answers.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { HandPause } from '../../support/hand-pause.js';
import { shown, tuesday } from './istio-desk.js';

const rules = (days: string) =>
  `# Rules\n\n## Watering roses\n\nRoses are watered every ${days} days.\n\n## Compost\n\nCompost is turned in spring.\n`;

test('an answer comes from the document as it stands now, and the file that changes keeps no answer of the past', async () => {
  const docs = await mkdtemp(join(tmpdir(), 'answers-'));
  const hand = new HandPause();
  const community = { ...emptyCommunity, docs: [{ path: docs }] };
  await writeFile(join(docs, 'rules.md'), rules('three'));
  const answers = await openAnswers(community, createSchedule(community), () => undefined, undefined, {
    pause: hand.pause,
    hints: () => () => undefined,
  });
  const ask = async () =>
    shown(await answers.answer('how often are roses watered?', { reader: { id: 'reader' }, now: tuesday })).join(' ');
  expect(await ask()).toContain('Roses are watered every three days.');
  await writeFile(join(docs, 'rules.md'), rules('fourteen'));
  await hand.over(5_000);
  await hand.over(300);
  await hand.begun(5_000);
  const now = await ask();
  expect(now).toContain('Roses are watered every fourteen days.');
  expect(now).not.toContain('three');
  await answers.stop();
  await rm(docs, { recursive: true });
});
