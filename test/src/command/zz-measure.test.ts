import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { openDesk, readCommunity } from '../../../src/bin/community-desk.js';
import { exampleCommunity } from '../../../src/bin/package-file.js';
import { questionsIn } from '../../../src/answers/asks.js';
import { FixedClock } from '../../../src/time/clock.js';
import { FixedReceipts } from '../../support/fixed-receipts.js';
import { KeptQuestions } from '../../support/kept-questions.js';
import { RecordingLog } from '../../support/recording-log.js';
test('measure', async () => {
  const now = (Date.parse('2026-11-24T10:00:00Z') / 1000) as never;
  const community = { ...(await readCommunity(exampleCommunity())), rooms: [{ name: 'help', slack: 'C2', answer: 'questions', line: 2 }] } as never;
  const log = new RecordingLog();
  const { desk } = await openDesk(community, new FixedClock(now), log, new FixedReceipts(), new KeptQuestions());
  for (const file of (process.env.TALK_FILES ?? '').split(',')) {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => l.replaceAll('\\n', '\n'));
    let given = 0, form = 0;
    const out: string[] = [];
    for (const [n, text] of lines.entries()) {
      const q = questionsIn(text);
      if (q.length) form += 1;
      const r = await desk.overhear({ platform: 'slack', place: 'room', room: 'C2', reader: { id: `U${file}${n}` }, text });
      const kind = log.lines.at(-1)?.fields?.kind;
      if (r) { given += 1; out.push(`${text}\n      => ${kind}: ${r.title} | ${r.summary.slice(0, 150)}`); }
      else if (process.env.SHOW_SILENT) out.push(`SILENT (${q.length ? 'form' : 'talk'}) ${text}`);
    }
    console.log(`${file}: ${lines.length} lines, form ${form}, answered ${given}\n${out.join('\n')}`);
  }
}, 60000);
