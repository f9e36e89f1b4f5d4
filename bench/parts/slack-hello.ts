import { App } from '@slack/bolt';

/**
 * The smallest honest program with bolt: Socket Mode, one command, acknowledged and answered to the asker. Resolves when
 * connected. With the bot's ids given, bolt does not ask Slack who it is.
 */
export async function startSlackHello(): Promise<void> {
  const app = new App({
    token: process.env.SLACK_BOT_TOKEN ?? '',
    appToken: process.env.SLACK_APP_TOKEN ?? '',
    socketMode: true,
    botId: 'B0DESK',
    botUserId: 'U0DESK',
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
  });
  app.command('/meeting', async ({ ack, respond }) => {
    await ack();
    await respond('Hello');
  });
  await app.start();
}
