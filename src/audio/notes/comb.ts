import { lobe, type NoteSpectrum } from './noteSpectrum.js';

/** Partials of a note: those of 230 Hz reach the end of the band. */
export const PARTIALS = 48;
/** Lobes grow wider by this share of their frequency, as notes are a little out of tune and strings are stiff. */
const WIDENING = 0.004;

/** The partials of a pitch as they show in a spectrum: entry by entry, bins go up. */
export interface Comb {
  readonly bin: Int32Array;
  /** 0 is the fundamental. */
  readonly partial: Uint8Array;
  /** Amplitude of the entry for a partial of 1. */
  readonly shape: Float32Array;
}

/** The partials of a pitch below the end of the band. */
export function combOf(pitchHz: number, { stft, sampleRateHz, spectrum }: NoteSpectrum): Comb {
  const [bin, partials, shape]: [number[], number[], number[]] = [[], [], []];
  for (let partial = 0; partial < PARTIALS; partial++) {
    const centre = ((partial + 1) * pitchHz * stft.fftSamples) / sampleRateHz;
    const stretch = 1 + 0.5 * WIDENING * centre;
    const last = Math.floor(centre + 2 * stretch);
    if (last >= spectrum.bins) break;
    for (let b = Math.max(0, Math.ceil(centre - 2 * stretch)); b <= last; b++) {
      bin.push(b);
      partials.push(partial);
      shape.push(lobe((b - centre) / stretch));
    }
  }
  return {
    bin: Int32Array.from(bin),
    partial: Uint8Array.from(partials),
    shape: Float32Array.from(shape),
  };
}
