/**
 * One sentence, read: which ideas its words carry, which names of the community stand in it, and what is left over. A
 * recogniser may only speak where nothing is left over: that one rule keeps "when is the next release?" and "is the
 * meeting with Lisa today?" from being answered with the community meeting.
 */
import { withoutAccents } from '../nearest.js';
import { fillerStems, type Idea, lexicon } from './lexicon.js';
import type { Named, Names } from './names.js';
import { smallWordFor } from './small-words.js';
import type { Spelling } from './spelling.js';
import { stem } from './stem.js';
import { isStopWord } from './terms.js';

export interface Word {
  /** As typed: "ET" is a zone where "et" is none. */
  readonly typed: string;
  /** In lower case, with the spelling mended where it was near a known word. */
  readonly text: string;
  readonly stem: string;
  readonly ideas: ReadonlySet<Idea>;
  /** Whether a comma or the like stands before it. */
  readonly listed: boolean;
}

export interface Mention {
  readonly named: Named;
  readonly part: boolean;
  readonly from: number;
  readonly to: number;
}

interface TypedWord {
  readonly text: string;
  /** Whether a comma, an ampersand or a plus sign stands before it. */
  readonly listed: boolean;
}

const wordForms =
  /\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}:\d{2}(?:[ap]m)?|(?:utc|gmt)[+-]\d{1,2}(?::\d{2})?|[\p{L}\p{N}]+(?:\/[\p{L}_]+)+|[\p{L}\p{N}]+/giu;

