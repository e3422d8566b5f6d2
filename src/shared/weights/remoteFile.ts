/** A published safetensors file: asked once what it is, then for its bytes. */
import { NstError } from '../errors.js';
import { type HttpOptions, openRange, type RangeResponse, TransferError } from './http.js';
import type { PartialFile } from './partialFile.js';
import { type RetryOptions, withRetries } from './retry.js';
import {
  parseSafetensorsHeader,
  type SafetensorsHeader,
  safetensorsDataOffset,
} from './safetensorsHeader.js';
import { remainingSpans, type Span, spanBytes } from './spans.js';

/** Asked for first: room for the header of a file with hundreds of tensors. */
const FIRST_REQUEST_BYTES = 65_536;
/** No network here comes near it; a server that sends without end would fill the disk. */
const MAX_FILE_BYTES = 4 * 2 ** 30;

/** How to reach a server, and how patiently. */
export interface TransferOptions extends HttpOptions, RetryOptions {
  /** Bytes on disk so far, and at the end if that is known. */
  readonly onBytes?: ((done: number, total: number | undefined) => void) | undefined;
}

/** What the beginning of a remote file says. */
export interface RemoteHeader {
  readonly header: SafetensorsHeader;
  readonly headerBytes: Uint8Array;
  readonly fileBytes: number;
  readonly linkedSha256: string | undefined;
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
      const { bytes, fileBytes, linkedSha256 } = start;
      const header = parseSafetensorsHeader(bytes, url, fileBytes);
      return { header, headerBytes: bytes.slice(0, dataOffset), fileBytes, linkedSha256 };
    },
    () => 0,
    options,
  );
}

interface Start {
  readonly bytes: Uint8Array;
  readonly fileBytes: number;
  readonly linkedSha256: string | undefined;
}

/** The first bytes of a file, fewer if it is shorter; undefined when the server knows no ranges. */
async function fetchStart(url: string, length: number, options: HttpOptions): Promise<Start | undefined> {
  const response = await openRange(url, 0, length, options);
  const { partial, fileBytes, linkedSha256, body } = response;
  if (!partial || fileBytes === undefined) {
    await response.cancel();
    return undefined;
  }
  const wanted = Math.min(length, fileBytes);
  const bytes = new Uint8Array(wanted);
  let done = 0;
  for await (const chunk of body) {
    bytes.set(chunk.subarray(0, wanted - done), done);
    done += Math.min(chunk.length, wanted - done);
    if (done === wanted) break;
  }
  if (done < wanted) throw new TransferError(`the answer ended after ${done} of ${wanted} bytes`, true);
  return { bytes, fileBytes, linkedSha256 };
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
        await checkSameFile(response, remote, url);
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
  let wanted = span.end - span.begin;
  for await (const chunk of response.body) {
    const part = chunk.subarray(Math.min(skip, chunk.length)).subarray(0, wanted);
    skip -= Math.min(skip, chunk.length);
    await file.append(part);
    wanted -= part.length;
    onChunk();
    if (wanted === 0) return;
  }
}

async function checkSameFile(response: RangeResponse, remote: RemoteHeader, url: string): Promise<void> {
  const { fileBytes, linkedSha256 } = response;
  const sameSize = fileBytes === undefined || fileBytes === remote.fileBytes;
  const sameDigest = linkedSha256 === undefined || linkedSha256 === (remote.linkedSha256 ?? linkedSha256);
  if (sameSize && sameDigest) return;
  await response.cancel();
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
      const { fileBytes, body } = await openRange(url, 0, undefined, options);
      for await (const chunk of body) {
        await file.append(chunk);
        options.onBytes?.(file.bytes, fileBytes);
        if (file.bytes > MAX_FILE_BYTES) {
          throw new NstError(
            'NST_MODEL_BROKEN',
            `${url} sends more than ${MAX_FILE_BYTES} bytes; not fetched`,
          );
        }
      }
      if (fileBytes !== undefined && file.bytes !== fileBytes) {
        throw new TransferError(`the answer ended after ${file.bytes} of ${fileBytes} bytes`, true);
      }
    },
    () => 0,
    options,
  );
}
