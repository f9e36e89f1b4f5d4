/** `frontdesk manifest slack` and `frontdesk invite discord`: what an operator pastes to connect a platform. */
import { registry } from '../../commands/index.js';
import { CommandLineError } from './command-line-error.js';
import { readCommunity } from './community-desk.js';
import { type Environment, settingsOf } from './environment.js';

export async function manifest(
  platform: string | undefined,
  environment: Environment,
  requestUrl: string | undefined,
): Promise<number> {
  if (platform !== 'slack') throw new CommandLineError('Slack alone has manifests: frontdesk manifest slack', 2);
  if (requestUrl !== undefined && !requestUrl.startsWith('https://')) {
    throw new CommandLineError(
      `--request-url: “${requestUrl}” must start with https://, because Slack calls nothing else.`,
      2,
    );
  }
  const { slackManifest } = await import('../../adapters/slack/manifest.js');
  const community = await readCommunity(environment.communityFile);
  const made = slackManifest({
    commands: registry.map((command) => command.info).filter(({ unlisted }) => !unlisted),
    communityName: community.name,
    socketMode: requestUrl === undefined,
    ...(requestUrl === undefined ? {} : { requestUrl }),
  });
  process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
  process.stderr.write('\nPaste this at https://api.slack.com/apps?new_app=1 under "From a manifest".\n');
  return 0;
}

export async function invite(
  platform: string | undefined,
  environment: Environment,
  application: string | undefined,
): Promise<number> {
  if (platform !== 'discord') throw new CommandLineError('Discord alone has invitations: frontdesk invite discord', 2);
  const id = application ?? applicationOf(settingsOf(environment).discord?.token);
  if (id === undefined || !/^\d{17,20}$/.test(id)) {
    throw new CommandLineError(
      'Set DISCORD_TOKEN, or pass --application with the id from the "General Information" page: 17 to 20 digits.',
      2,
    );
  }
  const { inviteUrl } = await import('../../adapters/discord/invite.js');
  const { meetings, events } = await readCommunity(environment.communityFile);
  const mentionsHere = meetings.some(({ remind }) => remind.some(({ mention }) => mention === 'here'));
  process.stdout.write(`${inviteUrl(id, { mentionsHere, events: events?.discord ?? 'on' })}\n`);
  return 0;
}

/** A bot token begins with its application's id in base64. */
function applicationOf(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
}
