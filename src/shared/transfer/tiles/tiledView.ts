import type { Size } from '../../pictures/picture.js';
import type { OpenTerm } from '../../terms/openTerm.js';
import type { View } from '../view.js';
import type { TilePlan } from './stretches.js';

/** How a picture is seen tile by tile. */
export interface TiledView {
  /** A tile as a picture by itself. */
  view(tile: Size): View;
  /** The pixels that are one place of a layer, along a side. */
  stepOf(layer: string): number;
  /** How far beyond a place a layer looks, in pixels. */
  reachOf(layer: string): number;
}

/** The steps of the places that a term counts. */
export const stepsOf = ({ layers, tiles }: OpenTerm, view: Pick<TiledView, 'stepOf'>): readonly number[] =>
  tiles?.kind === 'summed' && tiles.stepPx !== undefined
    ? [tiles.stepPx]
    : layers.map((layer) => view.stepOf(layer));

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Where tiles have to begin, and how far they have to see, for these terms. */
export function tilePlanFor(
  terms: readonly OpenTerm[],
  view: Pick<TiledView, 'stepOf' | 'reachOf'>,
  tilePx: number,
): TilePlan {
  const layers = [...new Set(terms.flatMap((term) => term.layers))];
  const steps = [
    ...terms.flatMap((term) => stepsOf(term, view)),
    ...layers.map((layer) => view.stepOf(layer)),
  ];
  const reaches = terms.map((term) => {
    const ofLayers = Math.max(0, ...term.layers.map((layer) => view.reachOf(layer)));
    return ofLayers + (term.tiles?.kind === 'summed' ? term.tiles.reachPx : 0);
  });
  return {
    tilePx,
    stepPx: steps.reduce((common, step) => (common * step) / greatestDivisor(common, step), 1),
    reachPx: Math.max(0, ...reaches),
  };
}
