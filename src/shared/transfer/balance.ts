/** How style and content are weighed against each other: the one meaning of strength in all modes. */
import type { Side } from '../terms/term.js';

/** How losses are weighed. */
export type Balance =
  /** 0 is the content, 1 the style alone; means the same for any pair, since every loss is measured by its range. */
  | { readonly kind: 'strength'; readonly strength: number; readonly evenRatio: number }
  /** Losses as they are; the strength moves the published balance, which is that at `publishedStrength`. */
  | { readonly kind: 'published'; readonly strength: number; readonly publishedStrength: number }
  /** Factors on the losses as they are. */
  | { readonly kind: 'weights'; readonly style: number; readonly content: number };

/** How fast content over style falls with strength: it goes as ((1 - s) / s)^this, from infinity at 0 to 0 at 1. */
const STEEPNESS = 2;
/** Losses are reported in thousandths of their range, so that their digits can be read. */
const READABLE = 1000;
/** A style that is no farther from the content than this share of its range counts as equal to it. */
const LEAST_STYLE_GAP = 1e-3;

/** Shares of the two sides, in all 1. */
export interface SideShares {
  readonly style: number;
  readonly content: number;
}

/**
 * Shares of style and content at a strength, 0..1.
 *
 * @param evenRatio content over style at strength 1/2
 */
export function sharesAt(strength: number, evenRatio: number): SideShares {
  if (strength === 0) return { style: 0, content: 1 };
  const ratio = evenRatio * ((1 - strength) / strength) ** STEEPNESS;
  return { style: 1 / (1 + ratio), content: ratio / (1 + ratio) };
}

/** What a term's loss is divided by to be comparable between pairs. */
export interface TermScale {
  readonly side: Side;
  /** Among the terms of its side. */
  readonly weight: number;
  /** About its loss where there is nothing of its goal. */
  readonly range: number;
  /** Of a style term: its loss at the content. */
  readonly gap?: number | undefined;
}

/** What a term's loss is divided by; never 0. */
function divisorOf({ side, range, gap }: TermScale): number {
  const divisor = side === 'style' && gap !== undefined ? Math.max(gap, LEAST_STYLE_GAP * range) : range;
  return divisor > 0 ? divisor : 1;
}

/**
 * The factor on each term's loss.
 *
 * A strength means the same for any pair: a style that is far from the content, or a content with strong features, has
 * larger losses, but not a larger share. Priors are not scaled by anything.
 */
export function termFactors(balance: Balance, scales: readonly TermScale[]): number[] {
  return scales.map((scale) => scale.weight * sideFactor(balance, scale));
}

function sideFactor(balance: Balance, scale: TermScale): number {
  const { side } = scale;
  if (side === 'prior') return 1;
  switch (balance.kind) {
    case 'weights':
      return balance[side];
    case 'published':
      return publishedFactor(balance, side);
    case 'strength':
      return (READABLE * sharesAt(balance.strength, balance.evenRatio)[side]) / divisorOf(scale);
  }
}

function publishedFactor(
  { strength, publishedStrength }: { strength: number; publishedStrength: number },
  side: 'style' | 'content',
): number {
  if (side === 'style') return 1;
  const ratioAt = (s: number) => ((1 - s) / s) ** STEEPNESS;
  return ratioAt(strength) / ratioAt(publishedStrength);
}
