import type { Signal } from '../../shared/dsp/signal.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { inOrder } from '../../shared/inOrder.js';
import { type Gaussian, GaussianSums, mixGaussians } from '../../shared/linalg/gaussian.js';
import { BlendPool } from '../../shared/terms/blend.js';
import { ENERGIES } from '../../shared/terms/envelope.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import { PEAKS } from '../../shared/terms/peaks.js';
import { PITCHES } from '../../shared/terms/pitch.js';
import { TERMS, type TermSpec } from '../../shared/terms/registry.js';
import { blendMeasures, type Goals, type Measures } from '../../shared/transfer/goals.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { frameEnergies } from '../features/frames.js';
import { blendInstruments, type Instrument } from '../notes/hearNotes.js';
import { readExtended, windowStarts } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import type { SpectralShaper } from '../shape/spectralShape.js';
import { audibleFrames, audibleShares, placesOf } from './audible.js';
import type { SoundReader } from './soundReader.js';

/** What is read of a whole sound in one pass, in memory that does not grow with it (but for 4 bytes a frame). */
export interface SoundMeasures {
  /** Statistics of the terms of style. */
  readonly style: Measures;
  /** Of the logarithms of mel bands in frames that are heard. */
  readonly bands: Gaussian;
  /** Logarithms of the energy of frames, sorted. */
  readonly energies: Float32Array;
  /** What its notes are like, where the recipe plays notes. */
  readonly instrument?: Instrument;
}

/** The same of a content, and what its own losses range over. */
export interface ContentMeasures extends SoundMeasures {
  /** By term: means over all windows, so that a quiet beginning does not speak for the whole. */
  readonly ranges: Readonly<Record<string, Float32Array>>;
}

/** How a sound is read. */
export interface WindowReader {
  readonly reader: SoundReader;
  readonly shaper: SpectralShaper;
  /** Samples of a window. */
  readonly lengthSamples: number;
  /** Samples before the first frame's centre. */
  readonly marginSamples: number;
}

/** The terms of a recipe that compare statistics with the style's: those that can be pooled over windows. */
export function styleTerms({ terms }: Pick<Recipe, 'terms'>): readonly TermSpec[] {
  return terms.filter(({ kind, side = TERMS[kind].side }) => side === 'style' && 'distance' in TERMS[kind]);
}

const isPooled = ({ side, distance }: OpenTerm) => side === 'style' && distance !== undefined;

/** Statistics of windows, taken in one by one. */
class MeasuresPool {
  readonly #pools = new Map<
    string,
    { readonly term: string; readonly name: string; readonly pool: BlendPool }
  >();

  constructor(readonly terms: readonly OpenTerm[]) {}

  add(measures: Measures, share = 1): void {
    for (const { id, blend } of this.terms) {
      for (const [name, value] of Object.entries(measures[id] ?? {})) {
        const key = `${id}/${name}`;
        const known = this.#pools.get(key) ?? { term: id, name, pool: new BlendPool(blend(name)) };
        known.pool.add(value, share);
        this.#pools.set(key, known);
      }
    }
  }

  result(): Measures {
    const all: Record<string, Record<string, ArrayValue>> = {};
    for (const { term, name, pool } of this.#pools.values()) {
      all[term] = { ...all[term], [name]: pool.result() };
    }
    return all;
  }
}

/** Means of what losses range over in windows. */
class MeanRanges {
  readonly #sums = new Map<string, number>();
  #count = 0;

  add(ranges: Goals['ranges']): void {
    this.#count++;
    for (const [id, values] of Object.entries(ranges)) {
      this.#sums.set(id, (this.#sums.get(id) ?? 0) + (values[0] ?? 0));
    }
  }

