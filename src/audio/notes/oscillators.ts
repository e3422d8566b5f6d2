import { PARTIALS } from './comb.js';
import type { VoicePartials } from './partials.js';

/**
 * Adds a voice to a signal: one oscillator for each partial, whose phase goes on from frame to frame; amplitude and pitch
 * go from one frame's to the next one's along lines (Serra & Smith 1990).
 *
 * @param hopSamples between frames, the first of which is centred on sample 0
 */
export function addVoice(
  signal: Float32Array,
  { pitchHz, amplitude }: Pick<VoicePartials, 'pitchHz' | 'amplitude'>,
  hopSamples: number,
  sampleRateHz: number,
): void {
  let phase = 0;
  for (let t = 0; t + 1 < pitchHz.length; t++) {
    const [from, to] = [pitchHz[t]! || pitchHz[t + 1]!, pitchHz[t + 1]! || pitchHz[t]!];
    if (from === 0) continue;
    const phases = new Float64Array(hopSamples);
    for (let i = 0; i < hopSamples; i++) {
      phases[i] = phase;
      phase += (2 * Math.PI * (from + ((to - from) * i) / hopSamples)) / sampleRateHz;
    }
    addFrame(signal.subarray(t * hopSamples, (t + 1) * hopSamples), phases, amplitude, t);
  }
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
