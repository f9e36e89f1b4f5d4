import { startDiscordHello } from '../parts/discord-hello.js';
import { startSlackHello } from '../parts/slack-hello.js';

await Promise.all([startSlackHello(), startDiscordHello()]);
process.stdout.write('ready\n');
