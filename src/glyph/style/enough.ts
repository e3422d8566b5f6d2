import { fitTo, type Size } from '../../shared/pictures/picture.js';
import { CONTOUR_PX } from './find/locateShape.js';

/** The longer side of a style; larger pictures are read smaller: no lettering is synthesised that large. */
export const MAX_STYLE_SIDE_PX = 1600;
/** For a result of a size a style need not be read larger than so many times that, or than this. */
const ENOUGH = { times: 1.2, px: 800 } as const;
/** Nor need its strokes be more than so many times as wide as the result's: examples are made 1.1 times as wide, out of more. */
const ENOUGH_RADII = 1.5;
/** A picture that is larger by no more than this is read as it is: it costs less than making it smaller. */
const NEARLY = 1.25;

/** How much of a style is enough. */
export interface EnoughOfStyle {
  /** What a larger picture's longer side is read at. */
  readonly sidePx: number;
  /** Half the width of strokes that wider ones may be brought near to, in pixels. */
  readonly radiusPx: number;
}

/** How much of a style is enough for results of a size, with strokes up to a width; the most there is for any. */
export function enoughFor(results: {
  readonly resultPx?: number | undefined;
  readonly mostRadiusPx?: number | undefined;
}): EnoughOfStyle {
  const { resultPx = Number.POSITIVE_INFINITY, mostRadiusPx = Number.POSITIVE_INFINITY } = results;
  const sidePx = Math.min(MAX_STYLE_SIDE_PX, Math.max(ENOUGH.px, Math.round(ENOUGH.times * resultPx)));
  return { sidePx, radiusPx: ENOUGH_RADII * mostRadiusPx };
}

/** The size that a picture of a style is read at. */
export function readingSize(natural: Size, { sidePx }: EnoughOfStyle): Size {
  const mostPx = Math.min(MAX_STYLE_SIDE_PX, NEARLY * sidePx);
  return Math.max(natural.width, natural.height) > mostPx ? fitTo(natural, sidePx) : natural;
}

/** The size of a picture that is enough. @param shareOf half the width of its strokes, of its longer side; asked for only if it matters */
export function enoughOf(picture: Size, shareOf: () => number, { radiusPx }: EnoughOfStyle): Size {
  const side = Math.max(picture.width, picture.height);
  if (side <= CONTOUR_PX || radiusPx === Number.POSITIVE_INFINITY) return picture;
  const longer = Math.ceil(Math.max(CONTOUR_PX, radiusPx / Math.max(shareOf(), 1 / CONTOUR_PX)));
  return longer < side ? fitTo(picture, longer) : picture;
}
