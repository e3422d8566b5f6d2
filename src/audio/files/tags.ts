/** Tags in front of a sound and behind it, which programs put around any kind of file. */
import { latin1 } from './latin1.js';

const ID3V2_HEAD_BYTES = 10;
const ID3V2_HAS_FOOTER = 0x10;
const ID3V1_BYTES = 128;
const ID3V1_EXTENDED_BYTES = 227;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x8000_0000;
const LYRICS_END_BYTES = 15;

/**
 * Length of the ID3v2 tag (id3.org, ID3v2.4.0 structure, 3.1) that begins at a byte; 0 if none does. It may reach beyond
 * the end of the file.
 */
export function id3v2Bytes(bytes: Uint8Array, offset: number): number {
  if (latin1(bytes, offset, 3) !== 'ID3') return 0;
  const head = bytes.subarray(offset, offset + ID3V2_HEAD_BYTES);
  const [major = 0xff, revision = 0xff, flags = 0] = head.subarray(3);
  // Each byte of the size has 7 bits.
  const size = head.subarray(6);
  if (head.length < ID3V2_HEAD_BYTES || major === 0xff || revision === 0xff) return 0;
  if (size.some((byte) => byte > 127)) return 0;
  const footerBytes = flags & ID3V2_HAS_FOOTER ? ID3V2_HEAD_BYTES : 0;
  return ID3V2_HEAD_BYTES + size.reduce((sum, byte) => 128 * sum + byte, 0) + footerBytes;
}

/** Where a file begins behind its ID3v2 tags and the zeros that fill them up; 0 for a file without tags. */
export function startBehindTags(bytes: Uint8Array): number {
  let start = 0;
  for (let length = id3v2Bytes(bytes, 0); length > 0; length = id3v2Bytes(bytes, start)) {
    start += length;
    while (bytes[start] === 0) start++;
  }
  return Math.min(start, bytes.length);
}

/** Where a file ends in front of its ID3v1, Lyrics3 and APE tags. */
export function endBeforeTags(bytes: Uint8Array): number {
  let end = bytes.length;
  for (let length = lastTagBytes(bytes, end); length > 0 && length <= end; length = lastTagBytes(bytes, end))
    end -= length;
  return end;
}

/** Length of the tag that ends at a byte; 0 if none does. */
function lastTagBytes(bytes: Uint8Array, end: number): number {
  if (end >= ID3V1_BYTES && latin1(bytes, end - ID3V1_BYTES, 3) === 'TAG') return ID3V1_BYTES;
  if (end >= ID3V1_EXTENDED_BYTES && latin1(bytes, end - ID3V1_EXTENDED_BYTES, 4) === 'TAG+')
    return ID3V1_EXTENDED_BYTES;
  return apeBytes(bytes, end) || lyricsBytes(bytes, end);
}

/** APEv1 and APEv2: the footer has the size of all but the header. */
function apeBytes(bytes: Uint8Array, end: number): number {
  const footer = end - APE_FOOTER_BYTES;
  if (footer < 0 || latin1(bytes, footer, 8) !== 'APETAGEX') return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + footer, APE_FOOTER_BYTES);
  const headerBytes = view.getUint32(20, true) >= APE_HAS_HEADER ? APE_FOOTER_BYTES : 0;
  return view.getUint32(12, true) + headerBytes;
}

/** Lyrics3 v2: six digits with the size of all in front of them, then `LYRICS200`. */
function lyricsBytes(bytes: Uint8Array, end: number): number {
  const text = end < LYRICS_END_BYTES ? '' : latin1(bytes, end - LYRICS_END_BYTES, LYRICS_END_BYTES);
  const [, size] = /^(\d{6})LYRICS200$/.exec(text) ?? [];
  return size === undefined ? 0 : Number(size) + LYRICS_END_BYTES;
}
