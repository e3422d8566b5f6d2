import { resample } from '../shared/dsp/resample.js';
import type { Recipe } from './recipe.js';
import { withBandDynamics } from './render/bandDynamics.js';
import { splitChannels, workingGain } from './render/channels.js';
import { belowRate, withHighBand } from './render/highBand.js';
import { withOnsetDynamics } from './render/onsetDynamics.js';
import type { MixedSignals } from './render/pieceMixer.js';
import { withoutRumble } from './render/rumble.js';
import type { Sound } from './sound.js';
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
): Promise<WorkingPart> {
  const down = (x: Float32Array) => resample(x, rateHz, sampleRateHz);
  const low = await down(primary);
  const gain = workingGain(low);
  const scale = (x: Float32Array) => x.map((v) => v * gain);
  return { primary: scale(low), secondary: secondary && scale(await down(secondary)), gain };
}

/** The primary signal of a style, at the working rate and level. */
export async function styleSignal(style: Sound, recipe: Recipe): Promise<Float32Array> {
  const { primary } = splitChannels(style);
  return (await toWorking({ primary, secondary: undefined }, style.sampleRateHz, recipe)).primary;
}

/** How a part is taken back. */
export interface ReturnSettings extends Pick<Recipe, 'sampleRateHz' | 'envelope'> {
  /** The highest frequency that the style can have, at most half the working rate. */
  readonly styleHz: number;
}

/**
 * Takes what became of a part back to the rate and level that it came with; nothing is made that cannot be heard, and nothing is taken
 * that the style cannot have.
 */
export async function fromWorking(
  original: Part,
  rateHz: number,
  working: WorkingPart,
  mixed: MixedSignals,
  { sampleRateHz: workingRateHz, envelope, styleHz }: ReturnSettings,
): Promise<Part> {
  const render = async (whole: Float32Array, before: Float32Array, after: Float32Array) => {
    const scale = (x: Float32Array) => x.map((v) => v / working.gain);
    const scaled = { workingRateHz, before: scale(before), after: scale(after), highGain: mixed.highGain };
    const change = await belowRate(scaled, 2 * styleHz);
    return withoutRumble(whole, await withHighBand(whole, rateHz, change), rateHz);
  };
  const hasSecondary = original.secondary && working.secondary && mixed.secondary;
  const changed: Part = {
    primary: await render(original.primary, working.primary, mixed.primary),
    secondary: hasSecondary
      ? await render(original.secondary, working.secondary, mixed.secondary)
      : undefined,
  };
  if (envelope !== 'content') return changed;
  return withOnsetDynamics(original, withBandDynamics(original, changed, rateHz), rateHz);
}
