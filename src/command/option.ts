/**
 * What a command takes. One description serves Discord's registration, completion, text typed on Slack and the page, and
 * the types that `run` receives. `read` is the only gate: whatever a platform delivers passes through it.
 */
import type { Completion, OptionInfo } from '../adapter.js';
import type { Community } from '../community/model.js';
import { nearest } from '../nearest.js';
import type { ScheduleChanges } from '../schedule/change.js';
import type { Schedule } from '../schedule/schedule.js';
import { isZone, resolveZone, zoneNames, zoneToUse } from '../time/zone.js';
import type { Instant } from '../time/zoned.js';
import { problem, quoteBack } from './errors.js';

export type Raw = string | number;

/** What autocompletion may see. */
export interface CompleteContext {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly now: Instant;
  readonly changes: ScheduleChanges;
  /** The command's other options as far as they are filled in; not checked. */
  readonly filled: Readonly<Record<string, string | number>>;
}
export type Complete = (typed: string, context: CompleteContext) => readonly Completion[];

export interface Option<T> {
  readonly info: Omit<OptionInfo, 'name'>;
  /** True for a time zone: text typed as "… in Berlin" ends there. */
  readonly isZone?: true;
  /** True for text that takes all that is typed behind its name: "with: see page 3 of …". */
  readonly toEnd?: true;
  /** The value, checked. Throws a ReaderError that says what to type instead. */
  read(raw: Raw, name: string): T;
  readonly complete?: Complete;
}

export interface OpenOption<T> extends Option<T> {
  optional(): Option<T | undefined>;
  completing(complete: Complete): OpenOption<T>;
  toTheEnd(): OpenOption<T>;
}

function open<T>(option: Option<T>): OpenOption<T> {
  return {
    ...option,
    optional: () => ({ ...option, info: { ...option.info, required: false } }),
    completing: (complete) => open({ ...option, info: { ...option.info, completes: true }, complete }),
    toTheEnd: () => open({ ...option, toEnd: true }),
  };
}

/** Free text, trimmed, 1 to `maxLength` characters. */
export function text(summary: string, maxLength: number): OpenOption<string> {
  return open({
    info: { summary, kind: 'text', required: true, maxLength, completes: false },
    read(raw, name) {
      const value = String(raw).trim();
      if (value.length > maxLength) throw problem('too-long', { option: name, limit: maxLength, length: value.length });
      return value;
    },
  });
}

/** A whole number from `min` to `max`. */
export function count(summary: string, min: number, max: number): OpenOption<number> {
  return open({
    info: { summary, kind: 'count', required: true, min, max, completes: false },
    read(raw, name) {
      const value = typeof raw === 'number' ? raw : /^\d{1,9}$/.test(raw.trim()) ? Number(raw) : Number.NaN;
      if (!Number.isInteger(value) || value < min || value > max) {
        const mend = `use a whole number from ${min} to ${max}.`;
        throw problem('bad-option', { option: name, value: quoteBack(String(raw)), mend });
      }
      return value;
    },
  });
}

/** One of a few words. */
export function choice<const V extends readonly string[]>(summary: string, values: V): OpenOption<V[number]> {
  return open({
    info: { summary, kind: 'choice', required: true, values, completes: false },
    read(raw, name) {
      const value = String(raw).trim().toLowerCase();
      const known = values.find((word) => word === value);
      if (known !== undefined) return known;
      const mend = `use ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}.`;
      throw problem('bad-option', { option: name, value: quoteBack(String(raw)), mend });
    },
  });
}

/** A time zone by IANA name or by city. An abbreviation such as PST means the place that keeps it. */
export function zone(summary: string): OpenOption<string> {
  return open({
    isZone: true as const,
    info: { summary, kind: 'text', required: true, maxLength: 60, completes: true },
    read(raw) {
      const typed = String(raw).trim();
      if (isZone(typed)) return typed;
      // "PST" is read as the place that keeps it, here as in a question; the answer names the city. The community file, which
      // decides when a meeting is, still refuses it.
      const resolved = resolveZone(typed);
      if (resolved !== undefined) return resolved;
      throw problem('unknown-zone', { zone: quoteBack(typed), use: zoneToUse(typed) });
    },
    complete(typed) {
      const resolved = resolveZone(typed);
      const names = zoneNames();
      const found = [
        ...(resolved === undefined ? [] : [resolved]),
        ...names.filter(
          (name) => typed !== '' && name.toLowerCase().replaceAll('_', ' ').includes(typed.toLowerCase()),
        ),
        ...nearest(typed, names, 10),
      ];
      return [...new Set(found)].slice(0, 25).map((name) => ({ label: name.replaceAll('_', ' '), value: name }));
    },
  });
}
