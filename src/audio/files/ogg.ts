import { latin1 } from './format.js';

/** The fixed part of a page header (RFC 3533): magic, flags at 5, granule position at 6, segment count at 26. */
const HEADER_BYTES = 27;
const END_OF_STREAM = 4;

/** Where the last page of an Ogg file starts; undefined if there is none. */
function lastPage(bytes: Uint8Array): number | undefined {
  for (let offset = bytes.length - HEADER_BYTES; offset >= 0; offset--) {
    if (bytes[offset] === 0x4f && latin1(bytes, offset, 4) === 'OggS') return offset;
  }
  return undefined;
}

/** Whether the last page of an Ogg file is there in full and marked as the end of a stream. */
export function isOggComplete(bytes: Uint8Array): boolean {
  const offset = lastPage(bytes);
  if (offset === undefined) return false;
  const table = bytes.subarray(offset + HEADER_BYTES, offset + HEADER_BYTES + (bytes[offset + 26] ?? 0));
  const end = offset + HEADER_BYTES + table.length + table.reduce((a, b) => a + b, 0);
  return ((bytes[offset + 5] ?? 0) & END_OF_STREAM) !== 0 && end <= bytes.length;
}

/**
 * Length in samples of an Opus file of which `decoded` samples came out: its last granule position less the pre-skip
 * (RFC 7845), unless that is further away than the pre-skip, as in chained files.
 */
export function opusLength(bytes: Uint8Array, decoded: number): number {
  const offset = lastPage(bytes);
  if (offset === undefined) return decoded;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const preSkip = view.getUint16(HEADER_BYTES + view.getUint8(26) + 10, true);
  const length = Number(view.getBigUint64(offset + 6, true)) - preSkip;
  return decoded > length && decoded - length <= preSkip ? length : decoded;
}
