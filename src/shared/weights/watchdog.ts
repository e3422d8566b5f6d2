/** Ends requests that do not get on, and says what the failure of one means. */
import { messageOf, NstError } from '../errors.js';
import { shownText } from '../shownValue.js';
import { TransferError } from './transferError.js';

/** Bytes a second that count as getting on. A slower server is as good as silent: 80 MB would take it a day. */
export const LEAST_BYTES_PER_S = 1024;
/** Letters of a system's message that are shown. */
const SHOWN_LETTERS = 150;
/** What no further attempt cures: answers that are not HTTP as it should be, and certificates that are not trusted. */
const FINAL_CODE = /HEADERS?_OVERFLOW|CERT|^UNABLE_TO_/;
/** What undici says of a proxy that wants a password, or does not let one through. */
const REFUSED_BY_PROXY = /^Proxy response \(4\d\d\)/;

/** Aborts a request when nothing, or next to nothing, has arrived for a while, or when the user says so. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stallMs: number;
  readonly #userSignal: AbortSignal | undefined;
  readonly #onUserAbort = () => this.#controller.abort();
  #hasStalled = false;
  /** When the stretch began over which speed is measured, ms. */
  #stretchBegin = performance.now();
  #stretchBytes = 0;

  /** @param stallMs longest silence, and how long the server may be slower than `LEAST_BYTES_PER_S` */
  constructor(stallMs: number, userSignal: AbortSignal | undefined) {
    this.#stallMs = stallMs;
    this.#userSignal = userSignal;
    this.#timer = setTimeout(() => {
      this.#hasStalled = true;
      this.#controller.abort();
    }, stallMs).unref();
    userSignal?.addEventListener('abort', this.#onUserAbort);
  }

  /** For the request. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Something has arrived.
   *
   * @throws TransferError when it was too little for the time that has passed
   */
  received(bytes: number): void {
    this.#timer.refresh();
    this.#stretchBytes += bytes;
    const elapsedMs = performance.now() - this.#stretchBegin;
    if (elapsedMs < this.#stallMs) return;
    if (this.#stretchBytes < (LEAST_BYTES_PER_S * elapsedMs) / 1000) {
      throw new TransferError(`only ${this.#stretchBytes} bytes in ${Math.round(elapsedMs) / 1000} s`, true);
    }
    this.#stretchBegin += elapsedMs;
    this.#stretchBytes = 0;
  }

  /** The request has ended. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#userSignal?.removeEventListener('abort', this.#onUserAbort);
  }

  /** What a failure under this watchdog means. */
  explain(error: unknown): Error {
    if (this.#userSignal?.aborted)
      return new NstError('NST_ABORTED', 'the download was stopped; run it again to go on');
    if (error instanceof TransferError || error instanceof NstError) return error;
    if (this.#hasStalled) {
      return new TransferError(`no data for ${this.#stallMs / 1000} s`, true, 0, { cause: error });
    }
    return networkError(error);
  }
}

function networkError(cause: unknown): TransferError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  // OpenSSL's messages have several lines.
  const message = shownText(messageOf(cause).trim(), SHOWN_LETTERS);
  const problem = message === '' || message.includes(code) ? message || code : `${message} (${code})`;
  const isFinal = FINAL_CODE.test(code) || REFUSED_BY_PROXY.test(message);
  return new TransferError(problem, !isFinal, 0, { cause });
}
