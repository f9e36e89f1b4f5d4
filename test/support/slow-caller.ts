/** Callers that connect and then say nothing, or not all of it. */
import { connect } from 'node:net';

export interface SlowCaller {
  /** Resolves with what came back, once the other side has ended the connection. */
  readonly cut: Promise<string>;
}

/** What a caller may stop in the middle of. */
export const halves = {
  'not a word': '',
  'half a header': 'POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le',
} as const;

/** @param address such as http://127.0.0.1:3000. */
export function slowCaller(address: string, words: string): Promise<SlowCaller> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (piece) => {
      received += piece.toString();
    });
    const cut = new Promise<string>((ended) => {
      socket.on('close', () => ended(received));
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      if (words !== '') socket.write(words);
      resolve({ cut });
    });
  });
}
