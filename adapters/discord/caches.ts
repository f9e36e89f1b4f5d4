/** What discord.js keeps in memory, by its own names: nothing but servers, channels and roles, which names are looked up in. */
const none = 0;
export const noCaches = {
  ApplicationCommandManager: none,
  AutoModerationRuleManager: none,
  BaseGuildEmojiManager: none,
  DMMessageManager: none,
  GuildBanManager: none,
  GuildEmojiManager: none,
  GuildInviteManager: none,
  GuildMemberManager: none,
  GuildMessageManager: none,
  GuildScheduledEventManager: none,
  GuildStickerManager: none,
  MessageManager: none,
  PresenceManager: none,
  ReactionManager: none,
  ReactionUserManager: none,
  StageInstanceManager: none,
  ThreadMemberManager: none,
  UserManager: none,
  VoiceStateManager: none,
} as const;
