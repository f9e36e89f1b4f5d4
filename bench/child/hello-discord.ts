import { startDiscordHello } from '../parts/discord-hello.js';

// A profile is written only by a process that exits by itself.
process.on('SIGTERM', () => process.exit(0));
await startDiscordHello();
