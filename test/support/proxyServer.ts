import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A proxy on this machine that forwards http, tunnels everything else, and remembers what it was asked. */
export class ProxyServer {
  readonly #server: Server;

  private constructor(
    server: Server,
    /** The first lines of all requests, and who asks. */
    readonly requests: readonly string[],
  ) {
    this.#server = server;
  }

  /** @param login `user:password` that it wants; without it, everybody may pass */
  static async start(login?: string): Promise<ProxyServer> {
    const requests: string[] = [];
    const expected = login && `Basic ${Buffer.from(login).toString('base64')}`;
    const isAllowed = (header: string | undefined) => expected === undefined || header === expected;
    const server = createServer((incoming, outgoing) => {
      const { method, url = '', headers } = incoming;
      requests.push(`${method} ${url}`);
      if (!isAllowed(headers['proxy-authorization'])) return void outgoing.writeHead(407).end();
      const { 'proxy-authorization': _, ...rest } = headers;
      const forwarded = request(url, { headers: rest }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forwarded.destroy());
      forwarded.end();
    });
    server.on('connect', ({ url = '', headers }, socket) => {
      requests.push(`CONNECT ${url}`);
      socket.on('error', () => undefined);
      if (!isAllowed(headers['proxy-authorization'])) {
        return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      }
      const { hostname, port } = new URL(`http://${url}`);
      const target = connect(Number(port) || 80, hostname, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('close', () => target.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ProxyServer(server, requests);
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections that clients hold open. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
