/**
 * JSON to an address that somebody waits behind: one attempt on a connection that is kept, at about a quarter of what
 * `fetch` takes. Redirects are not followed. What a status means is the caller's business.
 */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Rejects, with the error of node:net or node:tls, where no whole answer came: it may have arrived all the same. */
export type JsonPost = (url: string, message: unknown) => Promise<Answered>;

export interface JsonPostOptions {
  /** From asking until the whole answer is there. */
  readonly deadlineMs: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Shorter than servers keep an idle connection, so that a request does not meet its end. */
const idleMs = 4_000;
const idleConnections = 8;
/** In characters. What is answered on such an address is a word or a short sentence. */
const longestAnswer = 100_000;

export function createJsonPost({ deadlineMs, headers = {} }: JsonPostOptions): JsonPost {
  const kept = { keepAlive: true, timeout: idleMs, maxFreeSockets: idleConnections };
  const http = { request: httpRequest, agent: new HttpAgent(kept) };
  const https = { request: httpsRequest, agent: new HttpsAgent(kept) };

  return (url, message) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(message);
      const { request, agent } = url.startsWith('https:') ? https : http;
      const length = Buffer.byteLength(body);
      const sent = request(url, {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': length },
      });
      const timer = setTimeout(() => sent.destroy(new Error(`No answer within ${deadlineMs} ms.`)), deadlineMs);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      sent.on('error', fail);
      sent.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('error', fail);
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > longestAnswer) sent.destroy(new Error('The answer is too long.'));
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, text });
        });
      });
      sent.end(body);
    });
}
