import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { coverageOf } from '../fields/coverage.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { Sides } from '../style/reach.js';
import type { TextLayout } from '../text/layout.js';
import { boundsOf, flatten, type Polygon } from '../text/outline.js';

/** The size at which strokes are measured before the real one is known. */
const TRIAL_PX = 480;
/** Room around whatever the effect wants. */
export const LEAST_MARGIN_PX = 4;

/** A text as a shape, and how it came to lie where it does. */
export interface TextMask {
  readonly mask: Grid;
  /** Pixels in one em. */
  readonly pxPerEm: number;
  /** Where the start of the first baseline lies. */
  readonly originPx: { readonly x: number; readonly y: number };
  /** Half the width of the strokes, in pixels. */
  readonly radiusPx: number;
}

/** The outlines of a text in pixels. */
function placedPolygons({ glyphs }: TextLayout, pxPerEm: number, dx: number, dy: number): Polygon[] {
  return glyphs.flatMap(({ outline, unitsPerEm, x, y }) =>
    flatten(outline, { scale: pxPerEm / unitsPerEm, dx: dx + x * pxPerEm, dy: dy + y * pxPerEm }),
  );
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a text's ink in em. */
function inkBox(layout: TextLayout): Box | undefined {
  const scale = 1000;
  const bounds = boundsOf(placedPolygons(layout, scale, 0, 0));
  if (!bounds) return undefined;
  const [left, top, right, bottom] = bounds.map((value) => value / scale) as [number, number, number, number];
  return { left, top, width: right - left, height: bottom - top };
}

function draw(layout: TextLayout, box: Box, pxPerEm: number, margins: Sides, size: Size): Grid {
  const [dx, dy] = [margins.left - box.left * pxPerEm, margins.top - box.top * pxPerEm];
  return coverageOf(placedPolygons(layout, pxPerEm, dx, dy), size);
}

/** What of a text is the same at all sizes, in em. */
export interface TextInk {
  readonly box: Box;
  /** Half the width of the strokes. */
  readonly radiusEm: number;
}

/** Measures a text. @returns undefined if it has no ink */
export function measureText(layout: TextLayout): TextInk | undefined {
  const box = inkBox(layout);
  if (!box) return undefined;
  const pxPerEm = TRIAL_PX / Math.max(box.width, box.height);
  const size = {
    width: Math.ceil(box.width * pxPerEm) + 2 * LEAST_MARGIN_PX,
    height: Math.ceil(box.height * pxPerEm) + 2 * LEAST_MARGIN_PX,
  };
  const even = {
    top: LEAST_MARGIN_PX,
    right: LEAST_MARGIN_PX,
    bottom: LEAST_MARGIN_PX,
    left: LEAST_MARGIN_PX,
  };
  return { box, radiusEm: radiusOf(draw(layout, box, pxPerEm, even, size)) / pxPerEm };
}

/** Half the width of a text's strokes in pixels, if it fills a picture whose longer side is `sizePx`. */
export function widestRadius({ box, radiusEm }: TextInk, sizePx: number): number {
  return (radiusEm * sizePx) / Math.max(box.width, box.height);
}

/**
 * Draws a text into a picture whose longer side is `sizePx`, with room for an effect around.
 *
 * @param reachRadii how far the effect goes beyond the strokes, in their radii
 * @param marginPx room on top of that, on every side
 * @param ink of the text, where that is known
 * @returns undefined if the text has no ink
 */
export function textMask(
  layout: TextLayout,
  sizePx: number,
  reachRadii: Sides,
  marginPx = LEAST_MARGIN_PX,
  ink = measureText(layout),
): TextMask | undefined {
  if (!ink) return undefined;
  const { box, radiusEm } = ink;
  const across = box.width + (reachRadii.left + reachRadii.right) * radiusEm;
  const down = box.height + (reachRadii.top + reachRadii.bottom) * radiusEm;
  const pxPerEm = (sizePx - 2 * marginPx) / Math.max(across, down);
  const marginOf = (radii: number) => marginPx + radii * radiusEm * pxPerEm;
  const margins = {
    top: marginOf(reachRadii.top),
    right: marginOf(reachRadii.right),
    bottom: marginOf(reachRadii.bottom),
    left: marginOf(reachRadii.left),
  };
  const size = {
    width: Math.max(1, Math.min(sizePx, Math.round(across * pxPerEm) + 2 * marginPx)),
    height: Math.max(1, Math.min(sizePx, Math.round(down * pxPerEm) + 2 * marginPx)),
  };
  return {
    mask: draw(layout, box, pxPerEm, margins, size),
    pxPerEm,
    originPx: { x: margins.left - box.left * pxPerEm, y: margins.top - box.top * pxPerEm },
    radiusPx: radiusEm * pxPerEm,
  };
}
