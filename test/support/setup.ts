import { afterAll } from 'vitest';

// A socket or server that a test file leaves open would keep a real process from stopping: so the file fails here.
const watched = ['TCPSocketWrap', 'TCPServerWrap'];

function openNow(): number {
  return process.getActiveResourcesInfo().filter((kind) => watched.includes(kind)).length;
}

const before = openNow();

afterAll(async () => {
  // Closing is asynchronous in Node: give handles a bounded number of turns to go.
  for (let turn = 0; turn < 50 && openNow() > before; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const left = process.getActiveResourcesInfo().filter((kind) => watched.includes(kind));
  if (left.length > before) throw new Error(`This test file leaves open: ${left.join(', ')}`);
});
