/// <reference lib="dom" />
import { keepChoice } from './cookie.js';

/** The button that changes between light and dark. Until it is pressed, the device decides. */
export function startTheme(button: HTMLButtonElement): void {
  const device = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const isDark = (): boolean => (root.dataset.theme === undefined ? device.matches : root.dataset.theme === 'dark');
  const show = (): void => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    root.dataset.theme = next;
    keepChoice('frontdesk-theme', next);
    show();
  });
  device.addEventListener('change', show);
  button.hidden = false;
  show();
}
