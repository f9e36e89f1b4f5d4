/** Deliveries as Slack sends them, field for field: https://docs.slack.dev/interactivity and /apis/events-api. */
import type { Json } from './block-check.js';

export const team = { id: 'T0ISTIO', domain: 'istio' } as const;
export const appId = 'A0DESK';
export const bot = { userId: 'U0DESK', botId: 'B0DESK', name: 'frontdesk' } as const;

export interface At {
  readonly user: string;
  readonly channel: string;
  readonly channelName: string;
}

export function commandPayload(
  at: At,
  command: string,
  text: string,
  ids: { trigger: string; responseUrl: string },
): Json {
  return {
    token: 'verification-token-long-out-of-use',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: at.channel,
    channel_name: at.channelName,
    user_id: at.user,
    user_name: at.user.toLowerCase(),
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: ids.responseUrl,
    trigger_id: ids.trigger,
  };
}

export interface Pressed {
  readonly actionId: string;
  readonly value: string;
  readonly label: string;
}

export function pressPayload(
  at: At,
  pressed: Pressed,
  from: Json,
  ids: { trigger: string; responseUrl?: string },
): Json {
  const inView = from.type === 'view';
  return {
    type: 'block_actions',
    user: { id: at.user, username: at.user.toLowerCase(), name: at.user.toLowerCase(), team_id: team.id },
    api_app_id: appId,
    token: 'verification-token-long-out-of-use',
    container: from,
    trigger_id: ids.trigger,
    team,
    enterprise: null,
    is_enterprise_install: false,
    ...(inView ? { view: { id: from.view_id, type: 'home', callback_id: '' } } : {}),
    ...(inView ? {} : { channel: { id: at.channel, name: at.channelName }, response_url: ids.responseUrl }),
    actions: [
      {
        action_id: pressed.actionId,
        block_id: 'b1',
        text: { type: 'plain_text', text: pressed.label, emoji: false },
        value: pressed.value,
        type: 'button',
        action_ts: '1796000000.000001',
      },
    ],
  };
}

export function eventPayload(event: Json, eventId: string): Json {
  return {
    token: 'verification-token-long-out-of-use',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: 1_796_000_000,
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

/** Slack escapes what a person types in a message. */
export function escapeTyped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
