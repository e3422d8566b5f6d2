import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/**
 * Embedding levels of a line by the Unicode bidirectional algorithm, one for each UTF-16 unit: odd ones run from right to
 * left. The direction of the line is that of its first strong character.
 */
export function embeddingLevels(line: string): Uint8Array {
  return bidi.getEmbeddingLevels(line).levels;
}

/**
 * Puts the runs of a line, given from its start to its end, into the order in which they stand from left to right (rule
 * L2: from the highest level down to the lowest odd one, turn around every stretch of at least that level).
 */
export function visualOrder<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = highest; level >= 1; level--) {
    for (let i = 0; i < order.length; i++) {
      let end = i;
      while ((order[end]?.level ?? -1) >= level) end++;
      if (end > i) order.splice(i, end - i, ...order.slice(i, end).reverse());
      i = Math.max(i, end - 1);
    }
  }
  return order;
}
