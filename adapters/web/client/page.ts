/// <reference lib="dom" />
/** Makes the page live. Without it the page still works: forms post, times name their zone. */
import { startComposer } from './composer.js';
import { startCountdowns } from './countdown.js';
import { startLive } from './live.js';
import { localise } from './local-time.js';
import { createRoomView } from './room.js';
import { startTheme } from './theme.js';
import { startZoneChoice } from './zone-choice.js';

function found<T extends Element>(selector: string, type: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${selector}`);
  return element;
}

function startPage(): void {
  const { now = '', room = '', cursor = '' } = document.body.dataset;
  const status = found('#status', HTMLElement);
  const say = (text: string): void => {
    status.textContent = text;
  };
  const zone = startZoneChoice(found('#zone', HTMLSelectElement), () => {
    localise(document, zone.current(), zone.own);
    void refreshBoard();
  });
  const localised = (root: ParentNode): void => localise(root, zone.current(), zone.own);
  const view = createRoomView(found('#log', HTMLElement), room, localised);
  const apply = (told: Parameters<typeof view.apply>[0]): void => {
    view.apply(told);
    // A reminder has just left the list of those to come.
    if (told.html?.includes('class="entry reminder"')) void refreshBoard();
  };

  /** The board as the server sees it now; what the reader opened stays open. */
  async function refreshBoard(): Promise<void> {
    const response = await fetch(`/board?${new URLSearchParams({ room, zone: zone.current() })}`).catch(
      () => undefined,
    );
    if (response === undefined || !response.ok) return;
    const template = document.createElement('template');
    template.innerHTML = await response.text();
    localised(template.content);
    for (const part of template.content.querySelectorAll('.board')) replaceBoard(part);
  }

  localised(document);
  view.toNewest();
  startCountdowns(Number(now), () => void refreshBoard());
  startTheme(found('#theme', HTMLButtonElement));
  startComposer({
    form: found('#composer', HTMLFormElement),
    zone: zone.current,
    apply,
    said: view.showNewest,
    status: say,
  });
  startLive(cursor, apply, say);
  if (zone.current() !== document.body.dataset.home) void refreshBoard();
  document.documentElement.dataset.live = '';
}

function replaceBoard(part: Element): void {
  const old = document.getElementById(part.id);
  // Whoever is using this part keeps it as it is; the next occasion brings the news.
  if (old === null || old.contains(document.activeElement)) return;
  const open = new Set([...old.querySelectorAll<HTMLElement>('details[open]')].map((each) => each.dataset.key));
  for (const details of part.querySelectorAll('details')) details.open = open.has(details.dataset.key);
  old.replaceWith(part);
}

startPage();
