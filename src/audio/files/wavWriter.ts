import { quantise } from '../../shared/dsp/dither.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import type { Rng } from '../../shared/rng.js';
import { lengthOf, type Sound } from '../sound.js';
import { infoChunk } from './infoChunk.js';

/** How samples are stored: 16 bit (with dither), 24 bit, or 32 bit float (as they are). */
export type SampleEncoding = '16' | '24' | '32f';

const HEADER_BYTES = 44;
const PCM = 1;
const IEEE_FLOAT = 3;

/**
 * The sound as a WAV file. Samples that are rounded to 16 bit get TPDF dither from `rng`; beyond full scale whole numbers are clipped, floats
 * are not.
 *
 * @param provenance stands behind the samples, see `infoChunk`
 * @throws NstError NST_BAD_OUTPUT beyond 4 GiB
 */
export function encodeWav(
  sound: Sound,
  encoding: SampleEncoding,
  rng: Rng,
  provenance?: Provenance,
): Uint8Array {
  const width = encoding === '16' ? 2 : encoding === '24' ? 3 : 4;
  const { channels, sampleRateHz } = sound;
  const block = width * channels.length;
  const size = lengthOf(sound) * block;
  // Chunks have even sizes; a last byte of padding is not counted in the chunk, only in the file.
  const padding = size % 2;
  const info = provenance ? infoChunk(provenance) : new Uint8Array();
  const end = HEADER_BYTES + size + padding;
  if (end + info.length > 0xffff_ffff) {
    throw new NstError('NST_BAD_OUTPUT', 'the sound is too long for a WAV file (4 GiB); write FLAC');
  }
  const view = new DataView(new ArrayBuffer(end + info.length));
  writeAscii(view, 0, 'RIFF');
  view.setUint32(4, end + info.length - 8, true);
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
  channels.forEach((channel, c) => {
    const slots = { start: HEADER_BYTES + c * width, stride: block };
    writeSamples(view, slots, channel, encoding, rng);
  });
  const bytes = new Uint8Array(view.buffer);
  bytes.set(info, end);
  return bytes;
}

/** @param slots where the samples of a channel go, in bytes */
function writeSamples(
  view: DataView,
  { start, stride }: { readonly start: number; readonly stride: number },
  channel: Float32Array,
  encoding: SampleEncoding,
  rng: Rng,
): void {
  if (encoding === '32f') {
    channel.forEach((x, i) => {
      view.setFloat32(start + i * stride, x, true);
    });
    return;
  }
  const samples = quantiseFor(encoding, channel, rng);
  samples.forEach((x, i) => {
    const offset = start + i * stride;
    view.setInt16(encoding === '16' ? offset : offset + 1, encoding === '16' ? x : x >> 8, true);
    if (encoding === '24') view.setUint8(offset, x & 0xff);
  });
}

/**
 * The channel as whole numbers; only 16 bit is coarse enough for dither to matter, and there is none for a channel that has
 * 16 bits already: it comes out as it is, silence silent.
 */
export function quantiseFor(encoding: '16' | '24', channel: Float32Array, rng: Rng): Int32Array {
  if (encoding === '24') return quantise(channel, 24);
  return quantise(channel, 16, channel.every(is16Bit) ? undefined : rng);
}

function is16Bit(sample: number): boolean {
  const step = sample * 2 ** 15;
  return Number.isInteger(step) && step >= -(2 ** 15) && step < 2 ** 15;
}

function writeAscii(view: DataView, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
}
