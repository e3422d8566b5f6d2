import { PARTIALS } from './comb.js';
import { LOBE_POWER, lobe, type NoteSpectrum } from './noteSpectrum.js';
import type { Voice } from './voice.js';

/** The partials of a voice as they are in a sound. */
export interface VoicePartials {
  /** 0 where it is silent, [frames]. */
  readonly pitchHz: Float32Array;
  /** Amplitudes, [frames, PARTIALS]; 0 beyond the end of the band and where the voice is silent. */
  readonly amplitude: Float32Array;
  /** Of the fundamental in the middle of frames, as that of a sine; NaN where it is too weak to tell, [frames]. */
  readonly phase: Float32Array;
  /** Of the power where its partials are, the share that is its own, 0..1, [frames]. */
  readonly share: Float32Array;
}

/** How many partials of a pitch are below the end of the band; none of no pitch. */
export function partialsBelow(pitchHz: number, { sampleRateHz, stft }: NoteSpectrum): number {
  const lastHz = sampleRateHz / 2 - (3 * sampleRateHz) / stft.fftSamples;
  return pitchHz > 0 ? Math.min(PARTIALS, Math.floor(lastHz / pitchHz)) : 0;
}

/** The amplitudes of the partials of a frame that are below the end of the band. */
export function frameOf({ pitchHz, amplitude }: VoicePartials, t: number, note: NoteSpectrum): Float32Array {
  return amplitude.subarray(t * PARTIALS, t * PARTIALS + partialsBelow(pitchHz[t]!, note));
}

/** Reads the amplitudes of the partials of voices; where several voices have one, each gets its share of the power. */
export function readPartials(note: NoteSpectrum, voices: readonly Voice[]): VoicePartials[] {
  const { frames, bins } = note.spectrum;
  const read = voices.map(({ pitchHz }) => ({
    pitchHz,
    amplitude: new Float32Array(frames * PARTIALS),
    phase: new Float32Array(frames).fill(Number.NaN),
    share: new Float32Array(frames),
  }));
  const all = new Float64Array(bins);
  for (let t = 0; t < frames; t++) {
    all.fill(0);
    for (const { pitchHz, expected } of voices) {
      const amplitudes = expected?.subarray(t * PARTIALS, (t + 1) * PARTIALS);
      if (amplitudes) forLobes(pitchHz[t]!, amplitudes, note, (b, a) => (all[b] = all[b]! + a * a));
    }
    for (const [i, voice] of voices.entries()) readFrame(read[i]!, voice, t, all, note);
  }
  return read;
}

/** Calls `visit` with every bin that partials show in, and their amplitude there. */
export function forLobes(
  pitchHz: number,
  amplitudes: Float32Array,
  note: NoteSpectrum,
  visit: (bin: number, amplitude: number) => void,
): void {
  const count = partialsBelow(pitchHz, note);
  for (let k = 0; k < count; k++) {
    const centre = binOf((k + 1) * pitchHz, note);
    for (let b = Math.ceil(centre - 2); b <= centre + 2; b++) visit(b, amplitudes[k]! * lobe(b - centre));
  }
}

const binOf = (hz: number, { stft, sampleRateHz }: NoteSpectrum) => (hz * stft.fftSamples) / sampleRateHz;

function readFrame(
  read: VoicePartials,
  { pitchHz, expected }: Voice,
  t: number,
  all: Float64Array,
  note: NoteSpectrum,
): void {
  const { amplitude, spectrum } = note;
  const count = partialsBelow(pitchHz[t]!, note);
  let [its, everyones] = [0, 0];
  for (let k = 0; k < count; k++) {
    const centre = binOf((k + 1) * pitchHz[t]!, note);
    const middle = Math.round(centre);
    let power = 0;
    for (let b = middle - 2; b <= middle + 2; b++) power += amplitude[t * spectrum.bins + b]! ** 2;
    const its2 = expected ? (expected[t * PARTIALS + k]! * lobe(middle - centre)) ** 2 : 0;
    const share = expected && all[middle]! > 0 ? Math.min(1, its2 / all[middle]!) : 1;
    its += share * power;
    everyones += power;
    read.amplitude[t * PARTIALS + k] = Math.sqrt((share * power) / LOBE_POWER);
  }
  read.share[t] = everyones > 0 ? its / everyones : 0;
  if (count > 0 && read.amplitude[t * PARTIALS]! ** 2 > WEAKEST_FUNDAMENTAL * its) {
    read.phase[t] = phaseAt(Math.round(binOf(pitchHz[t]!, note)), t, note);
  }
}

/** A fundamental with less of the power of a note, -26 dB, does not tell its phase. */
const WEAKEST_FUNDAMENTAL = 0.0025;

/** The phase of a sine in the middle of a frame: windows are symmetrical, and transforms begin half a frame before. */
function phaseAt(bin: number, t: number, { spectrum: { re, im, bins } }: NoteSpectrum): number {
  const index = t * bins + bin;
  return Math.atan2(im[index]!, re[index]!) + Math.PI * (bin + 0.5);
}
