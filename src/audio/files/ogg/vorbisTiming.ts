/** How many samples packets of Vorbis hold (Vorbis I specification, 1.3.2 and 4.3.1), without decoding them. */

/** Sizes of the short and the long block, and which of them each mode has. */
export interface VorbisBlocks {
  readonly sizes: readonly [number, number];
  readonly isLong: readonly boolean[];
}

const SIZES_BYTE = 28;
/** Long or short, window and transform (both 0), mapping. */
const MODE_BITS = 41;
const ZERO_BITS = 32;
const COUNT_BITS = 6;
const MAX_MODES = 64;
const MAX_EXPONENT = 13;

/**
 * Reads block sizes from the first header, and modes from the third. Modes stand at its end, so they are read backwards, as no
 * one but a decoder knows where they begin: as long as windows and transforms are 0, the only values there are, until the
 * number of modes stands in front.
 *
 * @returns undefined for headers that are broken
 */
export function vorbisBlocks(first: Uint8Array, setup: Uint8Array): VorbisBlocks | undefined {
  const exponents = first[SIZES_BYTE];
  if (exponents === undefined) return undefined;
  const [short, long] = [exponents & 15, exponents >> 4];
  if (short < COUNT_BITS || long < short || long > MAX_EXPONENT) return undefined;
  const isLong = modesOf(setup);
  return isLong && { sizes: [2 ** short, 2 ** long], isLong };
}

/** Bits are packed from the lowest of each byte on. */
const bitAt = (bytes: Uint8Array, bit: number) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;

function numberAt(bytes: Uint8Array, bit: number, bits: number): number {
  let number = 0;
  for (let i = bits - 1; i >= 0; i--) number = 2 * number + bitAt(bytes, bit + i);
  return number;
}

function modesOf(setup: Uint8Array): boolean[] | undefined {
  let end = 8 * setup.length - 1;
  while (end > 0 && bitAt(setup, end) === 0) end--;
  const flags: boolean[] = [];
  let modes: boolean[] | undefined;
  for (let start = end - MODE_BITS; start > COUNT_BITS && flags.length < MAX_MODES; start -= MODE_BITS) {
    if (numberAt(setup, start + 1, ZERO_BITS) !== 0) break;
    flags.unshift(bitAt(setup, start) === 1);
    if (numberAt(setup, start - COUNT_BITS, COUNT_BITS) === flags.length - 1) modes = [...flags];
  }
  return modes;
}

/** Samples that each packet adds: a quarter of its block and of the one before; the first adds none. */
export function vorbisSamples(packets: readonly Uint8Array[], { sizes, isLong }: VorbisBlocks): number[] {
  const modeBits = Math.ceil(Math.log2(isLong.length));
  let before = 0;
  return packets.map((packet) => {
    // The first bit is 0 for sound.
    const isSound = packet.length > 0 && bitAt(packet, 0) === 0;
    const mode = isLong[numberAt(packet, 1, modeBits)];
    if (!isSound || mode === undefined) return 0;
    const size = sizes[mode ? 1 : 0];
    const samples = before === 0 ? 0 : (before + size) / 4;
    before = size;
    return samples;
  });
}
