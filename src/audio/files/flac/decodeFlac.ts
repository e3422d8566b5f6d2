import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { type Decoded, firstLoss, partLength, type SoundPart } from '../decoded.js';
import type { DecodedStore } from '../decodedStore.js';
import { type FlacFrame, flacFrameFrom } from './flacFrame.js';
import { isFlacStart, readStreamInfo, type StreamInfo } from './streamInfo.js';

/** A stream in a file: files may be joined. */
interface FlacStream {
  readonly info: StreamInfo;
  readonly frames: FlacFrame[];
}

interface FlacLayout {
  readonly streams: readonly FlacStream[];
  /** Bytes between frames and behind them. */
  readonly strayBytes: number;
}

/** Frames one after the other that have the rate and the channels of the first. */
type FlacRun = readonly FlacFrame[];

/**
 * Decodes FLAC. Frames are found here, by their checksums, since the decoder leaves out some; each run of equal ones is given
 * to a decoder of its own.
 *
 * @param bytes without tags at its ends
 * @param store where samples go
 */
export async function decodeFlac(bytes: Uint8Array, store: DecodedStore): Promise<Decoded> {
  const { streams, strayBytes } = layoutOf(bytes);
  const parts: SoundPart[] = [];
  const losses: (string | undefined)[] = [];
  for (const stream of streams) {
    const decoded = await decodeStream(bytes, stream, store);
    parts.push(...decoded);
    losses.push(lossOf(stream, decoded));
  }
  const stray = strayBytes > 0 ? `${strayBytes} bytes of the file are no blocks of sound` : undefined;
  const remarks = stray === undefined ? [] : [`${stray} and were passed over`];
  const isKnown = streams.every(({ info }) => info.samples > 0);
  // Where nobody knows how much there was, stray bytes may be what is missing.
  const unknown = stray === undefined || isKnown ? undefined : `the file is damaged: ${stray}`;
  return { parts, loss: firstLoss([...losses, unknown]), remarks: unknown === undefined ? remarks : [] };
}

function layoutOf(bytes: Uint8Array): FlacLayout {
  const streams: FlacStream[] = [];
  let [offset, strayBytes] = [0, 0];
  while (offset < bytes.length) {
    const info = isFlacStart(bytes, offset) ? readStreamInfo(bytes, offset) : undefined;
    if (info) streams.push({ info, frames: [] });
    const frame = info || streams.length === 0 ? undefined : flacFrameFrom(bytes, offset);
    if (frame) streams.at(-1)!.frames.push(frame);
    const isStray = !info && !frame;
    strayBytes += isStray ? 1 : 0;
    offset = info?.end ?? frame?.end ?? offset + 1;
  }
  return { streams, strayBytes };
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function lossOf({ info, frames }: FlacStream, parts: readonly SoundPart[]): string | undefined {
  const there = sum(frames.map(({ header }) => header.samples));
  const decoded = sum(parts.map(partLength));
  const promised = Math.max(info.samples, there);
  if (decoded >= promised) return undefined;
  return `the file is cut short: the header promises ${promised} samples, ${decoded} could be decoded`;
}

async function decodeStream(
  bytes: Uint8Array,
  { info, frames }: FlacStream,
  store: DecodedStore,
): Promise<SoundPart[]> {
  const parts: SoundPart[] = [];
  for (const run of runsOf(frames)) parts.push(await decodeRun(bytes, info, run, store));
  return parts.filter((part) => partLength(part) > 0);
}

function runsOf(frames: readonly FlacFrame[]): FlacRun[] {
  const runs: FlacFrame[][] = [];
  for (const frame of frames) {
    const first = runs.at(-1)?.[0]?.header;
    const { channels, sampleRateHz } = frame.header;
    if (first?.channels === channels && first.sampleRateHz === sampleRateHz) runs.at(-1)!.push(frame);
    else runs.push([frame]);
  }
  return runs;
}

/** Frames that are decoded at a time: some 6 s. */
const BATCH_FRAMES = 64;

async function decodeRun(
  bytes: Uint8Array,
  info: StreamInfo,
  run: FlacRun,
  store: DecodedStore,
): Promise<SoundPart> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  const part = store.part();
  for (let first = 0; first < run.length; first += BATCH_FRAMES) {
    const frames = run.slice(first, first + BATCH_FRAMES).map(({ start, end }) => bytes.subarray(start, end));
    // Frames may leave to the header what is the same for all.
    const { channelData, bitDepth } = await decoder.decodeFrames(
      first === 0 ? [info.head, ...frames] : frames,
    );
    part.append(channelData.map((channel) => wholeNumbers(channel, bitDepth)));
  }
  decoder.free();
  const { sampleRateHz } = run[0]!.header;
  return { sampleRateHz: sampleRateHz || info.sampleRateHz, channels: part.channels() };
}

/**
 * Samples over the power of two that full scale is; the decoder divides them by the largest instead. What was a whole number of
 * up to 24 bits is one again.
 */
function wholeNumbers(channel: Float32Array, bits: number): Float32Array {
  const fullScale = 2 ** (bits - 1);
  return channel.map((x) => Math.round(x * (fullScale - 1)) / fullScale);
}
