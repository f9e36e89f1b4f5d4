/**
 * What is typed behind /schedule, as options: "move community 2026-12-24 to thursday 10am because the room is taken". Which
 * words name the meeting and which the date is found out later, where the meetings are known (subject.ts).
 */
import type { Raw } from '../../src/command/option.js';

export const doings = ['skip', 'move', 'add', 'note', 'undo', 'list'] as const;
export type Doing = (typeof doings)[number];

const otherWords: Readonly<Record<string, Doing>> = {
  '': 'list',
  cancel: 'skip',
  postpone: 'move',
  reschedule: 'move',
  extra: 'add',
  restore: 'undo',
  changes: 'list',
};

/** Options by name, as on every command: "meeting:community date:2026-12-24 to:thursday 10am". */
const pair = /(?<=^|\s)(meeting|date|to|page)[:=]\s*(.*?)(?=\s+(?:(?:meeting|date|to|page)[:=]|to\s)|\s*$)/giu;
/** A reason and a note take all that follows. */
const reasonAt = /(?:^|\s)(?:because(?:\s+of)?\b:?|reason[:=])\s*/iu;
const noteAt = /(?:^|\s)note[:=]\s*|:\s+/iu;
/** "to friday", "by 30 minutes", and "1 hour later" with neither. */
const toAt = /(?:^|\s)to\s+/iu;
/** Where a time follows: titles have this word too ("Welcome to Istio"). */
const toTimeAt =
  /(?:^|\s)to\s+(?=\d|an?\s|half\s|at\s|on\s|the\s|same\s|next\s|this\s|following\s|last\s|noon|mid|today|to(?:morrow|night)|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/iu;
const byAt = /(?:^|\s)by\s+/iu;
const laterAt = /(?:^|\s)(?=(?:an?|half an|\d+)\s+[a-z]+\s+(?:later|earlier)\s*$)/iu;
const pageAt = /(?:^|\s)page\s+(?=\d{1,4}\s*$)/iu;

/** @param text all that follows the command's name; without any, the list is meant */
export function optionsTyped(text: string): Record<string, Raw> {
  const [, word = '', rest = ''] = /^\s*(?:do[:=])?(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  const doing = otherWords[word.toLowerCase()] ?? word.toLowerCase();
  const found: Record<string, Raw> = { do: doing };
  let line = rest;

  const set = (name: string, value: string | undefined) => {
    const said = unquoted(value?.trim() ?? '').trim();
    if (said !== '') found[name] ??= said;
  };
  const takeBehind = (name: string, at: RegExp) => {
    const place = found[name] === undefined ? at.exec(line) : null;
    if (place === null) return;
    set(name, line.slice(place.index + place[0].length));
    line = line.slice(0, place.index);
  };

  if (doing === 'note') takeBehind('note', noteAt);
  else takeBehind('reason', reasonAt);
  line = line.replace(pair, (_all, name: string, value: string) => {
    set(name.toLowerCase(), value);
    return ' ';
  });
  if (doing === 'move') {
    takeBehind('to', toTimeAt);
    takeBehind('to', toAt);
    const isShift = found.to === undefined;
    takeBehind('to', byAt);
    if (isShift && found.to !== undefined && !/(?:later|earlier)$/iu.test(`${found.to}`)) found.to = `+${found.to}`;
    takeBehind('to', laterAt);
  }
  if (doing === 'list') takeBehind('page', pageAt);
  // What is left beside "meeting:…" is the date.
  set(found.meeting === undefined ? 'meeting' : 'date', line);
  return found;
}

function unquoted(words: string): string {
  const [, inside] = /^["“”]([^"“”]*)["“”]$/u.exec(words) ?? [];
  return inside ?? words;
}
