import type { Platform } from '../adapter.js';

/** What people call a platform: "general on Slack". */
export const platformName: Readonly<Record<Platform, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  web: 'the page',
  console: 'the terminal',
};
