import { resample } from '../shared/dsp/resample.js';
import type { Recipe } from './recipe.js';
import { splitChannels, workingGain } from './render/channels.js';
import { withHighBand } from './render/highBand.js';
import type { MixedSignals } from './render/pieceMixer.js';
import type { Sound } from './sound.js';
import type { Part } from './stereo.js';

/** A part of a content at the rate and level that is worked at. */
export interface WorkingPart extends Part {
  /** What lead and rest were amplified by. */
  readonly gain: number;
}

/** Takes a part of a content to the working rate and level. */
export async function toWorking(
  { lead, rest }: Part,
  rateHz: number,
  { sampleRateHz }: Recipe,
): Promise<WorkingPart> {
  const down = (x: Float32Array) => resample(x, rateHz, sampleRateHz);
  const low = await down(lead);
  const gain = workingGain(low);
  const scale = (x: Float32Array) => x.map((v) => v * gain);
  return { lead: scale(low), rest: rest && scale(await down(rest)), gain };
}

/** The lead of a style, at the working rate and level. */
export async function styleSignal(style: Sound, recipe: Recipe): Promise<Float32Array> {
  const { lead } = splitChannels(style);
  return (await toWorking({ lead, rest: undefined }, style.sampleRateHz, recipe)).lead;
}

/** Takes what became of a part back to the rate and level that it came with. */
export async function fromWorking(
  original: Part,
  rateHz: number,
  working: WorkingPart,
  mixed: MixedSignals,
  { sampleRateHz: workingRateHz }: Recipe,
): Promise<Part> {
  const render = (whole: Float32Array, before: Float32Array, after: Float32Array) => {
    const scale = (x: Float32Array) => x.map((v) => v / working.gain);
    const change = { workingRateHz, before: scale(before), after: scale(after), highGain: mixed.highGain };
    return withHighBand(whole, rateHz, change);
  };
  const hasRest = original.rest && working.rest && mixed.rest;
  return {
    lead: await render(original.lead, working.lead, mixed.lead),
    rest: hasRest ? await render(original.rest, working.rest, mixed.rest) : undefined,
  };
}
