/// <reference lib="dom" />
/** Whose time zone the page is looked at from: the browser's own, the community's, a city's, or any other by search. */
import { createCombobox, type Suggestion } from './combobox.js';
import { keepChoice } from './cookie.js';
import { cityName } from './local-time.js';

const search = 'search';

export interface ZoneChoice {
  readonly own: string;
  current(): string;
}

export function startZoneChoice(select: HTMLSelectElement, changed: () => void): ZoneChoice {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const chosen = /(?:^|; )frontdesk-zone=([^;]+)/.exec(document.cookie)?.[1];
  let zone = chosen === undefined ? own : decodeURIComponent(chosen);

  select.prepend(group('Your own', [option(own)]));
  select.append(group('More', [new Option('Search all zones…', search)]));
  show();

  function show(): void {
    const known = [...select.options].find((each) => each.value === zone);
    if (known === undefined) select.querySelector('optgroup')?.after(group('Chosen', [option(zone)]));
    select.value = zone;
    // One zone can stand in two groups; the browser's own goes first.
    if (zone === own) select.selectedIndex = 0;
  }
  function choose(next: string): void {
    zone = next;
    keepChoice('frontdesk-zone', zone === own ? undefined : zone);
    show();
    changed();
  }

  select.addEventListener('change', () => {
    if (select.value !== search) return choose(select.value);
    show();
    openSearch(choose, () => select.focus());
  });
  return { own, current: () => zone };
}

function option(zone: string): HTMLOptionElement {
  return new Option(`${cityName(zone)}${offsetText(zone)}`, zone);
}

function group(label: string, options: readonly HTMLOptionElement[]): HTMLOptGroupElement {
  const element = document.createElement('optgroup');
  element.label = label;
  element.append(...options);
  return element;
}

/** " (UTC+1)", as it is now; nothing for UTC itself and for zones that the browser does not know. */
function offsetText(zone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' });
    const offset = format.formatToParts(Date.now()).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return zone === 'UTC' ? '' : ` (${offset.replace('GMT', 'UTC').replace('-', '−')})`;
  } catch {
    return '';
  }
}

/** A dialog with one search field over every zone that the browser knows. */
function openSearch(choose: (zone: string) => void, closed: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'zones';
  dialog.setAttribute('aria-labelledby', 'zones-title');
  const title = document.createElement('h2');
  title.id = 'zones-title';
  title.textContent = 'Whose time do you want to see?';
  const label = document.createElement('label');
  label.htmlFor = 'zone-search';
  label.textContent = 'City or time zone';
  const input = document.createElement('input');
  input.id = 'zone-search';
  input.autocomplete = 'off';
  const listbox = document.createElement('ul');
  listbox.id = 'zone-list';
  listbox.hidden = true;
  listbox.setAttribute('role', 'listbox');
  listbox.setAttribute('aria-label', 'Time zones');
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  dialog.append(title, label, input, listbox, close);
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  createCombobox({
    input,
    listbox,
    firstChosen: true,
    suggest: zonesFor,
    taken: ({ text }) => {
      choose(text);
      dialog.close();
    },
  });
  dialog.showModal();
  input.focus();
}

interface FoundZone {
  readonly zone: string;
  readonly label: string;
}

/** The server knows what words mean ("pacific", "PST") and the names that this browser is too old for. */
async function zonesFor(typed: string): Promise<readonly Suggestion[]> {
  try {
    const response = await fetch(`/zones?${new URLSearchParams({ typed })}`);
    const { zones } = (await response.json()) as { readonly zones: readonly FoundZone[] };
    return zones.map(({ zone, label }) => ({ label, detail: zone.replaceAll('_', ' '), text: zone }));
  } catch {
    return [];
  }
}
