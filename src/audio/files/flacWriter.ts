import loadFlac from 'libflacjs';
import { NstError } from '../../shared/errors.js';
import type { Rng } from '../../shared/rng.js';
import { lengthOf, type Sound } from '../sound.js';
import { quantiseFor } from './wavWriter.js';

/** libFLAC's own default. */
const COMPRESSION_LEVEL = 5;
/** Samples (of all channels) handed over at a time, so that the encoder's heap stays small. */
const PIECE = 1 << 16;

/**
 * The sound as a FLAC file, by libFLAC; samples that are rounded to 16 bit get TPDF dither from `rng`. FLAC holds whole numbers only.
 *
 * @throws NstError NST_BAD_OPTION for float samples, NST_BAD_OUTPUT if the encoder refuses the sound
 */
export async function encodeFlac(sound: Sound, encoding: '16' | '24', rng: Rng): Promise<Uint8Array> {
  // Its WebAssembly build cannot be loaded by current Node; the one in plain JavaScript can, and encodes a
  // minute of stereo in two seconds.
  const flac = loadFlac('release.asmjs');
  if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', () => resolve()));
  const { channels, sampleRateHz } = sound;
  const length = lengthOf(sound);
  const bits = Number(encoding);
  const encoder = flac.create_libflac_encoder(
    sampleRateHz,
    channels.length,
    bits,
    COMPRESSION_LEVEL,
    length,
    false,
  );
  const pieces: Uint8Array[] = [];
  let info: StreamInfo | undefined;
  const status = flac.init_encoder_stream(
    encoder,
    (bytes) => {
      pieces.push(bytes.slice());
    },
    (metadata) => {
      info = metadata;
    },
  );
  const samples = interleave(channels.map((channel) => quantiseFor(encoding, channel, rng)));
  let good = encoder !== 0 && status === 0;
  for (let start = 0; good && start < samples.length; start += PIECE * channels.length) {
    const piece = samples.slice(start, start + PIECE * channels.length);
    good = Boolean(
      flac.FLAC__stream_encoder_process_interleaved(encoder, piece, piece.length / channels.length),
    );
  }
  good = good && Boolean(flac.FLAC__stream_encoder_finish(encoder));
  flac.FLAC__stream_encoder_delete(encoder);
  if (!good || info === undefined) {
    const layout = `${channels.length} channels at ${sampleRateHz} Hz`;
    throw new NstError('NST_BAD_OUTPUT', `the FLAC encoder refuses ${layout}; write a WAV file`);
  }
  return completeHeader(Buffer.concat(pieces), info);
}

/** What libFLAC knows at the end and could not write at the start. */
interface StreamInfo {
  readonly min_framesize: number;
  readonly max_framesize: number;
  readonly md5sum: string;
}

/** Fills in frame sizes and checksum, which a stream encoder leaves empty (FLAC format, STREAMINFO block). */
function completeHeader(file: Buffer, info: StreamInfo): Uint8Array {
  file.writeUIntBE(info.min_framesize, 12, 3);
  file.writeUIntBE(info.max_framesize, 15, 3);
  file.write(info.md5sum, 26, 'hex');
  return file;
}

function interleave(channels: readonly Int32Array[]): Int32Array {
  const count = channels.length;
  const out = new Int32Array(count * (channels[0]?.length ?? 0));
  channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++) out[i * count + c] = channel[i]!;
  });
  return out;
}
