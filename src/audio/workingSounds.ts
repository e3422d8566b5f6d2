import { resample } from '../shared/dsp/resample.js';
import type { Recipe } from './recipe.js';
import { joinChannels, splitChannels, workingGain } from './render/channels.js';
import { withHighBand } from './render/highBand.js';
import type { MixedSignals } from './render/pieceMixer.js';
import type { Sound } from './sound.js';

/** A content at the rate and level that is worked at. */
export interface WorkingContent {
  readonly lead: Float32Array;
  readonly rest: Float32Array | undefined;
  /** What both were amplified by. */
  readonly gain: number;
}

/** Takes a content to the working rate and level. */
export async function toWorking(content: Sound, { sampleRateHz }: Recipe): Promise<WorkingContent> {
  const { lead, rest } = splitChannels(content);
  const down = (x: Float32Array) => resample(x, content.sampleRateHz, sampleRateHz);
  const low = await down(lead);
  const gain = workingGain(low);
  const scale = (x: Float32Array) => x.map((v) => v * gain);
  return { lead: scale(low), rest: rest && scale(await down(rest)), gain };
}

/** The lead of a style, at the working rate and level. */
export async function styleSignal(style: Sound, recipe: Recipe): Promise<Float32Array> {
  return (await toWorking({ ...style }, recipe)).lead;
}

/** Takes what became of a content back to its rate, level and channels. */
export async function fromWorking(
  content: Sound,
  working: WorkingContent,
  mixed: MixedSignals,
  { sampleRateHz: workingRateHz }: Recipe,
): Promise<Sound> {
  const { sampleRateHz } = content;
  const parts = splitChannels(content);
  const render = (original: Float32Array, before: Float32Array, after: Float32Array) => {
    const scale = (x: Float32Array) => x.map((v) => v / working.gain);
    const change = { workingRateHz, before: scale(before), after: scale(after), highGain: mixed.highGain };
    return withHighBand(original, sampleRateHz, change);
  };
  const lead = await render(parts.lead, working.lead, mixed.lead);
  const hasRest = parts.rest && working.rest && mixed.rest;
  const rest = hasRest ? await render(parts.rest, working.rest, mixed.rest) : undefined;
  return { sampleRateHz, channels: joinChannels({ ...parts, lead, rest }, content.channels.length) };
}
