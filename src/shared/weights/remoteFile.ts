/** A published safetensors file: asked once what it is, then for its bytes. */
import { NstError } from '../errors.js';
import { type HttpOptions, openRange, type RangeResponse } from './http.js';
import type { PartialFile } from './partialFile.js';
import { type RetryOptions, withRetries } from './retry.js';
import {
  parseSafetensorsHeader,
  type SafetensorsHeader,
  safetensorsDataOffset,
} from './safetensorsHeader.js';
import { remainingSpans, type Span, spanBytes } from './spans.js';
import { TransferError } from './transferError.js';

/** Asked for first: room for the header of a file with hundreds of tensors. */
const FIRST_REQUEST_BYTES = 65_536;

/** How to reach a server, and how patiently. */
export interface TransferOptions extends HttpOptions, RetryOptions {
  /** Largest file that is fetched from: a server that sends without end would fill the disk. */
  readonly maxFileBytes: number;
  /** Bytes on disk so far, and at the end if that is known. */
  readonly onBytes?: ((done: number, total: number | undefined) => void) | undefined;
}

/** What the beginning of a remote file says. */
export interface RemoteHeader {
  readonly header: SafetensorsHeader;
  readonly headerBytes: Uint8Array;
  readonly fileBytes: number;
  readonly linkedSha256: string | undefined;
  /** What tells this version of the file from others, by the server's word. */
  readonly version: string | undefined;
}

/**
 * Reads the header of a remote safetensors file.
 *
 * @returns undefined when the server does not answer with ranges
 * @throws TransferError, NST_MODEL_BROKEN, NST_ABORTED
 */
export async function fetchHeader(url: string, options: TransferOptions): Promise<RemoteHeader | undefined> {
  return withRetries(
    async () => {
      let start = await fetchStart(url, FIRST_REQUEST_BYTES, options);
      if (start === undefined) return undefined;
      const dataOffset = safetensorsDataOffset(start.bytes, url, start.fileBytes);
      if (start.bytes.length < dataOffset) start = await fetchStart(url, dataOffset, options);
      if (start === undefined) return undefined;
      const { bytes, ...file } = start;
      const header = parseSafetensorsHeader(bytes, url, file.fileBytes);
      return { header, headerBytes: bytes.slice(0, dataOffset), ...file };
    },
    () => 0,
    options,
  );
}

interface Start extends Pick<RemoteHeader, 'fileBytes' | 'linkedSha256' | 'version'> {
  readonly bytes: Uint8Array;
}

/** The first bytes of a file, fewer if it is shorter; undefined when the server knows no ranges. */
async function fetchStart(url: string, length: number, options: TransferOptions): Promise<Start | undefined> {
  const response = await openRange(url, 0, length, options);
  const { partial, fileBytes, linkedSha256, version, body } = response;
  if (!partial || fileBytes === undefined) {
    response.cancel();
    return undefined;
  }
  checkFileBytes(response, url, options);
  const byteCount = Math.min(length, fileBytes);
  const bytes = new Uint8Array(byteCount);
  let done = 0;
  for await (const chunk of body) {
    bytes.set(chunk.subarray(0, byteCount - done), done);
    done += Math.min(chunk.length, byteCount - done);
    if (done === byteCount) break;
  }
  if (done < byteCount) throw new TransferError(`the answer ended after ${done} of ${byteCount} bytes`, true);
  return { bytes, fileBytes, linkedSha256, version };
}

/** Refuses a file that is too large, before any of it is read. */
function checkFileBytes(
  { fileBytes, cancel }: RangeResponse,
  url: string,
  { maxFileBytes }: TransferOptions,
): void {
  if (fileBytes === undefined || fileBytes <= maxFileBytes) return;
  cancel();
  throw tooLarge(url, maxFileBytes);
}

function tooLarge(url: string, maxFileBytes: number): NstError {
  return new NstError('NST_MODEL_BROKEN', `${url} sends more than ${maxFileBytes} bytes; not fetched`);
}

/**
 * Fetches ranges of a remote file to the end of a partial file that may already hold the first of them.
 *
 * @param remote what `fetchHeader` has found; an answer about another file is refused
 * @throws TransferError, NST_MODEL_BROKEN, NST_ABORTED
 */
export async function fetchSpans(
  url: string,
  remote: RemoteHeader,
  spans: readonly Span[],
  file: PartialFile,
  options: TransferOptions,
): Promise<void> {
  const total = spanBytes(spans);
  if (file.bytes > total) await file.truncate(0);
  options.onBytes?.(file.bytes, total);
  await withRetries(
    async () => {
      for (;;) {
        const [next] = remainingSpans(spans, file.bytes);
        if (next === undefined) return;
        const before = file.bytes;
        const response = await openRange(url, next.begin, next.end, options);
        checkSameFile(response, remote, url);
        await appendSpan(response, next, file, () => options.onBytes?.(file.bytes, total));
        if (file.bytes === before) throw new TransferError('the server sent nothing', true);
      }
    },
    () => file.bytes,
    options,
  );
}

/** Appends what a response holds of a span. */
async function appendSpan(
  response: RangeResponse,
  span: Span,
  file: PartialFile,
  onChunk: () => void,
): Promise<void> {
  // A server that sends the whole file after all: what lies in front is passed over.
  let skip = span.begin - response.begin;
  let bytesLeft = span.end - span.begin;
  for await (const chunk of response.body) {
    const part = chunk.subarray(Math.min(skip, chunk.length)).subarray(0, bytesLeft);
    skip -= Math.min(skip, chunk.length);
    await file.append(part);
    bytesLeft -= part.length;
    onChunk();
    if (bytesLeft === 0) return;
  }
}

function checkSameFile(response: RangeResponse, remote: RemoteHeader, url: string): void {
  const isSame = (['fileBytes', 'linkedSha256', 'version'] as const).every(
    // A server may leave out what it has said before.
    (key) => response[key] === undefined || response[key] === (remote[key] ?? response[key]),
  );
  if (isSame) return;
  response.cancel();
  throw new NstError('NST_MODEL_BROKEN', `${url} has changed during the download; start it again`);
}

/**
 * Fetches a whole file from its first byte on; an interrupted attempt is started over.
 *
 * @throws TransferError, NST_MODEL_BROKEN, NST_ABORTED
 */
export async function fetchWhole(url: string, file: PartialFile, options: TransferOptions): Promise<void> {
  await withRetries(
    async () => {
      await file.truncate(0);
      const response = await openRange(url, 0, undefined, options);
      checkFileBytes(response, url, options);
      const { fileBytes, body } = response;
      for await (const chunk of body) {
        if (file.bytes + chunk.length > options.maxFileBytes) throw tooLarge(url, options.maxFileBytes);
        await file.append(chunk);
        options.onBytes?.(file.bytes, fileBytes);
      }
      if (fileBytes !== undefined && file.bytes !== fileBytes) {
        throw new TransferError(`the answer ended after ${file.bytes} of ${fileBytes} bytes`, true);
      }
    },
    () => 0,
    options,
  );
}
