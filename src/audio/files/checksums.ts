/** Cyclic checksums, highest bit first, from 0 on and without a last step: those of FLAC and of Ogg. */

function tableOf(bits: 8 | 16 | 32, polynomial: number): Uint32Array {
  const top = 2 ** (bits - 1);
  const mask = 2 ** bits - 1;
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte * 2 ** (bits - 8);
    for (let i = 0; i < 8; i++) sum = ((sum >= top ? (sum * 2) ^ polynomial : sum * 2) & mask) >>> 0;
    return sum;
  });
}

const FLAC_HEADER = tableOf(8, 0x07);
const FLAC_FRAME = tableOf(16, 0x8005);
const OGG_PAGE = tableOf(32, 0x04c1_1db7);

/** Checksum of the header of a FLAC frame (RFC 9639, 9.1.8). */
export function flacHeaderChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = FLAC_HEADER[sum ^ byte]!;
  return sum;
}

/** The checksum of a FLAC frame (RFC 9639, 9.3), one byte on; 0 behind the two bytes of the checksum itself. */
export function flacFrameChecksum(sum: number, byte: number): number {
  return ((sum << 8) & 0xffff) ^ FLAC_FRAME[(sum >> 8) ^ byte]!;
}

/** The checksum of an Ogg page (RFC 3533, 6) whose own four bytes, from 22 on, count as zeros. */
export function oggPageChecksum(page: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : page[i]!;
    sum = (sum << 8) ^ OGG_PAGE[(sum >>> 24) ^ byte]!;
  }
  return sum >>> 0;
}
