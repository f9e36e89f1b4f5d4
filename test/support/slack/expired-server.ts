/** A server whose certificate was good in January 2020 alone, made for 127.0.0.1 and for nothing but these tests. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

const cert = `-----BEGIN CERTIFICATE-----
MIIBSDCB76ADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCTEyNy4wLjAu
MTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBQxEjAQBgNVBAMMCTEy
Ny4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABK9ZTszUadWA6FS0iDvL
CAXQvEYNWNdg4IM9r3k6vnkReoSi9v8Au4eH+f2D10iPbmegpU+vsHpikvD0XKTe
qCGjMjAwMA8GA1UdEQQIMAaHBH8AAAEwHQYDVR0OBBYEFKe6uhtcderdjzofmNUq
V9Xhqe6EMAoGCCqGSM49BAMCA0gAMEUCIQDRVxFAPfFqvDblhLn3eJ5ELgrgCgOZ
Y/3qCCl7By/RWQIgDlkyhFSHFYf9vd2PhOv8cMu/6azqzAIdy0OVP7DyocU=
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwjm7gb17bJ/i3reG
YGWul0/5t71/L5KmUR/vAOcRf5ChRANCAASvWU7M1GnVgOhUtIg7ywgF0LxGDVjX
YOCDPa95Or55EXqEovb/ALuHh/n9g9dIj25noKVPr7B6YpLw9Fyk3qgh
-----END PRIVATE KEY-----`;

export async function expiredServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer({ cert, key }, (_request, response) => response.end('{"ok":true}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
