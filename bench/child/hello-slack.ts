import { startSlackHello } from '../parts/slack-hello.js';

// A profile is written only by a process that exits by itself.
process.on('SIGTERM', () => process.exit(0));
await startSlackHello();
