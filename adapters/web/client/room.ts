/// <reference lib="dom" />
/** The message stream: puts in, replaces and takes away entries as the server tells. Telling twice changes nothing. */
import type { Told } from '../event-stream.js';

export interface RoomView {
  apply(told: Told): void;
  /** Scrolls the stream to the newest entry. */
  toNewest(): void;
  /** The same, and brings the room into sight: on a phone the reader may be far above or below it. */
  showNewest(): void;
}

export function createRoomView(log: HTMLElement, room: string, localised: (root: ParentNode) => void): RoomView {
  const welcome = log.querySelector<HTMLElement>('.welcome');

  function toNewest(): void {
    log.scrollTop = log.scrollHeight;
  }
  function isAtEnd(): boolean {
    return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  }

  function show(id: string, html: string): void {
    const template = document.createElement('template');
    // Made by this server's own templates, which escape everything; scripts in it would not run under its policy either.
    template.innerHTML = html;
    localised(template.content);
    const entry = template.content.firstElementChild;
    const old = document.getElementById(`e-${id}`);
    if (entry === null || (old !== null && old.outerHTML === entry.outerHTML)) return;
    const follow = isAtEnd();
    if (old === null) log.append(entry);
    else replaceKeepingFocus(old, entry);
    if (welcome !== null) welcome.hidden = true;
    if (follow) toNewest();
  }

  return {
    toNewest,
    showNewest() {
      toNewest();
      log.closest('section')?.scrollIntoView({ block: 'nearest' });
    },
    apply({ kind, id, room: where, html }) {
      if (where !== room) return markUnread(where, id);
      if (kind === 'gone') document.getElementById(`e-${id}`)?.remove();
      else if (html !== undefined) show(id, html);
    },
  };
}

/** A page turned by keyboard keeps the focus on its button, or on the entry where that button is no more. */
function replaceKeepingFocus(old: Element, entry: Element): void {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(entry);
  if (focused === null) return;
  const label = focused.textContent;
  const same = [...entry.querySelectorAll('button')].find((button) => button.textContent === label);
  const other = same ?? entry.querySelector<HTMLElement>('button, a');
  other?.focus();
}

const unread = new Map<string, Set<string>>();

/** Counts what arrived in a room that is not looked at. */
function markUnread(room: string, id: string): void {
  const link = [...document.querySelectorAll<HTMLElement>('nav a[data-room]')].find(
    (each) => each.dataset.room === room,
  );
  if (link === undefined) return;
  const ids = unread.get(room) ?? new Set<string>();
  unread.set(room, ids.add(id));
  const badge = link.querySelector('.unread') ?? document.createElement('span');
  badge.className = 'unread';
  badge.textContent = `${ids.size} new`;
  link.append(' ', badge);
}
