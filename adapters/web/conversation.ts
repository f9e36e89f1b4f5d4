/**
 * One thing said on the page, and what becomes of it in the room log. What a person types and what is answered are theirs
 * alone, unless the reply is for the room. A shared answer leaves the private place it stood in; a turned page takes the
 * place of the one before; everything else is added at the end.
 */
import type { Desk } from '../../src/adapter.js';
import type { Invoke } from '../../src/reply/reply.js';
import type { Clock } from '../../src/time/clock.js';
import type { Said } from './inbound.js';
import type { Entry, LogEvent, RoomLog } from './room-log.js';

export interface Conversation {
  readonly desk: Desk;
  readonly log: RoomLog;
  readonly clock: Clock;
}

/** Never rejects, as the desk does not. Gives the events in the order in which they came about. */
export async function say(
  said: Said,
  viewer: string,
  { desk, log, clock }: Conversation,
): Promise<readonly LogEvent[]> {
  const { what, room, zone, entry } = said;
  const asked =
    'line' in what && what.line.trim() !== ''
      ? [log.add({ room, at: clock.now(), viewer, content: { kind: 'asked', line: what.line } })]
      : [];
  const reader = { id: viewer, ...(zone === undefined ? {} : { zone }) };
  const reply = await desk.answer({ platform: 'web', place: 'room', room, reader, ...what });

  const pressed = entry === undefined ? undefined : log.own(entry, viewer);
  const content = { kind: 'answer', reply } as const;
  if (reply.audience === 'room') {
    const left =
      pressed !== undefined && 'invoke' in what && what.invoke.share ? log.remove(pressed.id, viewer) : undefined;
    return [...asked, ...(left === undefined ? [] : [left]), log.add({ room, at: clock.now(), content })];
  }
  const turned =
    pressed !== undefined && 'invoke' in what && reply.tone === 'plain' && turnsPage(pressed, what.invoke)
      ? log.replace(pressed.id, viewer, content)
      : undefined;
  return [...asked, turned ?? log.add({ room, at: clock.now(), viewer, content })];
}

/** Whether an invoke is the entry's own "previous" or "next". */
function turnsPage({ content }: Entry, invoke: Invoke): boolean {
  if (content.kind === 'asked' || content.reply.paging === undefined) return false;
  const { previous, next } = content.reply.paging;
  return [previous, next].some((turn) => turn !== undefined && isSame(turn, invoke));
}

function isSame(a: Invoke, b: Invoke): boolean {
  const options = Object.entries(a.options);
  return (
    a.command === b.command &&
    options.length === Object.keys(b.options).length &&
    options.every(([name, value]) => b.options[name] === value)
  );
}
