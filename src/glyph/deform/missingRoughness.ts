import type { Grid } from '../../shared/fields/grid.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { effectSilhouette } from './edgeProfile.js';
import { roughness } from './roughness.js';

/**
 * An edge is a natural one if it is at least so rough (radians a pixel), and so many times as rough as the contour of its shape.
 * Outlines, bevels, glows and shadows of the bench have .10 at the most, flames .15, leaves and fur .22.
 */
const NATURAL = { least: 0.12, times: 1.5 } as const;
/** An edge that has so much of the style's roughness is rough enough. */
const ENOUGH = 0.85;

/** The square of what the edge of an effect has beyond the roughness of its shape, which comes from corners; 0 if it is no natural one. */
function excess(shown: ShapedExample, { least, times }: { least: number; times: number }): number {
  const [edge, shape] = [roughness(effectSilhouette(shown)), roughness(shown.shape)];
  return edge < least || edge < times * shape ? 0 : edge * edge - shape * shape;
}

/**
 * How much an outline is to bend so that the edge of a result is as rough as the style's: what is missing, as roughness adds up in
 * squares. 0 for styles of smooth edge, and where the effect itself, drawn around the plain outline, is rough enough.
 *
 * @param example at the scale of the result
 * @param picture what was made of a plain shape
 * @returns 0..1
 */
export function missingRoughness(example: ShapedExample, picture: Premultiplied, shape: Grid): number {
  const wanted = excess(example, NATURAL);
  if (wanted === 0) return 0;
  const share = excess({ picture, shape }, { least: 0, times: 1 }) / wanted;
  return share >= ENOUGH ** 2 ? 0 : Math.sqrt(1 - share);
}
