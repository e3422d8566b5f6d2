import { oklabOf } from '../../src/image/colour/oklab.js';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { resample } from '../../src/shared/pictures/resample.js';
import { resizePicture } from '../../src/shared/pictures/resize.js';

/** Side of the grid that is looked at: finer grain does not count. */
const GRID = 64;
/** Sides of the coarser grids that strokes of each width are seen against. */
const SCALES = [32, 16, 8] as const;
/** Side of the cells in which strokes are weighed: *that* there are strokes counts, where each lies does not. */
const CELLS = 4;

const square = (side: number) => ({ width: side, height: side });

/** L, a and b of the picture, each [GRID, GRID]. */
function planes(picture: Picture): Float32Array[] {
  const { pixels } = resizePicture(picture, square(GRID), 'triangle');
  const labs = Array.from({ length: GRID * GRID }, (_, i) => {
    const value = (c: number) => Math.min(1, Math.max(0, pixels[3 * i + c]!));
    return oklabOf([value(0), value(1), value(2)]);
  });
  return [0, 1, 2].map((c) => Float32Array.from(labs, (lab) => lab[c]!));
}

const sized = (plane: Float32Array, from: number, to: number) =>
  resample(plane, square(from), square(to), 'triangle');

/** Layout: the plane from afar, where no stroke of these widths is seen. */
const layout = (plane: Float32Array) => sized(plane, GRID, SCALES[2]);

/** Texture: how much the plane varies within each octave of widths, [CELLS, CELLS] for each. */
function textures(plane: Float32Array): Float32Array[] {
  let finer = plane;
  return SCALES.map((side) => {
    const coarse = sized(sized(plane, GRID, side), side, GRID);
    const energy = coarse.map((value, i) => (finer[i]! - value) ** 2);
    finer = coarse;
    return sized(energy, GRID, CELLS).map(Math.sqrt);
  });
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length;
}

/**
 * How different two pictures look from a few steps away, for goldens that must survive other processors and versions:
 * colours in Oklab over a grid of 8 x 8, and the strength of strokes of three widths over 4 x 4. Strokes may lie
 * elsewhere; they may not be gone, or of another width.
 *
 * It is a distance: 0 for the same, symmetric, and never more by way of a third picture. Under 0.01 for noise,
 * recompression or another size; 0.02 and more for a visible tint or blur; 0.1 and more for another picture; 1 for black
 * against white. Sizes and shapes of the two need not agree.
 */
export function perceptualDistance(a: Picture, b: Picture): number {
  const [planesA, planesB] = [planes(a), planes(b)];
  const terms = planesA.flatMap((planeA, c) => {
    const planeB = planesB[c]!;
    const [texturesA, texturesB] = [textures(planeA), textures(planeB)];
    return [
      meanSquare(layout(planeA), layout(planeB)),
      ...texturesA.map((texture, k) => meanSquare(texture, texturesB[k]!)),
    ];
  });
  return Math.sqrt(terms.reduce((sum, term) => sum + term, 0));
}
