import type { Grid } from '../../../shared/fields/grid.js';
import type { Premultiplied } from '../../../shared/pictures/premultiplied.js';
import { RGBA } from '../../../shared/pictures/premultiplied.js';
import { smoothStep } from '../../../shared/smoothStep.js';

/** From this alpha at an edge of its picture on an effect is cut there. */
const CUT = 0.1;
/** Of the picture's shorter side: how far from such an edge on the effect is whole. */
const FADE_SHARE = 0.06;
/** So far from the edge there is nothing, so that patches show an end. */
const END_PX = 2;

/** How much of an effect remains so many pixels from each edge that cuts it. */
function fades({ width, height, rgba }: Premultiplied, shape: Grid) {
  const isCut = (pixels: Iterable<number>) => {
    for (const i of pixels) if (rgba[i * RGBA + 3]! > CUT && shape.data[i]! === 0) return true;
    return false;
  };
  const row = (y: number) => Array.from({ length: width }, (_, x) => y * width + x);
  const column = (x: number) => Array.from({ length: height }, (_, y) => y * width + x);
  const length = END_PX + FADE_SHARE * Math.min(width, height);
  const fade = (px: number) => smoothStep(END_PX, length, px);
  const across = { left: isCut(column(0)), right: isCut(column(width - 1)) };
  const down = { top: isCut(row(0)), bottom: isCut(row(height - 1)) };
  return {
    isNeeded: across.left || across.right || down.top || down.bottom,
    across: (x: number) => (across.left ? fade(x) : 1) * (across.right ? fade(width - 1 - x) : 1),
    down: (y: number) => (down.top ? fade(y) : 1) * (down.bottom ? fade(height - 1 - y) : 1),
  };
}

/**
 * An effect that its picture cuts at an edge, ending there softly instead: letters would have it cut straight in their midst. The
 * shape itself stays as it is.
 */
export function fadeAtEdges(effect: Premultiplied, shape: Grid): Premultiplied {
  const { isNeeded, across, down } = fades(effect, shape);
  if (!isNeeded) return effect;
  const { width } = effect;
  const factors = shape.data.map((covered, i) => {
    const kept = across(i % width) * down(Math.floor(i / width));
    return covered + (1 - covered) * kept;
  });
  return { ...effect, rgba: effect.rgba.map((value, k) => value * factors[Math.floor(k / RGBA)]!) };
}