  result(): Record<string, Float32Array> {
    return Object.fromEntries([...this.#sums].map(([id, sum]) => [id, Float32Array.of(sum / this.#count)]));
  }
}

/** So that a sound has statistics even if nothing of it is louder than its mean. */
const LEAST_SHARE = 1e-6;

const meanOf = (values: Float32Array) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Pitches and peaks range over the same whatever the sound. */
const hasOwnRange = ({ layers }: OpenTerm) => !layers.includes(PITCHES) && !layers.includes(PEAKS);

/** Measures a whole content: what any sound has, and what its own losses range over. */
export async function measureContent(signal: Signal, windows: WindowReader): Promise<ContentMeasures> {
  const { transfer } = windows.reader;
  const ranges = new MeanRanges();
  const measures = await measureWhole(signal, windows, async (window) => {
    const measured = await windows.reader.measure(window, 'content', { only: hasOwnRange });
    const { ranges: ofWindow } = await transfer.prepare(measured);
    return () => ranges.add(ofWindow);
  });
  const envelopes = transfer.terms.filter(({ layers }) => layers.includes(ENERGIES));
  const ofEnvelope = envelopes.map(({ id }) => [id, Float32Array.of(varianceOf(measures.energies))] as const);
  return { ...measures, ranges: { ...ranges.result(), ...Object.fromEntries(ofEnvelope) } };
}

/**
 * Measures a whole sound, window after window; the last one reaches back so that it ends with the sound.
 *
 * @param onWindow reads what else is wanted of each; what comes of that is called in the order of the windows
 */
export async function measureWhole(
  signal: Signal,
  { reader, shaper, lengthSamples, marginSamples }: WindowReader,
  onWindow: (window: Float32Array) => Promise<() => void> = async () => () => {},
): Promise<SoundMeasures> {
  const { transfer } = reader;
  const bands = new GaussianSums(MOMENT_BANDS);
  const pool = new MeasuresPool(transfer.terms.filter(isPooled));
  // Only what is needed of a window is kept: spectrograms of long sounds are large.
  const energies: Float32Array[] = [];
  const measure = async (start: number) => {
    const window = readExtended(signal, start - marginSamples, lengthSamples);
    const ofFrames = frameEnergies(window, reader.stft);
    const shares = audibleShares(ofFrames, reader.stft.shape);
    const measuring = reader.measure(window, 'style', { places: placesOf(shares) });
    // While the engine is at work.
    const levels = shaper.logMel(window);
    const measures = await measuring;
    const addMore = await onWindow(window);
    return { levels, measures, share: LEAST_SHARE + meanOf(shares), addMore, ofFrames };
  };
  const starts = windowStarts(signal.length, lengthSamples - 2 * marginSamples);
  for await (const { levels, measures, share, addMore, ofFrames } of inOrder(
    starts,
    transfer.engine.lanes,
    measure,
  )) {
    bands.add(levels, audibleFrames(levels));
    pool.add(measures, share);
    addMore();
    energies.push(ofFrames);
  }
  return { style: pool.result(), bands: bands.gaussian(), energies: joined(energies).sort() };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    all.set(array, offset);
    offset += array.length;
  }
  return all;
}

/** The variance of some numbers. */
export function varianceOf(values: Float32Array): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
}

/** Several sounds as one: laid one behind the other, each as long as its share. @param shares in all 1 */
export function blendSounds(
  terms: readonly OpenTerm[],
  sounds: readonly SoundMeasures[],
  shares: readonly number[],
): SoundMeasures {
  const [first] = sounds;
  if (first && sounds.length === 1) return first;
  const all = <T>(part: (sound: SoundMeasures) => T) => sounds.map(part);
  const instruments = sounds.flatMap(({ instrument }) => instrument ?? []);
  const isPlayed = instruments.length === sounds.length;
  return {
    style: blendMeasures(
      terms,
      all(({ style }) => style),
      shares,
    ),
    bands: mixGaussians(
      all(({ bands }) => bands),
      shares,
    ),
    energies: blendSorted(
      all(({ energies }) => energies),
      shares,
    ),
    ...(isPlayed && { instrument: blendInstruments(instruments, shares) }),
  };
}

/** Points of the quantiles of a blend. */
const QUANTILES = 512;

function blendSorted(parts: readonly Float32Array[], shares: readonly number[]): Float32Array {
  const points = parts.flatMap((sorted, k) => {
    const count = Math.round(QUANTILES * shares[k]!);
    return Array.from({ length: count }, (_, i) => sorted[Math.floor(((i + 0.5) / count) * sorted.length)]!);
  });
  return Float32Array.from(points).sort();
}
