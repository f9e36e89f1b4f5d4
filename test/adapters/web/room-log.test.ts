import { describe, expect, test } from 'vitest';
import { type Content, type LogEvent, RoomLog } from '../../../adapters/web/room-log.js';
import { meetingAt } from '../../support/gallery.js';

const said = (line: string): Content => ({ kind: 'asked', line });
const entry = (line: string, viewer?: string) => ({
  ...{ room: 'general', at: meetingAt, content: said(line) },
  ...(viewer === undefined ? {} : { viewer }),
});
const lines = (events: readonly LogEvent[]): readonly string[] =>
  events.map(({ kind, entry: { content } }) => `${kind} ${content.kind === 'asked' ? content.line : ''}`);
const seen = (log: RoomLog, viewer: string): readonly string[] =>
  log.seen('general', viewer).map(({ content }) => (content.kind === 'asked' ? content.line : ''));

describe('what was said in a room', () => {
  test('a viewer sees what is everybody’s and their own, in order', () => {
    const log = new RoomLog('a');
    log.add(entry('one'));
    log.add(entry('hers', 'anna'));
    log.add(entry('his', 'ben'));
    log.add({ ...entry('elsewhere'), room: 'networking' });
    expect(seen(log, 'anna')).toEqual(['one', 'hers']);
    expect(seen(log, 'ben')).toEqual(['one', 'his']);
  });

  test('only the owner replaces or removes a private entry, and nobody what is everybody’s', () => {
    const log = new RoomLog('a');
    const { entry: hers } = log.add(entry('hers', 'anna'));
    const { entry: all } = log.add(entry('for all'));
    expect(log.replace(hers.id, 'ben', said('stolen'))).toBeUndefined();
    expect(log.remove(all.id, 'anna')).toBeUndefined();
    log.replace(hers.id, 'anna', said('turned'));
    expect(seen(log, 'anna')).toEqual(['turned', 'for all']);
    log.remove(hers.id, 'anna');
    expect(seen(log, 'anna')).toEqual(['for all']);
  });

  test('what everybody sees is withdrawn for everybody, and never what is private', () => {
    const log = new RoomLog('a');
    const { entry: hers } = log.add(entry('hers', 'anna'));
    const { cursor, entry: all } = log.add(entry('for all'));
    expect(log.withdraw(hers.id)).toBeUndefined();
    log.withdraw(all.id);
    expect(log.withdraw(all.id)).toBeUndefined();
    expect([seen(log, 'anna'), seen(log, 'ben')]).toEqual([['hers'], []]);
    expect(lines(log.since(cursor, 'ben'))).toEqual(['gone for all']);
  });

  test('what everybody sees is replaced for everybody in its place, and never what is private', () => {
    const log = new RoomLog('a');
    const { entry: hers } = log.add(entry('hers', 'anna'));
    const { entry: all } = log.add(entry('for all'));
    const { cursor } = log.add(entry('later'));
    expect(log.rewrite(hers.id, said('not hers'))).toBeUndefined();
    log.rewrite(all.id, said('moved'));
    expect([seen(log, 'anna'), seen(log, 'ben')]).toEqual([
      ['hers', 'moved', 'later'],
      ['moved', 'later'],
    ]);
    expect(lines(log.since(cursor, 'ben'))).toEqual(['shown moved']);
    log.withdraw(all.id);
    expect(log.rewrite(all.id, said('again'))).toBeUndefined();
  });

  test('since a cursor come exactly the later events of that viewer', () => {
    const log = new RoomLog('a');
    log.add(entry('one'));
    const { cursor, entry: hers } = log.add(entry('hers', 'anna'));
    log.add(entry('his', 'ben'));
    log.remove(hers.id, 'anna');
    log.add(entry('two'));
    expect(lines(log.since(cursor, 'anna'))).toEqual(['gone hers', 'shown two']);
    expect(lines(log.since(log.cursor(), 'anna'))).toEqual([]);
  });

  test.each([
    ['none', undefined],
    ['from before a restart', 'b-1'],
    ['from the future', 'a-99'],
    ['no number', 'a-x'],
  ])('with a cursor that is %s, everything that stands comes', (_name, cursor) => {
    const log = new RoomLog('a');
    log.add(entry('one'));
    const { entry: hers } = log.add(entry('hers', 'anna'));
    log.remove(hers.id, 'anna');
    expect(lines(log.since(cursor, 'anna'))).toEqual(['shown one']);
  });

  test('a cursor older than the events kept gets everything that stands, with the newest cursor', () => {
    const log = new RoomLog('a', 2);
    const { cursor } = log.add(entry('1'));
    for (const line of ['2', '3', '4', '5', '6']) log.add(entry(line));
    const missed = log.since(cursor, 'anna');
    expect(lines(missed)).toEqual(['shown 5', 'shown 6']);
    expect(missed.map((event) => event.cursor)).toEqual(['a-6', 'a-6']);
  });

  test('one who says much does not push out what is everybody’s', () => {
    const log = new RoomLog('a', 2);
    log.add(entry('reminder'));
    for (const line of ['1', '2', '3']) log.add(entry(line, 'anna'));
    expect(seen(log, 'anna')).toEqual(['reminder', '2', '3']);
  });
});
