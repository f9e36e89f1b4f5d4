/// <reference lib="dom" />
/** Keeps the countdowns running, by the server's clock: a desk that is tried in another week counts from there. */
import { countdownParts, countdownText } from '../countdown-text.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** @param serverNowMs what the server's clock showed when the page was made. */
export function startCountdowns(serverNowMs: number, stale: () => void): void {
  const shiftMs = serverNowMs - Date.now();
  let told = '';
  const tick = (): void => {
    const now = Math.floor((Date.now() + shiftMs) / 1000);
    for (const element of document.querySelectorAll<HTMLElement>('.countdown')) showText(element, now);
    const clock = document.querySelector<HTMLElement>('.clock');
    if (clock === null) return;
    const state = showClock(clock, now);
    // Once the meeting is over, or has just begun, the board says something else; asked for once each time.
    const key = `${clock.dataset.at} ${state}`;
    if (told !== '' && told !== key) stale();
    told = key;
  };
  tick();
  setInterval(tick, 1000);
}

function secondsOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text) / 1000;
}

function showText(element: HTMLElement, now: number): void {
  const text = countdownText(secondsOf(element.dataset.at) ?? 0, secondsOf(element.dataset.until), now);
  if (element.textContent !== text) element.textContent = text;
}

function showClock(clock: HTMLElement, now: number): 'before' | 'running' | 'over' {
  const at = secondsOf(clock.dataset.at) ?? 0;
  const until = secondsOf(clock.dataset.until) ?? at;
  const parts = countdownParts(at - now, 3).filter(({ unit }) => !(calm.matches && unit.startsWith('second')));
  const shown = parts.length > 0 ? parts : [{ count: 'Now', unit: '' }];
  const spans = shown.map(({ count, unit }) => {
    const span = document.createElement('span');
    span.className = 'part';
    const number = document.createElement('b');
    number.textContent = String(count);
    span.append(number, ` ${unit}`);
    return span;
  });
  const text = spans.map((span) => span.textContent).join('|');
  if (clock.dataset.shown !== text) {
    clock.replaceChildren(...spans.flatMap((span) => [span, ' ']));
    clock.dataset.shown = text;
  }
  return now < at ? 'before' : now < until ? 'running' : 'over';
}
