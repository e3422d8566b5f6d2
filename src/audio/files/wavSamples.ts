import { A_LAW, MU_LAW } from './companding.js';
import { type SampleReader, WavCodec, type WavFormat } from './wavFormat.js';
import { paddedReader } from './wavPadding.js';

const PCM_READERS: Readonly<Record<number, SampleReader>> = {
  1: (view, offset) => view.getUint8(offset) / 128 - 1,
  2: (view, offset, little) => view.getInt16(offset, little) / 0x8000,
  3: (view, offset, little) => {
    const high = view.getInt8(little ? offset + 2 : offset);
    return (high * 0x1_0000 + view.getUint16(little ? offset : offset + 1, little)) / 0x80_0000;
  },
  4: (view, offset, little) => view.getInt32(offset, little) / 0x8000_0000,
  5: wideReader(5),
  6: wideReader(6),
  7: wideReader(7),
  8: wideReader(8),
};

const FLOAT_READERS: Readonly<Record<number, SampleReader>> = {
  32: (view, offset, little) => view.getFloat32(offset, little),
  64: (view, offset, little) => view.getFloat64(offset, little),
};

/** More than 32 bits: the upper 32, and what lies below them. */
function wideReader(width: number): SampleReader {
  const below = width - 4;
  return (view, offset, little) => {
    let low = 0;
    for (let i = 0; i < below; i++)
      low = low / 256 + view.getUint8(little ? offset + i : offset + width - 1 - i);
    return (view.getInt32(little ? offset + below : offset, little) + low / 256) / 0x8000_0000;
  };
}

/**
 * How samples of a format are read; undefined if they are not read here. Odd widths such as 12 or 20 bit sit in the upper
 * end of whole bytes, so the bytes alone give the scale.
 *
 * @param samples tell how wide samples are laid out in more bytes than they need, which is done in three ways
 */
export function sampleReader(format: WavFormat, samples: Uint8Array): SampleReader | undefined {
  const { codec, channels, blockBytes, bitsPerSample } = format;
  const width = blockBytes / channels;
  if (codec === WavCodec.pcm && width > Math.ceil(bitsPerSample / 8)) return paddedReader(format, samples);
  switch (codec) {
    case WavCodec.pcm:
      return PCM_READERS[width];
    case WavCodec.float:
      return 8 * width === bitsPerSample ? FLOAT_READERS[bitsPerSample] : undefined;
    case WavCodec.aLaw:
      return width === 1 ? (view, offset) => A_LAW[view.getUint8(offset)]! : undefined;
    case WavCodec.muLaw:
      return width === 1 ? (view, offset) => MU_LAW[view.getUint8(offset)]! : undefined;
    default:
      return undefined;
  }
}