/** Words, dates, clock times and zone names, in the case they were typed in; apostrophes vanish, accents go. */
function splitWords(sentence: string): readonly TypedWord[] {
  const plain = withoutAccents(sentence).replace(/['’ʼ]/g, '');
  let end = 0;
  return [...plain.matchAll(wordForms)].map((found) => {
    const between = plain.slice(end, found.index);
    end = found.index + found[0].length;
    return { text: found[0], listed: /[,&+]/.test(between) };
  });
}

const expanded: ReadonlyMap<string, readonly string[]> = new Map([
  ['whats', ['what', 'is']],
  ['whos', ['who', 'is']],
  ['whens', ['when', 'is']],
  ['wheres', ['where', 'is']],
  ['hows', ['how', 'is']],
  ['thx', ['thanks']],
  ['u', ['you']],
  ['ur', ['your']],
  ['r', ['are']],
  ['wg', ['group']],
  ['wgs', ['group']],
  ['mtg', ['meeting']],
  ['mtgs', ['meetings']],
  ['tz', ['timezone']],
]);

function ideasOf(stems: readonly string[]): readonly ReadonlySet<Idea>[] {
  const ideas = stems.map((word) => new Set(lexicon.words.get(word)));
  for (let at = 0; at < stems.length; at += 1) {
    for (const phrase of lexicon.phrases) {
      if (!phrase.stems.every((word, index) => stems[at + index] === word)) continue;
      for (let index = 0; index < phrase.stems.length; index += 1) ideas[at + index]?.add(phrase.idea);
    }
  }
  return ideas;
}

function mentionsIn(stems: readonly string[], names: Names): readonly Mention[] {
  const mentions: Mention[] = [];
  const taken = new Set<number>();
  // A name may stand with small words inside: "test and release".
  const kept = stems.map((word, at) => ({ word, at })).filter(({ word }) => word !== 'and');
  for (const name of names.all) {
    for (let start = 0; start + name.stems.length <= kept.length; start += 1) {
      const span = kept.slice(start, start + name.stems.length);
      if (!span.every(({ word, at }, index) => word === name.stems[index] && !taken.has(at))) continue;
      for (const { at } of span) taken.add(at);
      mentions.push({ named: name.named, part: name.part, from: span[0]?.at ?? 0, to: (span.at(-1)?.at ?? 0) + 1 });
    }
  }
  return mentions;
}

/** The word itself where it, or another form of it, is known. */
function mended(word: string, spelling: Spelling): string {
  if (isStopWord(word) || spelling.knows(word) || spelling.knows(stem(word))) return word;
  return smallWordFor(word) ?? spelling.mend(word) ?? word;
}

/** At most this many words of a sentence are read for meaning: nobody asks for a meeting time in more. */
const longestSentence = 40;

/** "Call" and "sync" are verbs as well: after a name or an article they are a meeting. "Last" is the one before, "lasts" a length. */
const beforeCall = new Set([
  'a',
  'any',
  'the',
  'our',
  'next',
  'last',
  'previous',
  'todays',
  'tomorrows',
  'weeks',
  'no',
]);

function ideasAt(text: string, ideas: ReadonlySet<Idea>, afterName: boolean, before = ''): ReadonlySet<Idea> {
  if ((afterName || beforeCall.has(before)) && /^(?:calls?|syncs?)$/.test(text)) return new Set<Idea>(['meeting']);
  if (/^last(?:s|ed|ing)$/.test(text)) return new Set<Idea>(['long']);
  return ideas;
}

/** Reads a sentence. At most 40 words of it. */
export function readSentence(sentence: string, names: Names, spelling: Spelling): Reading {
  const typed = splitWords(sentence)
    .slice(0, longestSentence)
    .flatMap(({ text, listed }) =>
      (expanded.get(text.toLowerCase()) ?? [text]).map((part, at) => ({ text: part, listed: listed && at === 0 })),
    );
  const texts = typed.map((word) => mended(word.text.toLowerCase(), spelling));
  const stems = texts.map(stem);
  const ideas = ideasOf(stems);
  const mentions = mentionsIn(stems, names);
  const words = texts.map((text, at): Word => {
    const afterName = mentions.some((mention) => mention.to === at);
    return {
      typed: typed[at]?.text ?? text,
      text,
      stem: stems[at] ?? text,
      ideas: ideasAt(text, ideas[at] ?? new Set(), afterName, texts[at - 1]),
      listed: typed[at]?.listed ?? false,
    };
  });
  return new Reading(words, mentions);
}

export class Reading {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];

  constructor(words: readonly Word[], mentions: readonly Mention[]) {
    this.words = words;
    this.mentions = mentions;
  }

  /** The same sentence without the words of some mentions: what it asks about the names that stay. */
  without(gone: readonly Mention[]): Reading {
    const isGone = (at: number) => gone.some((mention) => mention.from <= at && at < mention.to);
    const kept = this.words.flatMap((_word, at) => (isGone(at) ? [] : [at]));
    const placed = (at: number) => kept.filter((before) => before < at).length;
    return new Reading(
      kept.flatMap((at) => this.words[at] ?? []),
      this.mentions
        .filter((mention) => !gone.includes(mention))
        .map((mention) => ({ ...mention, from: placed(mention.from), to: placed(mention.to) })),
    );
  }

  get texts(): readonly string[] {
    return this.words.map((word) => word.text);
  }

  get typed(): readonly string[] {
    return this.words.map((word) => word.typed);
  }

  has(...ideas: readonly Idea[]): boolean {
    return ideas.every((idea) => this.words.some((word) => word.ideas.has(idea)));
  }

  hasAny(...ideas: readonly Idea[]): boolean {
    return ideas.some((idea) => this.has(idea));
  }

  hasWord(...texts: readonly string[]): boolean {
    return this.words.some((word) => texts.includes(word.text));
  }

  /** What kind of thing was named, the longest name first; parts of names only where `parts` says so. */
  named<K extends Named['kind']>(kind: K, parts: boolean): Extract<Named, { kind: K }> | undefined {
    const found = this.mentions.find((mention) => mention.named.kind === kind && (parts || !mention.part));
    return found?.named as Extract<Named, { kind: K }> | undefined;
  }

  /** The words that neither the ideas allowed, nor a name, nor one of the spans explains. Stop words and fillers never count. */
  leftover(
    allowed: readonly Idea[],
    spans: readonly { readonly from: number; readonly to: number }[] = [],
  ): readonly Word[] {
    const names = this.mentions.filter(
      (mention) => !mention.part || allowed.includes('group') || allowed.includes('lead'),
    );
    const explained = [...names, ...spans];
    return this.words.filter((word, at) => {
      if (isStopWord(word.text) || fillerStems.has(word.stem)) return false;
      if (allowed.some((idea) => word.ideas.has(idea))) return false;
      return !explained.some((span) => span.from <= at && at < span.to);
    });
  }
}
