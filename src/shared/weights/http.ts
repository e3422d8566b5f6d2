/** Byte ranges over HTTP: redirects followed by hand, stalls and cut connections told apart from refusals. */
import { shownText } from '../shownValue.js';
import { type RangeAnswer, readRangeAnswer } from './rangeAnswer.js';
import { TransferError } from './transferError.js';
import { Watchdog } from './watchdog.js';
import type { Ask, WebAnswer } from './webRequest.js';

const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** How to talk to servers. */
export interface HttpOptions {
  /** Stops the request with NST_ABORTED. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of the server, and longest time of next to nothing, before the request counts as cut. */
  readonly stallMs: number;
  /** Makes the requests. */
  readonly ask: Ask;
}

/** The answer to a range request. */
export interface RangeResponse extends RangeAnswer {
  /** SHA-256 of the whole file by the server's word (Hugging Face's `X-Linked-ETag`), when it gives one. */
  readonly linkedSha256: string | undefined;
  /** Ends early with a TransferError when the connection is cut. Leaving the loop closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection when the body is not wanted; a body that nobody reads would hold it open. */
  cancel(): void;
}

/**
 * Asks for the bytes [begin, end) of a file. Servers may answer with the whole file, or with fewer bytes.
 *
 * @param end one past the last byte, or undefined for the rest of the file
 * @throws TransferError when there is no usable answer
 * @throws NST_ABORTED
 */
export async function openRange(
  url: string,
  begin: number,
  end: number | undefined,
  { signal, stallMs, ask }: HttpOptions,
): Promise<RangeResponse> {
  const watchdog = new Watchdog(stallMs, signal);
  try {
    signal?.throwIfAborted();
    const headers = {
      range: `bytes=${begin}-${end === undefined ? '' : end - 1}`,
      // Offsets count stored bytes, so the body must not be compressed on the way.
      'accept-encoding': 'identity',
      'user-agent': 'nst',
    };
    const { answer, linkedSha256 } = await follow(url, (hop) => ask(hop, headers, watchdog.signal));
    const cancel = () => {
      watchdog.stop();
      answer.body.destroy();
    };
    return { ...readHead(answer, begin), linkedSha256, body: readBody(answer.body, watchdog), cancel };
  } catch (error) {
    watchdog.stop();
    throw watchdog.explain(error);
  }
}

interface Followed {
  readonly answer: WebAnswer;
  readonly linkedSha256: string | undefined;
}

async function follow(start: string, ask: (url: URL) => Promise<WebAnswer>): Promise<Followed> {
  let url = new URL(start);
  let linkedSha256: string | undefined;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await ask(url);
    // Hugging Face names the digest on the redirect to its storage, not on the storage's answer.
    linkedSha256 ??= sha256Of(answer.headers['x-linked-etag']);
    if (!REDIRECTS.has(answer.status)) return { answer, linkedSha256 };
    answer.body.destroy();
    url = nextUrl(url, answer.headers.location);
  }
  throw new TransferError(`more than ${MAX_REDIRECTS} redirects`, false);
}

function nextUrl(from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new TransferError(`a redirect to nowhere (${shownText(location ?? 'none')})`, false);
  }
  const next = new URL(location, from);
  const allowed = from.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
  if (!allowed.includes(next.protocol)) {
    throw new TransferError(`a redirect to ${shownText(next.protocol)} refused`, false);
  }
  if (next.username !== '' || next.password !== '') {
    throw new TransferError('a redirect to an address with a user name refused', false);
  }
  return next;
}

function sha256Of(etag: string | string[] | undefined): string | undefined {
  return String(etag).match(/^(?:W\/)?"?([0-9a-f]{64})"?$/)?.[1];
}

function readHead(answer: WebAnswer, begin: number): RangeAnswer {
  try {
    return readRangeAnswer(answer, begin);
  } catch (error) {
    answer.body.destroy();
    throw error;
  }
}

async function* readBody(body: AsyncIterable<Uint8Array>, watchdog: Watchdog): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      watchdog.received(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw watchdog.explain(error);
  } finally {
    watchdog.stop();
  }
}
