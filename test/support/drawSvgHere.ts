import { pictureOfRgba } from '../../src/glyph/shape/rgbaBytes.js';
import type { DrawnSvg } from '../../src/glyph/shape/svg.js';
import { drawView, type View } from '../../src/glyph/shape/svgPage.js';

/** Draws a view of an SVG file as `drawSvg` does, in this process and without limits: only for drawings of our own. */
export async function drawSvgHere(
  _path: string,
  bytes: Uint8Array,
  view: View | undefined,
  longSidePx: number,
): Promise<DrawnSvg> {
  const { rgba, width, height, view: seen } = await drawView(Buffer.from(bytes), view, longSidePx);
  return { picture: pictureOfRgba(rgba, width, height), view: seen };
}
