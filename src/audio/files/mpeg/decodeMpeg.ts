import { MPEGDecoder } from 'mpg123-decoder';
import { type Decoded, firstLoss, partLength, type SoundPart, slicePart } from '../decoded.js';
import type { DecodedStore } from '../decodedStore.js';
import { layoutOf, type MpegLayout, type MpegRun, type MpegStream } from './mpegLayout.js';

/** The delay of every decoder of layer III in samples; encoders do not count it in theirs (LAME's technical FAQ). */
const DECODER_DELAY = 529;
/** Some encoders count the frame that says how many there are. */
const MISCOUNT_FRAMES = 1;

interface DecodedStream {
  readonly parts: readonly SoundPart[];
  readonly loss: string | undefined;
}

/**
 * Decodes MPEG audio, layers I to III. Each run of equal frames is given to a decoder of its own, and has to come out as long
 * and at the rate that its headers say. Delay and padding of the encoder are cut off where the file states them.
 *
 * @param bytes without tags at its ends
 * @param store where samples go
 */
export async function decodeMpeg(bytes: Uint8Array, store: DecodedStore): Promise<Decoded> {
  const layout = layoutOf(bytes);
  const isFree = layout.streams.some(({ runs }) =>
    runs.some(({ header }) => header.frameBytes === undefined),
  );
  if (isFree) throw new Error('MP3 of free format, whose frames have no bit rate, is not read');
  const streams: DecodedStream[] = [];
  for (const stream of layout.streams) streams.push(await decodeStream(bytes, stream, store));
  const { brokenFrames } = layout;
  const broken =
    brokenFrames > 0 ? `the file is damaged: bytes of ${brokenFrames} frames are missing` : undefined;
  return {
    parts: streams.flatMap(({ parts }) => parts),
    loss: firstLoss([broken, ...streams.map(({ loss }) => loss)]),
    remarks: remarksOn(layout),
  };
}

function remarksOn({ strayBytes, isCut }: MpegLayout): string[] {
  return [
    ...(strayBytes > 0
      ? [`${strayBytes} bytes of the file are no frames of sound and were passed over`]
      : []),
    ...(isCut ? ['the last frame of the file is cut off and was left out'] : []),
  ];
}

async function decodeStream(
  bytes: Uint8Array,
  { info, runs }: MpegStream,
  store: DecodedStore,
): Promise<DecodedStream> {
  const parts: SoundPart[] = [];
  for (const run of runs) parts.push(await decodeRun(bytes, run, store));
  const frames = runs.reduce((sum, run) => sum + run.frames.length, 0);
  const promised = info?.frames ?? frames;
  const isShort = frames < promised - MISCOUNT_FRAMES;
  const loss = isShort
    ? `the file is cut short: its header promises ${promised} frames, ${frames} are there`
    : undefined;
  if (info?.delay === undefined || info.padding === undefined) return { parts, loss };
  const isAll = Math.abs(frames - promised) <= MISCOUNT_FRAMES;
  const padding = isAll ? Math.max(0, info.padding - DECODER_DELAY) : 0;
  return { parts: cutEnds(parts, info.delay + DECODER_DELAY, padding), loss };
}

/** Takes samples off the first part, and off the last. */
function cutEnds(parts: readonly SoundPart[], start: number, end: number): SoundPart[] {
  return parts.map((part, i) => {
    const length = partLength(part);
    const from = i === 0 ? Math.min(start, length) : 0;
    const to = i === parts.length - 1 ? Math.max(from, length - end) : length;
    return slicePart(part, from, to);
  });
}

/** Frames that are decoded at a time: some 6 s. */
const BATCH_FRAMES = 256;

/** @throws Error if what comes out is not what the headers say */
async function decodeRun(
  bytes: Uint8Array,
  { header, frames }: MpegRun,
  store: DecodedStore,
): Promise<SoundPart> {
  const { sampleRateHz, channels, frameSamples } = header;
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  const part = store.part();
  const rates = new Set<number>();
  for (let first = 0; first < frames.length; first += BATCH_FRAMES) {
    const batch = frames
      .slice(first, first + BATCH_FRAMES)
      .map(({ start, end }) => bytes.subarray(start, end));
    const { channelData, samplesDecoded, sampleRate } = decoder.decode(Buffer.concat(batch));
    if (samplesDecoded > 0) rates.add(sampleRate);
    // The decoder makes two channels of one.
    part.append(channelData.slice(0, channels));
  }
  decoder.free();
  const expected = frames.length * frameSamples;
  if (rates.size > 1 || !rates.has(sampleRateHz) || part.length !== expected) {
    const result = `${part.length} samples at ${[...rates].join(' and ')} Hz`;
    throw new Error(
      `its ${frames.length} frames became ${result} in place of ${expected} at ${sampleRateHz} Hz`,
    );
  }
  return { sampleRateHz, channels: part.channels() };
}
