import type { Envelope } from '../recipe.js';

/**
 * The energies of frames that a result should have: the content's; or each at the rank it has in the content, the
 * style's of the same rank (Verma & Smith compare frame by frame, which needs equal lengths).
 *
 * @param content ln energy by frame
 * @param style the style's, sorted
 */
export function envelopeTarget(
  kind: Envelope,
  content: Float32Array,
  ranks: Float32Array,
  style: Float32Array,
): Float32Array {
  if (kind !== 'style') return content;
  return content.map((energy) => quantileAt(style, rankOf(ranks, energy)));
}

/** The share of sorted values below `value`, 0..1. */
function rankOf(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted.length > 1 ? Math.min(1, low / (sorted.length - 1)) : 0;
}

/** The value below which a share of sorted values lies, interpolated. */
function quantileAt(sorted: Float32Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const [a, b] = [sorted[below]!, sorted[Math.min(sorted.length - 1, below + 1)]!];
  return a + (rank - below) * (b - a);
}
