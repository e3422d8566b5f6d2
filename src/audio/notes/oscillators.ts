import { PARTIALS } from './comb.js';
import type { VoicePartials } from './partials.js';

/** What is played. */
export interface PlayedVoice extends Pick<VoicePartials, 'pitchHz' | 'amplitude'> {
  /** Phases of the fundamental, NaN where they are not known, [frames]; left out: notes begin with 0. */
  readonly phase?: Float32Array;
}

/**
 * Adds a voice to a signal: one oscillator for each partial, whose phase goes on from frame to frame; amplitude and pitch
 * go from one frame's to the next one's along lines (Serra & Smith 1990). Notes begin so that they soon have the phase of the
 * sound, and pieces that overlap agree where one fades into the other.
 *
 * @param hopSamples between frames, the first of which is centred on sample 0
 */
export function addVoice(
  signal: Float32Array,
  voice: PlayedVoice,
  hopSamples: number,
  sampleRateHz: number,
): void {
  const { pitchHz, amplitude } = voice;
  const turnsPerHz = (2 * Math.PI) / sampleRateHz;
  let phase = 0;
  for (let t = 0; t + 1 < pitchHz.length; t++) {
    const [from, to] = [pitchHz[t]! || pitchHz[t + 1]!, pitchHz[t + 1]! || pitchHz[t]!];
    if (from === 0) continue;
    // A note fades in over the hop before its first frame.
    if (pitchHz[t] === 0 || t === 0) phase = firstPhase(voice, t, hopSamples * turnsPerHz);
    const phases = new Float64Array(hopSamples);
    for (let i = 0; i < hopSamples; i++) {
      phases[i] = phase;
      phase += turnsPerHz * (from + ((to - from) * i) / hopSamples);
    }
    addFrame(signal.subarray(t * hopSamples, (t + 1) * hopSamples), phases, amplitude, t);
  }
}

/** Frames after which an attack, or the mirrored end of a piece, is past. */
const SETTLED = 5;

/** The phase at a frame with which a note that begins there has that of the sound some frames later. */
function firstPhase({ pitchHz, phase }: PlayedVoice, first: number, turnsPerHz: number): number {
  let turned = 0;
  for (let t = first; t < pitchHz.length; t++) {
    const known = phase?.[t] ?? Number.NaN;
    if (t >= first + SETTLED && !Number.isNaN(known)) return known - turned;
    if (t > first && pitchHz[t] === 0) return 0;
    const [from, to] = [pitchHz[t]! || pitchHz[t + 1]!, pitchHz[t + 1]! || pitchHz[t]!];
    turned += (turnsPerHz * (from + to)) / 2;
  }
  return 0;
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
