/** Byte ranges over HTTP: redirects followed by hand, stalls and cut connections told apart from refusals. */
import { messageOf, NstError } from '../errors.js';

const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Statuses that a later attempt may cure: timeout, too early, too many requests. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** A request that failed; `retry` says whether trying again makes sense. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  constructor(
    message: string,
    readonly retry: boolean,
    /** How long the server asks to wait, or 0. */
    readonly retryAfterMs = 0,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How to talk to servers. */
export interface HttpOptions {
  /** Stops the request with NST_ABORTED. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of the server before the request counts as cut. */
  readonly stallMs: number;
}

/** The answer to a range request. */
export interface RangeResponse {
  /** Whether the server sent a range; if not, the body is the whole file. */
  readonly partial: boolean;
  /** Where in the file the body starts. */
  readonly begin: number;
  /** Size of the whole file, when the server says. */
  readonly fileBytes: number | undefined;
  /** SHA-256 of the whole file by the server's word (Hugging Face's `X-Linked-ETag`), when it gives one. */
  readonly linkedSha256: string | undefined;
  /** Ends early with a TransferError when the connection is cut. Leaving the loop closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection when the body is not wanted; a body that nobody reads would hold it open. */
  cancel(): Promise<void>;
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
  { signal, stallMs }: HttpOptions,
): Promise<RangeResponse> {
  const watchdog = new Watchdog(stallMs, signal);
  try {
    signal?.throwIfAborted();
    const headers = {
      range: `bytes=${begin}-${end === undefined ? '' : end - 1}`,
      // Offsets count stored bytes, so the body must not be compressed on the way.
      'accept-encoding': 'identity',
    };
    const { response, linkedSha256 } = await follow(url, headers, watchdog.signal);
    const place = await checkStatus(response, begin);
    const cancel = async () => {
      watchdog.stop();
      await response.body?.cancel();
    };
    return { ...place, linkedSha256, body: readBody(response, watchdog), cancel };
  } catch (error) {
    watchdog.stop();
    throw watchdog.explain(error);
  }
}

/** Aborts a request when nothing has arrived for a while, or when the user says so. */
class Watchdog {
  readonly #stalled = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stallMs: number;
  readonly #userSignal: AbortSignal | undefined;
  readonly signal: AbortSignal;

  constructor(stallMs: number, userSignal: AbortSignal | undefined) {
    this.#stallMs = stallMs;
    this.#userSignal = userSignal;
    this.#timer = setTimeout(() => this.#stalled.abort(), stallMs).unref();
    const stalled = this.#stalled.signal;
    this.signal = userSignal === undefined ? stalled : AbortSignal.any([stalled, userSignal]);
  }

  /** Something has arrived. */
  reset(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** What a failure under this watchdog means. */
  explain(error: unknown): Error {
    if (this.#userSignal?.aborted)
      return new NstError('NST_ABORTED', 'the download was stopped; run it again to go on');
    if (error instanceof TransferError || error instanceof NstError) return error;
    if (this.#stalled.signal.aborted) {
      return new TransferError(`no data for ${this.#stallMs / 1000} s`, true, 0, { cause: error });
    }
    return new TransferError(networkProblem(error), true, 0, { cause: error });
  }
}

/** fetch says only "fetch failed"; the cause says why. */
function networkProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = messageOf(cause);
  return message === '' || message.includes(code) ? message || code : `${message} (${code})`;
}

async function follow(
  start: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<{ response: Response; linkedSha256: string | undefined }> {
  let url = new URL(start);
  let linkedSha256: string | undefined;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await fetch(url, { headers, signal, redirect: 'manual' });
    // Hugging Face names the digest on the redirect to its storage, not on the storage's answer.
    linkedSha256 ??= sha256Of(response.headers.get('x-linked-etag'));
    if (!REDIRECTS.has(response.status)) return { response, linkedSha256 };
    await response.body?.cancel();
    url = nextUrl(url, response.headers.get('location'));
  }
  throw new TransferError(`more than ${MAX_REDIRECTS} redirects`, false);
}

function nextUrl(from: URL, location: string | null): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new TransferError(`a redirect to nowhere (${location})`, false);
  }
  const next = new URL(location, from);
  const allowed = from.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
  if (!allowed.includes(next.protocol))
    throw new TransferError(`a redirect to ${next.protocol} refused`, false);
  return next;
}

function sha256Of(etag: string | null): string | undefined {
  return etag?.match(/^(?:W\/)?"?([0-9a-f]{64})"?$/)?.[1];
}

type Place = Pick<RangeResponse, 'partial' | 'begin' | 'fileBytes'>;

async function checkStatus(response: Response, begin: number): Promise<Place> {
  try {
    return placeOf(response, begin);
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

function placeOf({ status, statusText, headers }: Response, begin: number): Place {
  if (status !== 200 && status !== 206) {
    const retry = status >= 500 || PASSING_STATUSES.has(status);
    throw new TransferError(`HTTP ${status} ${statusText}`.trim(), retry, retryAfterMs(headers));
  }
  if (headers.get('content-type')?.startsWith('text/html')) {
    throw new TransferError('the server sent a web page (does the network ask to sign in?)', false);
  }
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new TransferError(`the server sent the file as ${encoding}, asked was for it as it is`, false);
  }
  if (status === 200) {
    const length = headers.get('content-length');
    return { partial: false, begin: 0, fileBytes: length === null ? undefined : Number(length) };
  }
  const range = headers.get('content-range') ?? '';
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range);
  if (match === null || Number(match[1]) !== begin) {
    throw new TransferError(`the server sent the range "${range}", asked was byte ${begin} on`, false);
  }
  return { partial: true, begin, fileBytes: match[2] === '*' ? undefined : Number(match[2]) };
}

function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
}

async function* readBody(response: Response, watchdog: Watchdog): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      watchdog.reset();
      yield chunk;
    }
  } catch (error) {
    throw watchdog.explain(error);
  } finally {
    watchdog.stop();
  }
}
