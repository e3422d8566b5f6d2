import { stretchesOf } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import { type LongSound, lengthOf } from '../sound.js';
import { type Quantiser, quantiserFor, type SampleEncoding } from './encoding.js';
import { infoChunk } from './infoChunk.js';

const HEADER_BYTES = 44;
const PCM = 1;
const IEEE_FLOAT = 3;

/** How samples of a sound are laid out. */
interface Layout {
  readonly encoding: SampleEncoding;
  /** Bytes of a sample. */
  readonly width: number;
  /** Bytes of a sample of all channels. */
  readonly block: number;
}

/**
 * The sound as a WAV file, stretch by stretch. Samples that are rounded to 16 bit get TPDF dither; beyond full scale whole numbers are
 * clipped, floats are not.
 *
 * @param seed of the dither of the first channel; each other has the next one
 * @param provenance stands behind the samples, see `infoChunk`
 * @throws NstError NST_BAD_OUTPUT beyond 4 GiB
 */
export function* wavBytes(
  sound: LongSound,
  encoding: SampleEncoding,
  seed: number,
  provenance?: Provenance,
): Generator<Uint8Array, void> {
  const width = encoding === '16' ? 2 : encoding === '24' ? 3 : 4;
  const layout = { encoding, width, block: width * sound.channels.length };
  const size = lengthOf(sound) * layout.block;
  const info = provenance ? infoChunk(provenance) : new Uint8Array();
  yield header(sound, layout, size, info.length);
  const quantisers =
    encoding === '32f' ? undefined : sound.channels.map((x, c) => quantiserFor(encoding, x, seed + c));
  for (const { parts } of stretchesOf(sound.channels)) yield interleaved(parts, layout, quantisers);
  yield new Uint8Array(size % 2);
  yield info;
}

function header({ channels, sampleRateHz }: LongSound, layout: Layout, size: number, infoBytes: number) {
  const { encoding, width, block } = layout;
  // Chunks have even sizes; a last byte of padding is not counted in the chunk, only in the file.
  const total = HEADER_BYTES + size + (size % 2) + infoBytes;
  if (total > 0xffff_ffff) {
    throw new NstError('NST_BAD_OUTPUT', 'the sound is too long for a WAV file (4 GiB); write FLAC');
  }
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  writeAscii(view, 0, 'RIFF');
  view.setUint32(4, total - 8, true);
  writeAscii(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, encoding === '32f' ? IEEE_FLOAT : PCM, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * block, true);
  view.setUint16(32, block, true);
  view.setUint16(34, 8 * width, true);
  writeAscii(view, 36, 'data');
  view.setUint32(40, size, true);
  return new Uint8Array(view.buffer);
}

function interleaved(
  parts: readonly Float32Array[],
  { encoding, width, block }: Layout,
  quantisers: readonly Quantiser[] | undefined,
): Uint8Array {
  const view = new DataView(new ArrayBuffer((parts[0]?.length ?? 0) * block));
  for (const [c, samples] of parts.entries()) {
    const slots = { start: c * width, stride: block };
    if (quantisers) writeWhole(view, slots, quantisers[c]!(samples), encoding);
    else for (const [i, x] of samples.entries()) view.setFloat32(slots.start + i * block, x, true);
  }
  return new Uint8Array(view.buffer);
}

/** @param slots where the samples of a channel go, in bytes */
function writeWhole(
  view: DataView,
  { start, stride }: { readonly start: number; readonly stride: number },
  samples: Int32Array,
  encoding: SampleEncoding,
): void {
  for (const [i, x] of samples.entries()) {
    const offset = start + i * stride;
    view.setInt16(encoding === '16' ? offset : offset + 1, encoding === '16' ? x : x >> 8, true);
    if (encoding === '24') view.setUint8(offset, x & 0xff);
  }
}

function writeAscii(view: DataView, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
}
