import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Rng } from '../../src/shared/rng.js';

/** What a lie has to work with. */
export interface Request {
  readonly path: string;
  /** First byte asked for. */
  readonly begin: number;
  /** One past the last byte asked for; the end of the file where none was named. */
  readonly end: number;
  readonly file: Uint8Array;
  readonly rng: Rng;
}

/** Writes an answer by hand, true or not. */
export type Answer = (socket: Socket, request: Request) => void;

const CRLF = '\r\n';
const ETAG = '"version-1"';
/** 64 MB of zeros, 64 kB on the way. */
const BOMB = gzipSync(new Uint8Array(64_000_000));

type Headers = Readonly<Record<string, string | number>>;

function head(status: string, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}${CRLF}`);
  return `HTTP/1.1 ${status}${CRLF}${lines.join('')}${CRLF}`;
}

const rangeOf = ({ begin, end, file }: Request) => `bytes ${begin}-${end - 1}/${file.length}`;
const bodyOf = ({ begin, end, file }: Request) => file.subarray(begin, end);
const CLOSE = { connection: 'close' };

/** A sound answer with some headers changed. */
function partial(socket: Socket, request: Request, changes: Headers = {}, body = bodyOf(request)): void {
  const headers = { 'content-range': rangeOf(request), 'content-length': bodyOf(request).length, etag: ETAG };
  socket.end(
    Buffer.concat([Buffer.from(head('206 Partial Content', { ...headers, ...changes, ...CLOSE })), body]),
  );
}

/** The whole file, whatever was asked. */
function whole(socket: Socket, { file }: Request, changes: Headers = {}): void {
  const headers = head('200 OK', { 'content-length': file.length, etag: ETAG, ...changes, ...CLOSE });
  socket.end(Buffer.concat([Buffer.from(headers), file]));
}

function refuse(status: string, headers: Headers = {}): Answer {
  return (socket) => void socket.end(`${head(status, { 'content-length': 2, ...headers, ...CLOSE })}no`);
}

/** Writes chunk after chunk until the client goes away. */
function endless(socket: Socket, chunk: string | Uint8Array): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}

/** Writes byte by byte. */
function drip(socket: Socket, bytes: Uint8Array, everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || sent === bytes.length) {
      clearInterval(timer);
      socket.end();
    } else socket.write(bytes.subarray(sent, ++sent));
  }, everyMs);
}

/** Other bytes in the same number. */
const spoilt = (bytes: Uint8Array) => bytes.map((byte, i) => (i > 3000 ? byte ^ 1 : byte));
const some = ({ rng, begin, end }: Request) => Math.floor(rng.uniform() * (end - begin));

/** Answers without a lie: with ranges, and without. */
export const HONEST = { ranges: partial as Answer, whole: whole as Answer } as const;

/** Lies about how much there is, where it is, and what is done with it; the bytes themselves are right as far as they go. */
export const LIES: Readonly<Record<string, Answer>> = {
  'cut in the middle': (socket, request) => {
    const bytes = Buffer.from(
      head('206 Partial Content', {
        'content-range': rangeOf(request),
        'content-length': bodyOf(request).length,
      }),
    );
    socket.write(Buffer.concat([bytes, bodyOf(request).subarray(0, some(request))]), () => socket.destroy());
  },
  'reset at once': (socket) => void socket.resetAndDestroy(),
  'closed at once': (socket) => void socket.end(),
  'ends early in good order': (socket, request) => {
    const body = bodyOf(request).subarray(0, some(request));
    partial(socket, request, { 'content-length': body.length }, body);
  },
  'content-length too long': (socket, request) => partial(socket, request, { 'content-length': 1e9 }),
  'content-length too short': (socket, request) =>
    partial(socket, request, { 'content-length': some(request) }),
  'content-length of petabytes': (socket, request) => whole(socket, request, { 'content-length': 9e15 }),
  'content-length is no number': (socket, request) => partial(socket, request, { 'content-length': 'many' }),
  'content-length is negative': (socket, request) => partial(socket, request, { 'content-length': -1 }),
  'two lengths': (socket, request) =>
    partial(socket, request, { 'content-length': '5\r\ncontent-length: 6' }),
  'another range': (socket, request) =>
    partial(socket, request, { 'content-range': `bytes 7-99/${request.file.length}` }),
  'range with another end': (socket, request) =>
    partial(socket, request, { 'content-range': `bytes ${request.begin}-1/${request.file.length}` }),
  'range of another size': (socket, request) =>
    partial(socket, request, { 'content-range': `bytes ${request.begin}-99/100` }),
  'range of petabytes': (socket, request) =>
    partial(socket, request, { 'content-range': `bytes ${request.begin}-99/${'9'.repeat(30)}` }),
  'range without a size': (socket, request) =>
    partial(socket, request, { 'content-range': `bytes ${request.begin}-99/*` }),
  'range that is none': (socket, request) => partial(socket, request, { 'content-range': 'x'.repeat(5000) }),
  'no range': (socket, request) => partial(socket, request, { 'content-range': '' }),
  'several ranges': (socket, request) =>
    partial(socket, request, { 'content-range': '', 'content-type': 'multipart/byteranges; boundary=x' }),
  'the whole file for a range': (socket, request) => whole(socket, request),
  'the whole file, cut': (socket, request) =>
    whole(
      socket,
      { ...request, file: request.file.subarray(0, some(request)) },
      { 'content-length': request.file.length },
    ),
  'a web page': (socket, request) => partial(socket, request, { 'content-type': 'text/html' }),
  'redirects in a circle': (socket, { path }) =>
    refuse('302 Found', { location: path })(socket, {} as Request),
  'a redirect to a file': refuse('302 Found', { location: 'file:///etc/passwd' }),
  'a redirect to nowhere': refuse('301 Moved', { location: 'http://' }),
  'a redirect without an address': refuse('307 Temporary Redirect'),
  'a redirect with a password': refuse('302 Found', { location: 'http://user:secret@127.0.0.1/' }),
  'a redirect to a closed port': refuse('302 Found', { location: 'http://127.0.0.1:1/' }),
  'a redirect without end': (socket) => {
    socket.write(head('302 Found', { location: '/elsewhere', 'transfer-encoding': 'chunked' }));
    endless(socket, `4000\r\n${'x'.repeat(0x4000)}\r\n`);
  },
  'huge headers': (socket, request) => partial(socket, request, { 'x-large': 'x'.repeat(100_000) }),
  'headers without end': (socket) => {
    socket.write('HTTP/1.1 206 Partial Content\r\n');
    endless(socket, `x-more: ${'x'.repeat(1000)}\r\n`);
  },
  'hints without end': (socket) =>
    endless(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(100)),
  'another protocol': (socket) =>
    void socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
  'no HTTP': (socket) => void socket.end('220 mail.example.org ESMTP\r\n'),
  noise: (socket, { rng }) => void socket.end(Uint8Array.from({ length: 500 }, () => rng.uniform() * 256)),
  'half a head': (socket) => void socket.end('HTTP/1.1 206 Partial Content\r\ncontent-le'),
  silence: () => undefined,
  'silence in the body': (socket, request) => {
    socket.write(
      head('206 Partial Content', {
        'content-range': rangeOf(request),
        'content-length': bodyOf(request).length,
        etag: ETAG,
      }),
    );
    socket.write(bodyOf(request).subarray(0, some(request)));
  },
  'a dripping head': (socket, request) =>
    drip(socket, Buffer.from(head('206 Partial Content', { 'content-range': rangeOf(request) })), 10),
  'a dripping body': (socket, request) => {
    socket.write(
      head('206 Partial Content', {
        'content-range': rangeOf(request),
        'content-length': bodyOf(request).length,
      }),
    );
    drip(socket, bodyOf(request), 15);
  },
  'a body without end': (socket, request) => {
    socket.write(head('200 OK', { etag: ETAG }));
    socket.write(request.file);
    endless(socket, new Uint8Array(0x10000));
  },
  'chunks without end': (socket, request) => {
    const body = bodyOf(request);
    socket.write(
      head('206 Partial Content', { 'content-range': rangeOf(request), 'transfer-encoding': 'chunked' }),
    );
    socket.write(Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]));
    endless(socket, `4000\r\n${'\0'.repeat(0x4000)}\r\n`);
  },
  'chunks of wrong sizes': (socket, request) => {
    socket.write(
      head('206 Partial Content', { 'content-range': rangeOf(request), 'transfer-encoding': 'chunked' }),
    );
    socket.end('zz\r\nhello\r\n0\r\n\r\n');
  },
  'a gzip bomb': (socket, request) =>
    partial(socket, request, { 'content-encoding': 'gzip', 'content-length': BOMB.length }, BOMB),
  'a gzip bomb without a length': (socket) => {
    socket.write(head('200 OK', { 'content-encoding': 'gzip', ...CLOSE }));
    endless(socket, BOMB);
  },
  'encodings upon encodings': (socket, request) =>
    partial(socket, request, { 'content-encoding': Array(20).fill('gzip').join(', ') }),
  'an encoding that nobody knows': (socket, request) =>
    partial(socket, request, { 'content-encoding': 'x'.repeat(1000) }),
  'another version of another size': (socket, request) =>
    partial(
      socket,
      { ...request, file: request.file.subarray(0, -4), end: Math.min(request.end, request.file.length - 4) },
      { etag: '"version-2"' },
    ),
  'another digest': (socket, request) => partial(socket, request, { 'x-linked-etag': `"${'0'.repeat(64)}"` }),
  '204': refuse('204 No Content'),
  '304': refuse('304 Not Modified'),
  '404': refuse(`404 ${'Not Found '.repeat(200)}`),
  '416': refuse('416 Range Not Satisfiable'),
  '500': refuse('500 Internal Server Error'),
  '502': refuse('502 Bad Gateway'),
  '503 for a long time': refuse('503 Service Unavailable', { 'retry-after': '1e999' }),
  '503 until yesterday': refuse('503 Service Unavailable', { 'retry-after': '-100' }),
  '503 until a date': refuse('503 Service Unavailable', { 'retry-after': 'Wed, 21 Oct 2037 07:28:00 GMT' }),
  '429': refuse('429 Too Many Requests'),
  '799': refuse('799 Whatever'),
};

/** A lie that only the truth besides it gives away. */
export const LONE_LIES: Readonly<Record<string, Answer>> = {
  'another version': (socket, request) =>
    partial(socket, request, { etag: '"version-2"' }, spoilt(bodyOf(request))),
};

