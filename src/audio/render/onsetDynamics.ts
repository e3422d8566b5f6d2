/** Pauses end when they do in the content: what rings before an attack, within a frame of any transform, is turned down. */
import { decibels, loudLevelDb } from '../../shared/dsp/levels.js';
import type { Signal } from '../../shared/dsp/signal.js';
import { median } from '../../shared/median.js';
import type { Scratch } from '../scratch/scratch.js';
import type { LongSound } from '../sound.js';
import type { Part } from '../stereo.js';
import type { MadePart } from './bandDynamics.js';
import { allowedExcessDb, LOUD_DEPTH_DB } from './dynamicsLimits.js';
import { stepEnergies, withStepGains } from './steps.js';

/** Shorter than any attack that is told from a click. */
const STEP_S = 0.001;
/** Levels are means over the steps before, a period of 60 Hz: they rise when the sound does, and not before. */
const WINDOW_STEPS = 16;
/**
 * Held from 15 to 35 dB, drums in the sound of a guitar close 0.77 of the gap to its timbre, from 25 to 45 dB 0.81, and 0.83 if
 * nothing is held; their gaps are as quiet with both.
 */
const DEPTHS = { freeDb: 25, heldDb: 42 } as const;

/**
 * A changed part of a sound, turned down wherever it is louder, against its own loud parts, than the content is against its:
 * not at all where the content is loud, and the more the quieter it is.
 *
 * @param original as long as `changed`
 */
export function withOnsetDynamics(
  original: Part,
  changed: Part,
  sampleRateHz: number,
  scratch: Scratch,
): MadePart {
  const stepSamples = Math.max(1, Math.round(STEP_S * sampleRateHz));
  const gains = gainsOf(levelsOf(original, stepSamples), levelsOf(changed, stepSamples));
  const apply = (signal: Signal) => scratch.filled(signal.length, withStepGains(signal, gains, stepSamples));
  return { primary: apply(changed.primary), secondary: changed.secondary && apply(changed.secondary) };
}

/** The same of all channels of a sound, one or two. @param result as long as the content, with as many channels */
export function withContentOnsets(result: LongSound, content: LongSound, scratch: Scratch): LongSound {
  const partOf = ({ channels }: LongSound): Part => ({ primary: channels[0]!, secondary: channels[1] });
  const { sampleRateHz } = result;
  const { primary, secondary } = withOnsetDynamics(partOf(content), partOf(result), sampleRateHz, scratch);
  return { sampleRateHz, channels: secondary ? [primary, secondary] : [primary] };
}

/** Factors for steps by the levels that they have in the content, and in what became of it. */
function gainsOf(wanted: Float32Array, present: Float32Array): Float32Array {
  const loudDb = loudLevelDb(wanted);
  const differences = present.map((level, i) => level - wanted[i]!);
  const offsetDb = median(differences.filter((_, i) => loudDb - wanted[i]! <= LOUD_DEPTH_DB));
  return differences.map((difference, i) => {
    const excessDb = difference - offsetDb - allowedExcessDb(loudDb - wanted[i]!, DEPTHS);
    return 10 ** (-Math.max(0, excessDb) / 20);
  });
}

/** Mean levels over the time before each step ends, in dB. */
function levelsOf(part: Part, stepSamples: number): Float32Array {
  const energies = stepEnergies(part, stepSamples);
  return Float32Array.from(energies, (_, i) => {
    const window = energies.subarray(Math.max(0, i - WINDOW_STEPS + 1), i + 1);
    return decibels(window.reduce((sum, energy) => sum + energy, 0) / (window.length * stepSamples));
  });
}
