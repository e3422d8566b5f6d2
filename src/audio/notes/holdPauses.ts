import { valueBetween } from '../../shared/dsp/valueBetween.js';

/** Frames of 23 ms at 22.05 kHz. */
const FRAME_HOPS = 2;
/** A result may be so much louder than its content at a moment: 6 dB, for notes that begin harder. */
const MOST = 2;
/** Power of samples that are silence, -100 dB. */
const SILENCE = 1e-10;

/**
 * The result with no moment louder than the content's by more than 6 dB: what long frames let run into pauses is taken out of
 * them, and silence stays silence.
 *
 * @param content as long as `result`
 * @param hopSamples between frames
 */
export function holdPauses(content: Float32Array, result: Float32Array, hopSamples: number): Float32Array {
  const [before, after] = [content, result].map((signal) => framePowers(signal, hopSamples));
  const gains = before!.map((power, t) => {
    return after![t]! > SILENCE ? Math.min(1, MOST * Math.sqrt(power / after![t]!)) : 1;
  });
  return result.map((x, i) => x * valueBetween(gains, i / hopSamples));
}

/** Mean squares of frames that are centred on multiples of the hop. */
function framePowers(signal: Float32Array, hopSamples: number): Float32Array {
  const reach = (FRAME_HOPS * hopSamples) / 2;
  return Float32Array.from({ length: 1 + Math.ceil(signal.length / hopSamples) }, (_, t) => {
    const frame = signal.subarray(Math.max(0, t * hopSamples - reach), t * hopSamples + reach);
    return frame.reduce((sum, x) => sum + x * x, 0) / Math.max(1, frame.length);
  });
}
