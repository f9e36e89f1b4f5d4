/// <reference lib="dom" />
/**
 * A text field with a list of suggestions, as the ARIA combobox pattern has it
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The focus stays in the field. Up and Down choose, Tab takes what is
 * chosen or else the first, Escape closes. Enter takes only what was chosen; otherwise it sends what was typed.
 */
export interface Suggestion {
  readonly label: string;
  readonly detail?: string;
  /** What the field holds afterwards, the cursor at its end. */
  readonly text: string;
  /** Look for further suggestions at once. */
  readonly goesOn?: true;
}

interface ComboboxParts {
  readonly input: HTMLInputElement;
  readonly listbox: HTMLElement;
  readonly suggest: (typed: string) => Promise<readonly Suggestion[]>;
  /** Called after the field was filled; the zone search takes the choice at once. */
  readonly taken?: (suggestion: Suggestion) => void;
  /** The first suggestion is chosen from the start, so that Enter takes it. */
  readonly firstChosen?: true;
}

interface Combobox {
  close(): void;
}

export function createCombobox({ input, listbox, suggest, taken, firstChosen }: ComboboxParts): Combobox {
  let shown: readonly Suggestion[] = [];
  /** Index of what is chosen; -1 before anything is. */
  let active = -1;
  let asked = 0;
  /** The suggestions for what was typed last, while they are on their way. */
  let loading: Promise<void> | undefined;

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', listbox.id);
  input.setAttribute('aria-expanded', 'false');

  function close(): void {
    asked += 1;
    shown = [];
    listbox.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function choose(to: number): void {
    active = to < 0 ? shown.length - 1 : to % shown.length;
    for (const [i, option] of [...listbox.children].entries()) {
      option.setAttribute('aria-selected', String(i === active));
      if (i !== active) continue;
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  }

  function open(found: readonly Suggestion[]): void {
    if (found.length === 0) {
      close();
      return;
    }
    shown = found;
    active = -1;
    input.removeAttribute('aria-activedescendant');
    listbox.replaceChildren(...found.map((suggestion, i) => optionElement(suggestion, `${listbox.id}-${i}`)));
    listbox.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    if (firstChosen) choose(0);
  }

  async function refresh(): Promise<void> {
    asked += 1;
    const mine = asked;
    // What is still shown answers an earlier text: nothing of it may be taken any more.
    active = -1;
    const found = await suggest(input.value);
    // A later keystroke asked again: this answer is too old.
    if (mine === asked) open(found);
  }

  function load(): void {
    const mine = refresh().finally(() => {
      if (loading === mine) loading = undefined;
    });
    loading = mine;
  }

  function take(suggestion: Suggestion | undefined): void {
    if (suggestion === undefined) return;
    input.value = suggestion.text;
    input.focus();
    input.setSelectionRange(suggestion.text.length, suggestion.text.length);
    close();
    taken?.(suggestion);
    if (suggestion.goesOn) load();
  }

  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => {
      choose(active + 1);
      return true;
    },
    ArrowUp: () => {
      choose(active - 1);
      return true;
    },
    Tab: () => {
      take(shown[Math.max(active, 0)]);
      return true;
    },
    Enter: () => {
      const chosen = shown[active];
      close();
      take(chosen);
      return chosen !== undefined;
    },
    Escape: () => {
      close();
      return true;
    },
  };

  input.addEventListener('keydown', (event) => {
    // Enter that ends the writing of a Japanese or Chinese word belongs to the keyboard.
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const takesFirst = event.key === 'Tab' || (event.key === 'Enter' && firstChosen);
    if (loading !== undefined && takesFirst) {
      // Whoever types fast means the suggestions for the whole word.
      event.preventDefault();
      void loading.then(() => take(shown[Math.max(active, 0)]));
      return;
    }
    if (shown.length > 0 && keys[event.key]?.()) event.preventDefault();
  });
  input.addEventListener('input', load);
  input.addEventListener('blur', close);
  // The press would take the focus from the field before the click arrives.
  listbox.addEventListener('pointerdown', (event) => event.preventDefault());
  listbox.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option !== null) take(shown[[...listbox.children].indexOf(option)]);
  });
  return { close };
}

function optionElement({ label, detail }: Suggestion, id: string): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  const name = document.createElement('span');
  name.className = 'label';
  name.textContent = label;
  option.append(name);
  if (detail !== undefined) {
    const more = document.createElement('span');
    more.className = 'detail';
    more.textContent = detail;
    option.append(' ', more);
  }
  return option;
}
