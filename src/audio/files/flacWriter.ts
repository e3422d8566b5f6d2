import loadFlac from 'libflacjs';
import { stretchesOf } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import { type LongSound, lengthOf } from '../sound.js';
import { type Patch, quantiserFor } from './encoding.js';
import { withComments } from './vorbisComment.js';

/** libFLAC's own default. */
const COMPRESSION_LEVEL = 5;
/** Samples (of all channels) handed over at a time, so that the encoder's heap stays small. */
const PIECE = 1 << 16;

/** What libFLAC knows at the end and could not write at the start. */
interface StreamInfo {
  readonly min_framesize: number;
  readonly max_framesize: number;
  readonly md5sum: string;
}

/**
 * The sound as a FLAC file, by libFLAC, stretch by stretch, and at last what is to be filled in at its start; samples that are rounded to
 * 16 bit get TPDF dither. FLAC holds whole numbers only.
 *
 * @param seed of the dither of the first channel; each other has the next one
 * @throws NstError NST_BAD_OUTPUT if the encoder refuses the sound
 */
export async function* flacBytes(
  sound: LongSound,
  encoding: '16' | '24',
  seed: number,
  provenance?: Provenance,
): AsyncGenerator<Uint8Array, readonly Patch[]> {
  // Its WebAssembly build cannot be loaded by current Node; the one in plain JavaScript can, and encodes a
  // minute of stereo in two seconds.
  const flac = loadFlac('release.asmjs');
  if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', () => resolve()));
  const { channels, sampleRateHz } = sound;
  const pieces: Uint8Array[] = [];
  const taken = () => Buffer.concat(pieces.splice(0));
  let info: StreamInfo | undefined;
  const encoder = flac.create_libflac_encoder(
    sampleRateHz,
    channels.length,
    Number(encoding),
    COMPRESSION_LEVEL,
    lengthOf(sound),
    false,
  );
  const status = flac.init_encoder_stream(
    encoder,
    (bytes) => {
      pieces.push(bytes.slice());
    },
    (metadata) => {
      info = metadata;
    },
  );
  try {
    let good = encoder !== 0 && status === 0;
    const head = taken();
    if (good) yield provenance ? withComments(head, provenance) : head;
    for (const samples of good ? interleavedPieces(sound, encoding, seed) : []) {
      const frames = samples.length / channels.length;
      good &&= Boolean(flac.FLAC__stream_encoder_process_interleaved(encoder, samples, frames));
      if (good) yield taken();
    }
    good &&= Boolean(flac.FLAC__stream_encoder_finish(encoder));
    if (good && info !== undefined) {
      yield taken();
      return patchesFor(info);
    }
  } finally {
    flac.FLAC__stream_encoder_delete(encoder);
  }
  const layout = `${channels.length} channels at ${sampleRateHz} Hz`;
  throw new NstError('NST_BAD_OUTPUT', `the FLAC encoder refuses ${layout}; write a WAV file`);
}

/** Frame sizes and checksum, which a stream encoder leaves empty (FLAC format, STREAMINFO block). */
function patchesFor(info: StreamInfo): Patch[] {
  const sizes = Buffer.alloc(6);
  sizes.writeUIntBE(info.min_framesize, 0, 3);
  sizes.writeUIntBE(info.max_framesize, 3, 3);
  return [
    { position: 12, bytes: sizes },
    { position: 26, bytes: Buffer.from(info.md5sum, 'hex') },
  ];
}

function* interleavedPieces(
  sound: LongSound,
  encoding: '16' | '24',
  seed: number,
): Generator<Int32Array<ArrayBuffer>> {
  const { channels } = sound;
  const quantisers = channels.map((channel, c) => quantiserFor(encoding, channel, seed + c));
  for (const { parts } of stretchesOf(channels)) {
    const samples = interleave(parts.map((part, c) => quantisers[c]!(part)));
    const step = PIECE * channels.length;
    for (let start = 0; start < samples.length; start += step) yield samples.slice(start, start + step);
  }
}

function interleave(channels: readonly Int32Array[]): Int32Array<ArrayBuffer> {
  const count = channels.length;
  const out = new Int32Array(count * (channels[0]?.length ?? 0));
  channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++) out[i * count + c] = channel[i]!;
  });
  return out;
}
