/** The two codecs of telephony, ITU-T G.711: a byte for a sample, its steps as wide as the sample is loud. */

/** Full scale of the 16 bits that both codecs are written out in. */
const FULL_SCALE = 0x8000;

/** Samples of full scale 1 by their byte in A-law, [256]; the largest is 32256 / 32768. */
export const A_LAW: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  // Every other bit is turned round on the line.
  const code = byte ^ 0x55;
  const { exponent, mantissa } = partsOf(code);
  const magnitude = exponent === 0 ? 2 * mantissa + 1 : (2 * mantissa + 33) * 2 ** (exponent - 1);
  return ((code & 0x80 ? 8 : -8) * magnitude) / FULL_SCALE;
});

/** Samples of full scale 1 by their byte in mu-law, [256]; the largest is 32124 / 32768. */
export const MU_LAW: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  // All bits are turned round on the line.
  const code = byte ^ 0xff;
  const { exponent, mantissa } = partsOf(code);
  const magnitude = (2 * mantissa + 33) * 2 ** exponent - 33;
  // Of the two zeros the positive one.
  return ((code & 0x80 ? -4 : 4) * magnitude + 0) / FULL_SCALE;
});

/** Three bits, and four. */
function partsOf(code: number): { exponent: number; mantissa: number } {
  return { exponent: (code >> 4) & 7, mantissa: code & 15 };
}
