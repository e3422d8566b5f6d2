import { compressed } from '../../shared/dsp/compression.js';
import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { Rng } from '../../shared/rng.js';
import { ENERGIES } from '../../shared/terms/envelope.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import type { Balance } from '../../shared/transfer/balance.js';
import { arrayInputs, INPUT, inputName } from '../../shared/transfer/graph.js';
import { factorsOf } from '../../shared/transfer/task.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import type { View } from '../../shared/transfer/view.js';
import { placesOf } from '../transfer/audible.js';
import { type SoundMeasures, varianceOf } from '../transfer/measureWhole.js';
import { EXCERPT } from './soundLosses.js';
import type { Excerpt, SoundSet } from './soundSet.js';

/** What the losses aim at, and how they are weighed. */
export interface SoundGoals {
  /** Inputs `TERM/NAME` of the losses that the excerpts share. */
  readonly inputs: Readonly<Record<string, ArrayValue>>;
  /** On the loss of each term. */
  readonly factors: Float32Array;
}

/** Excerpts that are looked at to know how far contents are from the style. */
const SAMPLES = 12;

/** Terms that compare a sound with what it was made of. */
const ofContent = (terms: readonly OpenTerm[]) => terms.filter(({ layers }) => layers.includes(ENERGIES));

/** What terms aim at in an excerpt: its own loudness over time. */
export function excerptGoals(terms: readonly OpenTerm[], { energies }: Excerpt): Record<string, ArrayValue> {
  const goal = { shape: [1, 1, energies.length, 1], data: energies };
  return Object.fromEntries(ofContent(terms).map(({ id }) => [inputName(id, ENERGIES), goal]));
}

/**
 * Looks at a style and at some contents, so that a strength means in training about what it means for a single sound: each loss is divided
 * by how far the style is from contents, or by its range.
 */
export async function soundGoals(
  engine: Engine,
  {
    view,
    terms,
    balance,
  }: { readonly view: View; readonly terms: readonly OpenTerm[]; readonly balance: Balance },
  { style }: SoundMeasures,
  { sounds, seed }: { readonly sounds: SoundSet; readonly seed: number },
): Promise<SoundGoals> {
  const transfer = new Transfer(engine, terms);
  const rng = new Rng(seed);
  const goals = await transfer.prepare(style);
  const gaps: Record<string, Float32Array> = {};
  let range = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const { feeds, energies } = sounds.excerpt(rng);
    const places = placesOf(feeds[INPUT.stylePlaces] as Float32Array);
    const levels = (feeds[EXCERPT.amplitude] as Float32Array).map(compressed);
    const measures = await transfer.measure(view, levels, { sides: ['style'], places });
    for (const [term, [gap = 0]] of Object.entries(await transfer.distances(measures, goals)))
      gaps[term] = Float32Array.of((gaps[term]?.[0] ?? 0) + gap / SAMPLES);
    range += varianceOf(energies) / SAMPLES;
  }
  await transfer.release();
  const ranges = Object.fromEntries(ofContent(terms).map(({ id }) => [id, Float32Array.of(range)]));
  const weighed = { balance, goals: { ...goals, ranges: { ...goals.ranges, ...ranges } }, gaps };
  const factors = factorsOf(terms, { ...weighed, shares: Float32Array.of(1) });
  return { inputs: arrayInputs(goals.arrays), factors };
}
