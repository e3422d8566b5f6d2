/** Choices by the project's generator. */
import type { Rng } from '../../src/shared/rng.js';

/** One of a list, which must not be empty. */
export function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.integer(list.length)] as T;
}

/** One of a list by weights. */
export function pickWeighted<T>(rng: Rng, list: readonly (readonly [item: T, weight: number])[]): T {
  let left = rng.uniform() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of list) {
    left -= weight;
    if (left < 0) return item;
  }
  return list.at(-1)![0];
}

/** True with a probability. */
export function chance(rng: Rng, probability: number): boolean {
  return rng.uniform() < probability;
}

/** A whole number from 1 to `most`, small ones more often: as often from 1 to 2 as from 2 to 4. */
export function smallCount(rng: Rng, most: number): number {
  return Math.min(most, Math.floor((most + 1) ** rng.uniform()));
}

/** A place and a length inside of `size` things, both whole; the length at least 1 if there is anything. */
export function stretch(rng: Rng, size: number): { readonly begin: number; readonly end: number } {
  const begin = rng.integer(size);
  return { begin, end: Math.min(size, begin + smallCount(rng, Math.max(1, size - begin))) };
}

/** A number that stands for a text (FNV-1a), to seed a generator with. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
