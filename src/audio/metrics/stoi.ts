/** Short-time objective intelligibility (Taal, Hendriks, Heusdens & Jensen, IEEE TASLP 2011), whose section each step is of. */
import { RealFft } from '../../shared/dsp/fft.js';
import { resample } from '../../shared/dsp/resample.js';
import { wholeOf } from '../../shared/dsp/signal.js';
import { midOf } from '../render/channels.js';
import { longSound, type Sound } from '../sound.js';

/** II.A: everything at 10 kHz, in frames of 25.6 ms that overlap by half, zeros to 512 samples. */
const RATE_HZ = 10_000;
const FRAME = 256;
const HOP = 128;
const FFT = 512;
/** II.A: frames that lie so far below the loudest of the clean speech are left out. */
const RANGE_DB = 40;
/** II.A: 15 third octaves, the lowest around 150 Hz. */
const BANDS = 15;
const LOWEST_HZ = 150;
/** II.A: 384 ms are compared at a time. */
const SEGMENT = 30;
/** II.B: the lower bound of the signal-to-distortion ratio, -15 dB. */
const MOST_EXCESS = 10 ** (15 / 20);

/** II.A: the window has no zero at its ends, as in the authors' program. */
const WINDOW = Float64Array.from(
  { length: FRAME },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (FRAME + 1)),
);

/**
 * How well the words of a voice are understood in a result, -1..1: 0.75 is 97 % of the words of everyday sentences, 0.6 is 69 % (eq. 8
 * with the constants for IEEE sentences). Undefined if less than 384 ms are loud enough to be compared.
 */
export async function speechIntelligibility(content: Sound, result: Sound): Promise<number | undefined> {
  const at10kHz = (sound: Sound) => resample(wholeOf(midOf(longSound(sound))), sound.sampleRateHz, RATE_HZ);
  return stoi(await at10kHz(content), await at10kHz(result));
}

/** The same of signals at 10 kHz; what one is longer than the other does not count. */
export function stoi(clean: Float32Array, processed: Float32Array): number | undefined {
  const length = Math.min(clean.length, processed.length);
  const heard = loudFrames(clean.subarray(0, length));
  const [x, y] = [clean, processed].map((signal) => bandsOf(joined(signal, heard)));
  const frames = x!.length / BANDS;
  if (frames < SEGMENT) return undefined;
  let sum = 0;
  for (let last = SEGMENT; last <= frames; last++) {
    for (let band = 0; band < BANDS; band++) {
      sum += segmentCorrelation(segment(x!, last, band), segment(y!, last, band));
    }
  }
  return sum / ((frames - SEGMENT + 1) * BANDS);
}

/** First samples of the frames of the clean speech that are loud enough. */
function loudFrames(clean: Float32Array): number[] {
  const starts = Array.from(
    { length: Math.max(0, Math.floor((clean.length - FRAME) / HOP) + 1) },
    (_, i) => i * HOP,
  );
  const energies = starts.map((start) => WINDOW.reduce((sum, w, i) => sum + (w * clean[start + i]!) ** 2, 0));
  const least = Math.max(...energies) * 10 ** (-RANGE_DB / 10);
  return starts.filter((_, i) => energies[i]! > least);
}

/** Frames of a signal, windowed, one behind the other at half their length. */
function joined(signal: Float32Array, starts: readonly number[]): Float64Array {
  const result = new Float64Array(starts.length > 0 ? (starts.length - 1) * HOP + FRAME : 0);
  for (const [k, start] of starts.entries()) {
    for (const [i, w] of WINDOW.entries())
      result[k * HOP + i] = result[k * HOP + i]! + w * signal[start + i]!;
  }
  return result;
}

/** Amplitudes of third octaves, [frames, 15]. */
function bandsOf(signal: Float64Array): Float64Array {
  const fft = new RealFft(FFT);
  const [re, im] = [new Float32Array(fft.bins), new Float32Array(fft.bins)];
  const frames = Math.max(0, Math.ceil((signal.length - FRAME) / HOP));
  const edges = Array.from({ length: BANDS }, (_, band) =>
    [-1, 1].map((side) => Math.round((LOWEST_HZ * 2 ** ((2 * band + side) / 6) * FFT) / RATE_HZ)),
  );
  const bands = new Float64Array(frames * BANDS);
  const frame = new Float64Array(FFT);
  for (let t = 0; t < frames; t++) {
    for (const [i, w] of WINDOW.entries()) frame[i] = w * signal[t * HOP + i]!;
    fft.forward(frame, re, im, 0);
    for (const [band, [low, high]] of edges.entries()) {
      let power = 0;
      for (let bin = low!; bin < high!; bin++) power += re[bin]! ** 2 + im[bin]! ** 2;
      bands[t * BANDS + band] = Math.sqrt(power);
    }
  }
  return bands;
}

/** One band over the 30 frames before `last`. */
function segment(bands: Float64Array, last: number, band: number): Float64Array {
  return Float64Array.from({ length: SEGMENT }, (_, i) => bands[(last - SEGMENT + i) * BANDS + band]!);
}

/** II.B, eq. 3 to 5: the correlation with what is brought to the level of the clean speech and clipped. */
function segmentCorrelation(x: Float64Array, y: Float64Array): number {
  const gain = norm(x) / (norm(y) + Number.EPSILON);
  const clipped = y.map((value, i) => Math.min(value * gain, x[i]! * (1 + MOST_EXCESS)));
  const [a, b] = [centred(x), centred(clipped)];
  const product = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return product / ((norm(a) + Number.EPSILON) * (norm(b) + Number.EPSILON));
}

const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.map((x) => x - mean);
}
