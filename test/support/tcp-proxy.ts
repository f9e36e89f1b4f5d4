import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on 127.0.0.1, and can cut what passes through it. */
export interface TcpProxy {
  readonly port: number;
  /** Of the next message to the server that contains `text`, the answer never reaches the client: both sides are cut. */
  cutAfter(text: string): void;
  close(): Promise<void>;
}

export async function startTcpProxy(serverPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let wanted: string | undefined;

  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    let isCutting = false;
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    client.on('data', (data) => {
      if (wanted !== undefined && data.includes(wanted)) {
        wanted = undefined;
        isCutting = true;
      }
      server.write(data);
    });
    // The server has done what was asked once it answers.
    server.on('data', (data) => (isCutting ? cut() : client.write(data)));
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', cut).on('close', () => {
        open.delete(socket);
        cut();
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cutAfter(text) {
      wanted = text;
    },
    async close() {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
