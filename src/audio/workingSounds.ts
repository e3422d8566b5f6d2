import { mapped, type Signal } from '../shared/dsp/signal.js';
import type { Recipe } from './recipe.js';
import { type MadePart, withBandDynamics } from './render/bandDynamics.js';
import { type Block, blocksOf, innerOf, rangeOf } from './render/blocks.js';
import { splitChannels, workingGain } from './render/channels.js';
import { belowRate, withHighBand } from './render/highBand.js';
import { withOnsetDynamics } from './render/onsetDynamics.js';
import type { MixedSignals } from './render/pieceMixer.js';
import { resampled } from './render/resampled.js';
import { withoutRumble } from './render/rumble.js';
import type { Scratch } from './scratch/scratch.js';
import type { LongSound } from './sound.js';
import type { Part } from './stereo.js';

/** A part of a content at the rate and level that is worked at. */
export interface WorkingPart extends Part {
  /** What both were amplified by. */
  readonly gain: number;
}

/** Takes a part of a content to the working rate and level. */
export async function toWorking(
  { primary, secondary }: Part,
  rateHz: number,
  { sampleRateHz }: Recipe,
  scratch: Scratch,
): Promise<WorkingPart> {
  const down = (x: Signal) => resampled(x, rateHz, sampleRateHz, scratch);
  const low = await down(primary);
  const gain = workingGain(low);
  const scale = (x: Signal) => mapped(x, (v) => v * gain);
  return { primary: scale(low), secondary: secondary && scale(await down(secondary)), gain };
}

/** The primary signal of a style, at the working rate and level. */
export async function styleSignal(style: LongSound, recipe: Recipe, scratch: Scratch): Promise<Signal> {
  const { primary } = splitChannels(style);
  const part = { primary, secondary: undefined };
  return (await toWorking(part, style.sampleRateHz, recipe, scratch)).primary;
}

/** How a part is taken back. */
export interface ReturnSettings extends Pick<Recipe, 'sampleRateHz' | 'envelope'> {
  /** The highest frequency that the style can have, at most half the working rate. */
  readonly styleHz: number;
}

/** A part at the working rate, and what became of it. */
export interface ChangedPart {
  readonly working: WorkingPart;
  readonly mixed: MixedSignals;
}

/**
 * Takes what became of a part back to the rate and level that it came with; nothing is made that cannot be heard, and nothing is taken
 * that the style cannot have.
 */
export async function fromWorking(
  original: Part,
  rateHz: number,
  { working, mixed }: ChangedPart,
  settings: ReturnSettings,
  scratch: Scratch,
): Promise<Part> {
  const render = async (whole: Signal, before: Signal, after: Signal) => {
    const result = scratch.signal(whole.length);
    const change = { gain: working.gain, before, after, highGain: mixed.highGain };
    for (const block of blocksOf(whole.length, rateHz)) {
      result.append(await renderBlock(block, { whole, rateHz }, change, settings));
    }
    return result;
  };
  const hasSecondary = original.secondary && working.secondary && mixed.secondary;
  const primary = await render(original.primary, working.primary, mixed.primary);
  const secondary = hasSecondary
    ? await render(original.secondary, working.secondary, mixed.secondary)
    : undefined;
  if (settings.envelope !== 'content') return { primary, secondary };
  return HOLDS.reduce<MadePart>(
    (part, hold) => {
      const held = hold(original, part, rateHz, scratch);
      part.primary.release();
      part.secondary?.release();
      return held;
    },
    { primary, secondary },
  );
}

/** What keeps the content's loudness over time, one after the other. */
const HOLDS = [withBandDynamics, withOnsetDynamics] as const;

/** How a signal was changed at the working rate and level. */
interface SignalChange {
  readonly gain: number;
  readonly before: Signal;
  readonly after: Signal;
  readonly highGain: Signal;
}

async function renderBlock(
  block: Block,
  { whole, rateHz }: { readonly whole: Signal; readonly rateHz: number },
  { gain, ...change }: SignalChange,
  { sampleRateHz: workingRateHz, styleHz }: ReturnSettings,
): Promise<Float32Array> {
  const range = rangeOf(block, rateHz, whole.length);
  const low = rangeOf(block, workingRateHz, change.before.length);
  const read = (signal: Signal) => signal.read(low.from, low.to);
  const scaled = (signal: Signal) => read(signal).map((v) => v / gain);
  const ofBlock = {
    workingRateHz,
    before: scaled(change.before),
    after: scaled(change.after),
    highGain: read(change.highGain),
  };
  const original = whole.read(range.from, range.to);
  const moved = await withHighBand(original, rateHz, await belowRate(ofBlock, 2 * styleHz));
  return innerOf(withoutRumble(original, moved, rateHz), range);
}
