/** Runs and judges the transfers of sounds that are held to goldens. */
import {
  compare,
  measure,
  readSound,
  type Sound,
  type TransferAudioOptions,
  transferAudio,
} from '../../../src/audio/index.js';
import { type HeardIn, heardIn, type Measures } from '../../../src/audio/metrics/compare.js';
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
export interface AudioJudge {
  of(result: AudioResult): Promise<Verdict>;
  /** The content itself, of which nothing was made. */
  readonly ofNothing: Verdict;
}

/** The judge of a case; parts that several cases have are measured once. */
export async function audioJudge(given: AudioCase): Promise<AudioJudge> {
  const [content, style] = [await measured(given.content), await measured(given.style)];
  const verdict = (result: Measures, fall: number): Verdict => {
    const { timbreGap, gramGap, chroma, rhythm } = compare(content.measures, result, style.measures);
    return { timbreGap, gramGap, chroma, rhythm, fall };
  };
  return {
    of: async ({ sound, fall }) => verdict(await measure(sound, content.heard), fall),
    ofNothing: verdict(content.measures, 0),
  };
}

interface Measured {
  readonly measures: Measures;
  readonly heard: HeardIn;
}

const known = new Map<string, Promise<Measured>>();

function measured(part: SoundPart): Promise<Measured> {
  const key = JSON.stringify(part);
  const making = known.get(key) ?? measureOf(part);
  known.set(key, making);
  return making;
}

async function measureOf(part: SoundPart): Promise<Measured> {
  const sound = await soundOf(part);
  const heard = await heardIn(sound);
  return { measures: await measure(sound, heard), heard };
}
