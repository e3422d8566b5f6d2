import type { SampleReader, WavFormat } from './wavFormat.js';

const WORD_BYTES = 4;
/** Samples that are looked at to tell how all of them are laid out: enough to be in the sound, and few to be quick. */
const PROBED_WORDS = 1 << 16;

/** Ways to lay out samples in four bytes each that would fit in fewer. */
type Layout = 'upper' | 'lower' | 'float';

/**
 * How whole numbers are read that lie in four bytes though they would fit in two or three. The header does not tell which bytes:
 * standards say the upper ones; others use the lower ones; and Cool Edit wrote floats of that full scale ("24.0 float").
 * The samples tell: in the lower bytes, what is above is the sign again and again, and floats are of a size that is in use.
 *
 * @returns undefined for other widths
 */
export function paddedReader(format: WavFormat, samples: Uint8Array): SampleReader | undefined {
  const { blockBytes, channels, bitsPerSample } = format;
  if (blockBytes / channels !== WORD_BYTES) return undefined;
  const fullScale = 2 ** (8 * Math.ceil(bitsPerSample / 8) - 1);
  switch (layoutOf(samples, fullScale)) {
    case 'lower':
      return (view, offset, little) => view.getInt32(offset, little) / fullScale;
    case 'float':
      return (view, offset, little) => view.getFloat32(offset, little) / fullScale;
    case 'upper':
      return (view, offset, little) => view.getInt32(offset, little) / 0x8000_0000;
  }
}

/** Padded samples in files with the highest byte first are not known. */
function layoutOf(samples: Uint8Array, fullScale: number): Layout {
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  const words = Math.min(PROBED_WORDS, Math.floor(samples.length / WORD_BYTES));
  let [isLower, isFloat] = [true, true];
  for (let i = 0; i < words && (isLower || isFloat); i++) {
    const whole = view.getInt32(WORD_BYTES * i, true);
    const float = Math.abs(view.getFloat32(WORD_BYTES * i, true));
    isLower &&= whole >= -fullScale && whole < fullScale;
    // Down to a millionth of a step, and a little beyond full scale.
    isFloat &&= whole === 0 || (float > 1e-6 && float < 4 * fullScale);
  }
  return isLower ? 'lower' : isFloat ? 'float' : 'upper';
}
