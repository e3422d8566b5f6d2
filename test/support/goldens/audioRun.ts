/** Runs and judges the transfers of sounds that are held to goldens. */
import {
  compare,
  measure,
  readSound,
  type Sound,
  type TransferAudioOptions,
  transferAudio,
} from '../../../src/audio/index.js';
import type { AudioCase, SoundPart } from './audioCases.js';
import type { Verdict } from './golden.js';
import { type Losses, StepLog } from './stepLog.js';

/** The sound of a run at some time, and by how many decades the loss had fallen by then. */
export interface AudioResult {
  readonly sound: Sound;
  readonly fall: number;
}

/** What came of a run. */
export interface AudioOutcome extends Losses {
  readonly last: AudioResult;
  /** The best that there was after a quarter of the iterations; the content if nothing is optimised. */
  readonly quarter: AudioResult;
}

/** A part of a fixture. */
export async function soundOf({ name, startS, lengthS }: SoundPart): Promise<Sound> {
  const { channels, sampleRateHz } = await readSound(`fixtures/audio/${name}.wav`);
  const [start, length] = [startS, lengthS].map((seconds) => Math.round(seconds * sampleRateHz)) as [
    number,
    number,
  ];
  return { sampleRateHz, channels: channels.map((channel) => channel.slice(start, start + length)) };
}

/** Runs a case. @param changes of its options */
export async function runAudio(
  given: AudioCase,
  changes: Partial<TransferAudioOptions> = {},
): Promise<AudioOutcome> {
  const log = new StepLog();
  const previews: Sound[] = [];
  const content = await soundOf(given.content);
  const options = {
    content,
    style: await soundOf(given.style),
    device: 'cpu',
    ...given.options,
    ...changes,
  } as const;
  const { sound } = await transferAudio({
    ...options,
    reporter: log,
    preview: {
      every: Math.max(1, Math.ceil((options.iterations ?? given.planned) / 4)),
      onSound: (heard) => previews.push(heard),
    },
  });
  const losses = log.losses();
  return {
    ...losses,
    last: { sound, fall: losses.fall },
    quarter: { sound: previews[0] ?? content, fall: losses.fallOfQuarter },
  };
}

/** Says how good results of a case are. */
export async function audioJudge(given: AudioCase): Promise<(result: AudioResult) => Promise<Verdict>> {
  const before = await soundOf(given.content);
  const [content, style] = [await measure(before), await measure(await soundOf(given.style))];
  return async ({ sound, fall }) => {
    const { timbreGap, gramGap, chroma, rhythm } = compare(content, await measure(sound, before), style);
    return { timbreGap, gramGap, chroma, rhythm, fall };
  };
}
