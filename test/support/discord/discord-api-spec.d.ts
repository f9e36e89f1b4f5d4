/** The package ships its schemas without types; the fake takes them by name. */
declare module 'discord-api-spec/zod';
