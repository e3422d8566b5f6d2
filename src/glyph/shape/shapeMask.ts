import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { Sides } from '../style/reach.js';
import { crop } from './crop.js';
import type { ShapeSource } from './shapeSource.js';

/** The size at which strokes are measured before the real one is known. */
const TRIAL_PX = 480;
/** A contour has pixels on both sides. */
const BORDER_PX = 2;

/** A shape in a picture with room around it. */
export interface ShapeMask {
  readonly mask: Grid;
  /** Half the width of its strokes, in pixels. */
  readonly radiusPx: number;
}

/** A map with its upper left corner elsewhere, in a picture of another size. */
function embed(ink: Grid, left: number, top: number, size: Size): Grid {
  return crop(ink, { left: -left, top: -top, ...size });
}

async function measureRadius(source: ShapeSource): Promise<number> {
  const trial = await source.draw(TRIAL_PX);
  const size = { width: trial.width + 2 * BORDER_PX, height: trial.height + 2 * BORDER_PX };
  return radiusOf(embed(trial, BORDER_PX, BORDER_PX, size)) / TRIAL_PX;
}

/**
 * Draws a shape into a picture whose longer side is `sizePx`, with room for an effect around.
 *
 * @param reachRadii how far the effect goes beyond the strokes, in their radii
 * @param marginPx room on top of that, on every side
 */
export async function shapeMask(
  source: ShapeSource,
  sizePx: number,
  reachRadii: Sides,
  marginPx: number,
): Promise<ShapeMask> {
  const radius = await measureRadius(source);
  const across = source.width + (reachRadii.left + reachRadii.right) * radius;
  const down = source.height + (reachRadii.top + reachRadii.bottom) * radius;
  const scale = Math.max(1, (sizePx - 2 * marginPx) / Math.max(across, down));
  const ink = await source.draw(scale);
  const marginOf = (radii: number) => Math.round(marginPx + radii * radius * scale);
  // The sides are not added up from rounded parts: the longer one is the size asked for.
  const side = (length: number) => Math.min(sizePx, Math.round(2 * marginPx + length * scale));
  const size = { width: side(across), height: side(down) };
  return {
    mask: embed(ink, marginOf(reachRadii.left), marginOf(reachRadii.top), size),
    radiusPx: radius * scale,
  };
}
