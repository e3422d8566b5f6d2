import type { Grid } from '../../shared/fields/grid.js';
import { alphaOf, type Premultiplied } from '../../shared/pictures/premultiplied.js';
import { coat, joined, over, part, type Stack } from './compose.js';
import type { Layer, Outline } from './layer.js';
import { type ShapeFields, shapeFields } from './shapeFields.js';
import { sharpened } from './sharpened.js';

/** What a glyph looks like with its layers. */
export interface LayeredPicture {
  /** All of it. */
  readonly picture: Premultiplied;
  /** Without what is behind it. */
  readonly front: Premultiplied;
  /** What is behind it: shadows, glows. Left out: there are no layers. */
  readonly back?: Premultiplied;
}

/** The visible part of a picture, as a shape. */
function visible(picture: Premultiplied): Grid {
  return sharpened(alphaOf(picture));
}

/** Layers that follow one another and keep to the same outline. */
function runsOf(layers: readonly Layer[]): [Outline, Layer[]][] {
  const runs: [Outline, Layer[]][] = [];
  for (const layer of layers) {
    const last = runs.at(-1);
    if (last?.[0] === layer.of) last[1].push(layer);
    else runs.push([layer.of, [layer]]);
  }
  return runs;
}

/**
 * Lays layers over a picture and behind it, one after the other: the first lies lowest.
 *
 * @param shape as large as the picture
 * @param pixelRatio pixels of the picture for one pixel of an option
 */
export function paintLayers(
  picture: Premultiplied,
  shape: Grid,
  layers: readonly Layer[],
  pixelRatio = 1,
): LayeredPicture {
  if (layers.length === 0) return { picture, front: picture };
  const { width, height } = picture;
  const fields = new Map<Outline, ShapeFields>();
  const back = new Float32Array(picture.rgba.length);
  let rgba = picture.rgba;
  for (const [of, run] of runsOf(layers)) {
    const shapeField = fields.get(of) ?? shapeFields(of === 'shape' ? shape : visible(picture), pixelRatio);
    fields.set(of, shapeField);
    const stack: Stack = { ...part(rgba, shapeField.coverage), back };
    for (const { opacity, paint } of run) {
      for (const coating of paint(shapeField)) coat(stack, shapeField.coverage, coating, opacity);
    }
    rgba = joined(stack);
  }
  const front = { width, height, rgba };
  return { picture: over(front, back), front, back: { width, height, rgba: back } };
}

/** Room that layers need around a shape: the sum of both. */
export interface LayerRoom {
  /** In radii of its strokes. */
  readonly radii: number;
  /** In pixels of a picture at its plain size. */
  readonly px: number;
}

/** Room that layers need beyond what they are drawn around. */
export function roomOf(layers: readonly Layer[]): LayerRoom {
  const most = (shape: Parameters<Layer['reachPx']>[0]) =>
    Math.max(0, ...layers.map(({ reachPx }) => reachPx(shape)));
  return { radii: most({ radiusPx: 1, pixelRatio: 0 }), px: most({ radiusPx: 0, pixelRatio: 1 }) };
}
