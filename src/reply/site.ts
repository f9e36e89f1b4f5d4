import { parsedUrl } from './url.js';

/** What people call the services that communities meet and write on, by host. */
const names: Readonly<Record<string, string>> = {
  'zoom.us': 'Zoom',
  'meet.google.com': 'Google Meet',
  'plus.google.com': 'Google Hangouts',
  'teams.microsoft.com': 'Microsoft Teams',
  'meet.jit.si': 'Jitsi',
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'docs.google.com': 'Google Docs',
  'drive.google.com': 'Google Drive',
  'github.com': 'GitHub',
  'hackmd.io': 'HackMD',
};

/** The words of a link whose label already says what it is for: "Zoom", or the host where it has no such name. */
export function siteName(url: string): string {
  const host = (parsedUrl(url) ?? new URL(url)).host.replace(/^www\./u, '');
  const known = Object.keys(names).find((name) => host === name || host.endsWith(`.${name}`));
  return (known === undefined ? undefined : names[known]) ?? host;
}
