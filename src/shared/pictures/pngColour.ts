import type { ColourCodes } from './colourSignal.js';

/** Signature, then chunks of length, type, data and checksum (PNG third edition, 5.3). */
const SIGNATURE_BYTES = 8;
const FRAME_BYTES = 12;

/**
 * The colours that a PNG says it holds by numbers: its cICP chunk (PNG third edition, 11.3.2.6), which goes before any
 * profile.
 *
 * @returns undefined if there is none in front of the pixels
 */
export function pngColour(bytes: Buffer): ColourCodes | undefined {
  let start = SIGNATURE_BYTES;
  while (start + FRAME_BYTES <= bytes.length) {
    const dataBytes = bytes.readUInt32BE(start);
    const type = bytes.toString('latin1', start + 4, start + 8);
    if (type === 'IDAT') return undefined;
    if (type === 'cICP' && dataBytes === 4 && start + FRAME_BYTES + 4 <= bytes.length) {
      return { primaries: bytes.readUInt8(start + 8), transfer: bytes.readUInt8(start + 9) };
    }
    start += FRAME_BYTES + dataBytes;
  }
  return undefined;
}
