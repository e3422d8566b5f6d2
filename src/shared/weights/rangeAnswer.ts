/** What the status and the headers of an answer say about its body. */
import { shownText } from '../shownValue.js';
import { TransferError } from './transferError.js';
import type { WebAnswer } from './webRequest.js';

/** Statuses that a later attempt may cure: timeout, too early, too many requests. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** What the body of an answer is. */
export interface RangeAnswer {
  /** Whether the server sent a range; if not, the body is the whole file. */
  readonly partial: boolean;
  /** Where in the file the body starts. */
  readonly begin: number;
  /** Size of the whole file, when the server says. */
  readonly fileBytes: number | undefined;
  /** What tells this version of the file from others, by the server's word: its ETag, or else when it was changed. */
  readonly version: string | undefined;
}

/**
 * Reads the head of the answer to a request for the bytes from `begin` on.
 *
 * @throws TransferError when the body is not of use
 */
export function readRangeAnswer({ status, statusText, headers }: WebAnswer, begin: number): RangeAnswer {
  if (status !== 200 && status !== 206) {
    const retry = status >= 500 || PASSING_STATUSES.has(status);
    throw new TransferError(
      shownText(`HTTP ${status} ${statusText}`.trim()),
      retry,
      retryAfterMs(headers['retry-after']),
    );
  }
  if (headers['content-type']?.startsWith('text/html')) {
    throw new TransferError('the server sent a web page (does the network ask to sign in?)', false);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    const problem = `the server sent the file as ${shownText(encoding)}, asked was for it as it is`;
    throw new TransferError(problem, false);
  }
  const version = headers.etag ?? headers['last-modified'];
  if (status === 206) return { ...readRange(headers['content-range'] ?? '', begin), version };
  const length = headers['content-length'];
  return { partial: false, begin: 0, fileBytes: length === undefined ? undefined : Number(length), version };
}

function readRange(range: string, begin: number): Pick<RangeAnswer, 'partial' | 'begin' | 'fileBytes'> {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range);
  if (match === null || Number(match[1]) !== begin) {
    const problem = `the server sent the range "${shownText(range)}", asked was byte ${begin} on`;
    throw new TransferError(problem, false);
  }
  return { partial: true, begin, fileBytes: match[2] === '*' ? undefined : Number(match[2]) };
}

function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
}
