/** Slack's and Discord's own ids, as the platforms show them. Names such as #general change; ids stay. */
import { coded, type Mistake, name } from './scalar.js';

function slack(letters: string, description: string, example: string, where: string) {
  return coded({ description, example, pattern: `^[${letters}][A-Z0-9]{7,20}$` }, (text): Mistake => {
    const isName = text.startsWith('#') || text.startsWith('@');
    const first = letters.split('').join(' or ');
    return {
      problem: isName ? 'This is a name; names change, ids stay.' : `The id that belongs here begins with ${first}.`,
      mend: `Write the id, such as ${example}; ${where}.`,
    };
  });
}

export const slackChannel = slack(
  'CG',
  "Slack's id of the channel",
  'C0123456789',
  "Slack shows it at the end of the channel's details",
);
export const slackUser = slack(
  'UW',
  "Slack's id of the person",
  'U0123456789',
  "“Copy member ID” in the person's profile gives it",
);
export const slackUsergroup = slack(
  'S',
  "Slack's id of the user group",
  'S0123456789',
  "the user group's address in Slack ends with it",
);

/** Of a channel, person or role. In quotes: YAML reads bare digits as a number, and a number of this size is not exact. */
export function discordId(what: string) {
  const info = { description: `Discord's id of the ${what}, in quotes`, example: '112233445566778899' };
  return coded({ ...info, pattern: '^[0-9]{17,20}$' }, (text): Mistake => {
    const digits = /\d{17,20}/.exec(text)?.[0];
    return {
      problem: 'This is not an id of Discord; those have 17 to 20 digits.',
      mend:
        digits === undefined
          ? `Turn on Discord's developer mode, right-click the ${what} and choose “Copy ID”; write it in quotes.`
          : `Write only the digits, in quotes: “"${digits}"”.`,
    };
  });
}

/** For a channel's id where a room's name belongs; undefined for anything else. */
export function channelForRoom(text: string): Mistake | undefined {
  if (!/^(?:[CG][A-Z0-9]{7,20}|[0-9]{17,20})$/.test(text)) return undefined;
  return { problem: "This looks like a channel's id.", mend: "Name the room, not the channel's id." };
}

/** Of a room that the file defines elsewhere. */
export function roomName(description: string, example: string) {
  return name(description, example, channelForRoom);
}
