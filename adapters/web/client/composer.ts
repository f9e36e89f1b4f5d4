/// <reference lib="dom" />
/** Sends what is typed and pressed without leaving the page, and shows what comes back. */
import type { Completion } from '../../../src/adapter.js';
import type { Told } from '../event-stream.js';
import { createCombobox } from './combobox.js';
import { type KnownCommand, suggestionsFor } from './suggestions.js';

export interface ComposerParts {
  readonly form: HTMLFormElement;
  readonly zone: () => string;
  readonly apply: (told: Told) => void;
  /** After something was said: the newest entry is what matters. */
  readonly said: () => void;
  readonly status: (text: string) => void;
}

/** Also takes over every other form of the page that says something: buttons of replies, things to try. */
export function startComposer({ form, zone, apply, said, status }: ComposerParts): void {
  const input = form.querySelector<HTMLInputElement>('#line');
  const listbox = form.querySelector<HTMLElement>('#completions');
  if (input === null || listbox === null) return;
  const commands = JSON.parse(form.dataset.commands ?? '[]') as readonly KnownCommand[];
  const combobox = createCombobox({ input, listbox, suggest: (typed) => suggestionsFor(typed, commands, complete) });

  document.addEventListener('submit', (event) => {
    const submitted = event.target;
    if (!(submitted instanceof HTMLFormElement) || submitted.method !== 'post') return;
    event.preventDefault();
    const fields = new FormData(submitted, event.submitter);
    if (submitted === form && input.value.trim() === '') return input.focus();
    void send(submitted, fields);
  });

  async function send(submitted: HTMLFormElement, fields: FormData): Promise<void> {
    if (submitted.ariaBusy === 'true') return;
    submitted.ariaBusy = 'true';
    combobox.close();
    fields.set('zone', zone());
    const problem = await post(fields, apply);
    submitted.ariaBusy = 'false';
    status(problem ?? '');
    if (problem !== undefined) return;
    if (submitted === form && input !== null) input.value = '';
    if (!fields.has('entry')) said();
  }
}

/** Sends the fields of a form. Gives a sentence where that did not work. */
async function post(fields: FormData, apply: (told: Told) => void): Promise<string | undefined> {
  try {
    const response = await fetch('/say', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(fields)),
    });
    const answer = (await response.json()) as { readonly events?: readonly Told[]; readonly problem?: string };
    for (const told of answer.events ?? []) apply(told);
    return answer.problem;
  } catch {
    return 'That did not reach the front desk. Please try again.';
  }
}

async function complete(command: string, option: string, typed: string): Promise<readonly Completion[]> {
  try {
    const response = await fetch(`/complete?${new URLSearchParams({ command, option, typed })}`);
    return ((await response.json()) as { readonly completions: readonly Completion[] }).completions;
  } catch {
    return [];
  }
}
