import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one answer does wrong; without anything it is a sound range server. */
export interface Misbehaviour {
  /** This status and nothing else. */
  readonly status?: number;
  /** More headers, also on errors and redirects. */
  readonly headers?: Record<string, string>;
  /** A redirect to this address. */
  readonly redirect?: string;
  /** The whole file with 200, whatever was asked. */
  readonly ignoreRange?: boolean;
  /** The connection is cut after so many bytes of the body. The client may lose some that it had not taken yet. */
  readonly cutAfter?: number;
  /** The body ends in good order after so many bytes, fewer than were asked. */
  readonly endAfter?: number;
  /** Bytes to send in place of the file's. */
  readonly file?: Uint8Array;
  /** A Content-Length of its own. */
  readonly contentLength?: number;
  /** No Content-Length: chunked. */
  readonly chunked?: boolean;
  /** A Content-Range of its own. */
  readonly contentRange?: string;
  /** After so many bytes, nothing more of a longer body is sent, and the connection stays open. */
  readonly stallAfter?: number;
}

/** A request as it came in. */
export interface SeenRequest {
  readonly path: string;
  /** First byte asked for. */
  readonly begin: number;
  /** One past the last byte asked for; NaN for "the rest". */
  readonly end: number;
}

/** How long bytes are on their way before a connection is cut: a client on this machine takes far less. */
const CUT_DELAY_MS = 30;

/** A local HTTP server of one file that misbehaves on demand. */
export class FileServer {
  readonly #server: Server;

  private constructor(
    server: Server,
    /** Every request so far. */
    readonly requests: readonly SeenRequest[],
  ) {
    this.#server = server;
  }

  /**
   * @param file what is served at every path
   * @param behave what to do wrong on the n-th request, from 0
   */
  static async start(
    file: Uint8Array,
    behave: (n: number, request: SeenRequest) => Misbehaviour = () => ({}),
  ): Promise<FileServer> {
    const requests: SeenRequest[] = [];
    const server = createServer((request, response) => {
      const seen = see(request);
      requests.push(seen);
      answer(seen, file, behave(requests.length - 1, seen), response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FileServer(server, requests);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/model.safetensors`;
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

function see({ url = '', headers }: IncomingMessage): SeenRequest {
  const [, begin = '0', end = ''] = /bytes=(\d+)-(\d*)/.exec(headers.range ?? '') ?? [];
  return { path: url, begin: Number(begin), end: end === '' ? Number.NaN : Number(end) + 1 };
}

function answer(
  { begin, end }: SeenRequest,
  sound: Uint8Array,
  wrong: Misbehaviour,
  response: ServerResponse,
): void {
  for (const [name, value] of Object.entries(wrong.headers ?? {})) response.setHeader(name, value);
  if (wrong.redirect !== undefined) return void response.writeHead(302, { location: wrong.redirect }).end();
  if (wrong.status !== undefined) return void response.writeHead(wrong.status).end('no');
  const file = wrong.file ?? sound;
  const last = Math.min(Number.isNaN(end) ? file.length : end, file.length);
  const body = wrong.ignoreRange ? file : file.subarray(begin, last);
  if (!wrong.ignoreRange) {
    response.statusCode = 206;
    response.setHeader('content-range', wrong.contentRange ?? `bytes ${begin}-${last - 1}/${file.length}`);
  }
  send(body, wrong, response);
}

function send(body: Uint8Array, wrong: Misbehaviour, response: ServerResponse): void {
  const { cutAfter, endAfter, stallAfter, chunked, contentLength } = wrong;
  if (!chunked) response.setHeader('content-length', contentLength ?? endAfter ?? body.length);
  const length = cutAfter ?? endAfter ?? stallAfter ?? contentLength ?? body.length;
  const part = body.subarray(0, length);
  if (cutAfter !== undefined) {
    response.flushHeaders();
    response.write(part, () => setTimeout(() => response.destroy(), CUT_DELAY_MS));
  } else if (part.length === stallAfter) response.write(part);
  else {
    // In two calls, or Node would add a Content-Length.
    response.write(part);
    response.end();
  }
}