/** Right sizes and wrong bytes, which only a digest can tell. */
export const FORGERIES: Readonly<Record<string, Answer>> = {
  'wrong bytes': (socket, request) => partial(socket, request, {}, spoilt(bodyOf(request))),
  'wrong bytes in the whole file': (socket, request) =>
    whole(socket, { ...request, file: spoilt(request.file) }),
  zeros: (socket, request) => partial(socket, request, {}, new Uint8Array(request.end - request.begin)),
};

/** A server that answers by hand. */
export class LyingServer {
  readonly #server: Server;
  readonly #sockets = new Map<Socket, string>();
  /** Most bytes that one connection has taken. */
  mostBytes = 0;

  private constructor(answer: (socket: Socket, path: string, range: string) => void) {
    this.#server = createServer((socket) => {
      this.#sockets.set(socket, 'no request');
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.mostBytes = Math.max(this.mostBytes, socket.bytesWritten);
        this.#sockets.delete(socket);
      });
      let text = '';
      const onData = (data: Buffer) => {
        text += data.toString('latin1');
        if (!text.includes('\r\n\r\n')) return;
        socket.off('data', onData);
        socket.resume();
        const path = /^GET (\S+)/.exec(text)?.[1] ?? '';
        this.#sockets.set(socket, path);
        answer(socket, path, /range: bytes=(\S+)/i.exec(text)?.[1] ?? '');
      };
      socket.on('data', onData);
    });
  }

  /** @param answer what to do on each request */
  static async start(
    file: Uint8Array,
    answer: (path: string) => { readonly answer: Answer; readonly rng: Rng },
  ): Promise<LyingServer> {
    const server = new LyingServer((socket, path, range) => {
      const [, begin = '0', end = ''] = /^(\d+)-(\d*)$/.exec(range) ?? [];
      const last = end === '' ? file.length : Math.min(Number(end) + 1, file.length);
      const chosen = answer(path);
      chosen.answer(socket, { path, begin: Number(begin), end: last, file, rng: chosen.rng });
    });
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was asked on the connections that are open. */
  get connections(): readonly string[] {
    return [...this.#sockets.values()];
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.keys()) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
