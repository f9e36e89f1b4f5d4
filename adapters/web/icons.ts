import { type Html, html } from './html.js';

/** Paths drawn on a square of 24, in the colour of the text around them. */
function icon(paths: Html): Html {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;
}

/** The desk bell: the product's mark. */
export const bell = icon(
  html`<path d="M4 17a8 8 0 0 1 16 0z"/><path d="M3 20.5h18"/><path d="M12 9V6.5"/><path d="M10 5.5h4"/>`,
);
export const eye = icon(
  html`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.75"/>`,
);
export const send = icon(html`<path d="M5 12h13"/><path d="m12.5 6 6 6-6 6"/>`);
export const globe = icon(
  html`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17"/><path d="M12 3.5c2.5 2.4 3.7 5.2 3.7 8.5s-1.2 6.1-3.7 8.5c-2.5-2.4-3.7-5.2-3.7-8.5s1.2-6.1 3.7-8.5z"/>`,
);
/** Half light, half dark. */
export const halfMoon = icon(
  html`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>`,
);
/** The tab's picture; its own colours, since it stands on the browser's. */
export const tabIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#14524d"/>' +
  '<g fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">' +
  '<path d="M6 15.5a6 6 0 0 1 12 0z" fill="#fff"/><path d="M5 18.5h14"/><path d="M12 9.5V7.5"/><path d="M10.5 6.5h3"/></g></svg>';
