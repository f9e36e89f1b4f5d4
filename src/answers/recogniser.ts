import type { Reader } from '../adapter.js';
import type { Community } from '../community/model.js';
import type { Block, Choice, Line } from '../reply/reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import type { Answered } from './answers.js';
import type { Reading } from './reading.js';

/** One sentence of a question, and who asks it when. */
export interface Asked {
  readonly reading: Reading;
  readonly reader: Reader;
  readonly now: Instant;
}

/** What the computed answers are drawn from. */
export interface Known {
  readonly community: Community;
  readonly schedule: Schedule;
}

/** Answers one kind of question from data, or stays silent. The first of a list that speaks is heard. */
export type Recogniser = (asked: Asked, known: Known) => Answered | undefined;

export interface Saying {
  readonly title: string;
  /** One plain sentence; it is also the first line of the reply unless `line` says it with live times and links, or is empty. */
  readonly summary: string;
  readonly line?: Line;
  readonly blocks?: readonly Block[];
  readonly choices?: readonly Choice[];
  /** Lines of the community file that it comes from. */
  readonly lines?: readonly number[];
}

export function saying(kind: 'computed' | 'maybe' | 'smalltalk' | 'unknown', said: Saying): Answered {
  const line = said.line ?? [said.summary];
  const reply = {
    title: said.title,
    audience: 'asker',
    tone: 'plain',
    summary: said.summary,
    body: [...(line.length === 0 ? [] : [{ type: 'text', line } as const]), ...(said.blocks ?? [])],
    choices: said.choices ?? [],
  } as const;
  return said.lines === undefined ? { kind, reply } : { kind, reply, lines: [...new Set(said.lines)] };
}

export function command(name: string, options: Readonly<Record<string, string | number>> = {}): Answered {
  return { kind: 'command', invoke: { command: name, options } };
}
