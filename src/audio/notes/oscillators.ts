import { PARTIALS } from './comb.js';
import type { VoicePartials } from './partials.js';

/** What is played. */
export interface PlayedVoice extends Pick<VoicePartials, 'pitchHz' | 'amplitude'> {
  /** Phases of the fundamental to keep to, NaN where there are none, [frames]; left out: none. */
  readonly phase?: Float32Array;
}

/** Of the way to the phase that is kept to, what a frame goes. */
const PULL = 0.3;

/**
 * Adds a voice to a signal: one oscillator for each partial, whose phase goes on from frame to frame; amplitude and pitch
 * go from one frame's to the next one's along lines (Serra & Smith 1990). The fundamental keeps to phases that are given, and the
 * others to it, so that pieces of a sound that overlap agree where one fades into the other.
 *
 * @param hopSamples between frames, the first of which is centred on sample 0
 */
export function addVoice(
  signal: Float32Array,
  { pitchHz, amplitude, phase: given }: PlayedVoice,
  hopSamples: number,
  sampleRateHz: number,
): void {
  let phase = 0;
  for (let t = 0; t + 1 < pitchHz.length; t++) {
    const [from, to] = [pitchHz[t]! || pitchHz[t + 1]!, pitchHz[t + 1]! || pitchHz[t]!];
    if (from === 0) continue;
    const error = turnTo((given?.[t] ?? Number.NaN) - phase);
    const begins = t === 0 || pitchHz[t - 1] === 0;
    if (begins) phase += error;
    const pull = begins ? 0 : (PULL * error) / hopSamples;
    const phases = new Float64Array(hopSamples);
    for (let i = 0; i < hopSamples; i++) {
      phases[i] = phase;
      phase += (2 * Math.PI * (from + ((to - from) * i) / hopSamples)) / sampleRateHz + pull;
    }
    addFrame(signal.subarray(t * hopSamples, (t + 1) * hopSamples), phases, amplitude, t);
  }
}

/** An angle as the shortest turn, -pi .. pi; 0 for NaN. */
function turnTo(angle: number): number {
  return Number.isNaN(angle) ? 0 : angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

function addFrame(segment: Float32Array, phases: Float64Array, amplitude: Float32Array, t: number): void {
  for (let k = 0; k < PARTIALS; k++) {
    const [a, b] = [amplitude[t * PARTIALS + k]!, amplitude[(t + 1) * PARTIALS + k]!];
    if (a === 0 && b === 0) continue;
    for (let i = 0; i < segment.length; i++) {
      segment[i] = segment[i]! + (a + ((b - a) * i) / phases.length) * Math.sin((k + 1) * phases[i]!);
    }
  }
}
