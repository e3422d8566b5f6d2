/** A shape from an SVG drawing. */

import type { Grid } from '../../shared/fields/grid.js';
import { fitTo } from '../../shared/pictures/picture.js';
import { type Box, crop } from './crop.js';
import { type Ink, inkOf } from './ink.js';
import { type ShapeSource, sourceOf } from './shapeSource.js';
import { drawSvg } from './svg.js';
import type { View } from './svgPage.js';

/** The size at which a drawing is looked at to find what is drawn in it. */
const TRIAL_PX = 512;
/** Ink that is smaller than this is looked at again, more closely. */
const CLOSE_PX = TRIAL_PX / 2;
/** Each look is up to 100 times closer. */
const MAX_LOOKS = 4;
/** What is around the ink where it is looked at, in pixels: its outermost ones are covered in part. */
const PAD_PX = 2;

/**
 * A look takes 0.1 s of work as a rule, and 1.4 s where there are 40,000 lines; that many take 8 s at 4096 px. What takes much more was
 * made to.
 */
const LOOK_CPU_SECONDS = 7;
const DRAWING_CPU_SECONDS = 60;
/** What a process takes that draws, without the pixels; 90 MiB as a rule. */
const MEMORY_BYTES = 2 ** 29;
/** Pixels are drawn, gathered and sent: three times four bytes. */
const BYTES_PER_PIXEL = 12;

/** The ink that was found in a view of a drawing. */
interface Look {
  readonly ink: Ink;
  readonly view: View;
}

/** The most that is covered of a pixel in a column (or row) of a box. */
function mostCovered({ width, data }: Grid, { left, top, width: columns, height: rows }: Box): number {
  let most = 0;
  for (let y = top; y < top + rows; y++) {
    for (let x = left; x < left + columns; x++) most = Math.max(most, data[y * width + x]!);
  }
  return most;
}

/** Where in the drawing the ink is. Its outermost pixels count as far as they are covered. */
function boundsOf({ ink: { grid, box }, view }: Look): View {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const column = (left: number) => mostCovered(grid, { ...box, left, width: 1 });
  const row = (top: number) => mostCovered(grid, { ...box, top, height: 1 });
  const [left, top] = [box.left + 1 - column(box.left), box.top + 1 - row(box.top)];
  const [unitX, unitY] = [view.width / grid.width, view.height / grid.height];
  return {
    left: view.left + left * unitX,
    top: view.top + top * unitY,
    width: (right - 1 + column(right - 1) - left) * unitX,
    height: (bottom - 1 + row(bottom - 1) - top) * unitY,
  };
}

/** A view with some more around it, as far as the page goes: beyond it an opaque drawing would become transparent. */
function padded({ left, top, width, height }: View, pad: number, page: View): View {
  const [fromX, fromY] = [Math.max(0, left - pad), Math.max(0, top - pad)];
  return {
    left: fromX,
    top: fromY,
    width: Math.min(page.width, left + width + pad) - fromX,
    height: Math.min(page.height, top + height + pad) - fromY,
  };
}

/**
 * The shape of an SVG drawing, of which nothing but the ink is drawn, however small it is on its page.
 *
 * @throws NstError NST_BAD_INPUT as `drawSvg` and `inkOf`
 */
export async function svgShape(path: string, bytes: Uint8Array): Promise<ShapeSource> {
  const see = async (view: View | undefined, longSidePx: number, cpuSeconds: number): Promise<Look> => {
    const limits = { cpuSeconds, memoryBytes: MEMORY_BYTES + BYTES_PER_PIXEL * longSidePx ** 2 };
    const drawn = await drawSvg(path, bytes, view, longSidePx, limits);
    return { ink: inkOf(path, drawn.picture), view: drawn.view };
  };
  const lookAt = (view?: View) => see(view, TRIAL_PX, LOOK_CPU_SECONDS);
  let look = await lookAt();
  const page = look.view;
  for (let i = 1; i < MAX_LOOKS && Math.max(look.ink.box.width, look.ink.box.height) < CLOSE_PX; i++) {
    look = await lookAt(padded(boundsOf(look), (PAD_PX * look.view.width) / look.ink.grid.width, page));
  }
  const bounds = boundsOf(look);
  return sourceOf(bounds, async (longSidePx) => {
    const pxPerUnit = longSidePx / Math.max(bounds.width, bounds.height);
    const enclosing = padded(bounds, PAD_PX / pxPerUnit, page);
    const { ink, view } = await see(
      enclosing,
      Math.max(enclosing.width, enclosing.height) * pxPerUnit,
      DRAWING_CPU_SECONDS,
    );
    return crop(ink.grid, {
      left: Math.round(((bounds.left - view.left) * ink.grid.width) / view.width),
      top: Math.round(((bounds.top - view.top) * ink.grid.height) / view.height),
      ...fitTo(bounds, longSidePx),
    });
  });
}
