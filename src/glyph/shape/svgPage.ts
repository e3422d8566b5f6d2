/** SVG drawings, drawn by librsvg, which comes with sharp: any part of one, at any size. */
import sharp from 'sharp';
import { hasPage, type SvgParts, svgOf, svgParts, withAttributes } from '../../shared/pictures/svgRoot.js';

/** A part of a drawing, in its own CSS pixels. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A view as pixels. */
export interface DrawnView {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  /** [height, width, 4] */
  readonly rgba: Buffer;
}

type Sides = Pick<View, 'width' | 'height'>;

/** Pixels in an inch of CSS (CSS Values and Units 4, 6.2), which is also what a length in mm or pt means in SVG. */
const CSS_DENSITY = 96;
/** libvips enlarges by the density over this one. */
const VIPS_DENSITY = 72;
/** A drawing is measured at the first of these where it has enough pixels to be measured, and not too many for libvips. */
const MEASURING_DENSITIES = [9600, 960, 96] as const;
/** No side of an image of libvips is longer. */
const MAX_SIDE_PX = 100_000_000;
/** libxml2 refuses texts and attributes of 10 MB unless it is told that they are meant. */
const LARGE_BYTES = 10_000_000;
/**
 * CSS pixels that a drawing without a size is looked for in: librsvg cannot tell its size, and libvips cuts off what lies right of and
 * below the size of the ink. No screen is wider, and a small icon covers enough of a pixel when all of this is drawn at 512.
 */
const PAGE_PX = 16_384;

async function sidesAt(svg: Buffer, density: number): Promise<Sides> {
  const { width, height } = await sharp(svg, { density, limitInputPixels: false }).metadata();
  return { width, height };
}

/**
 * The length of a side in CSS pixels. libvips gives pixels in proportion to the density, but for lengths in mm, pt or inches in
 * proportion to its square, because it converts them with the density and then enlarges by it. Twice the density tells which.
 *
 * @returns undefined if the two do not belong together: the side does not fit into an image of libvips
 */
function cssPixels(side: number, atTwice: number, density: number): number | undefined {
  const power = Math.round(Math.log2(atTwice / side));
  if (atTwice > MAX_SIDE_PX || (power !== 1 && power !== 2)) return undefined;
  return side * (CSS_DENSITY / density) ** power * (VIPS_DENSITY / CSS_DENSITY);
}

async function pageAt(svg: Buffer, density: number): Promise<Sides | undefined> {
  const [once, twice] = [await sidesAt(svg, density), await sidesAt(svg, 2 * density)];
  const width = cssPixels(once.width, twice.width, density);
  const height = cssPixels(once.height, twice.height, density);
  return width !== undefined && height !== undefined ? { width, height } : undefined;
}

/** The size of a drawing in CSS pixels. */
async function pageOf(svg: Buffer): Promise<Sides> {
  let problem: unknown = new Error('its size is beyond all measure');
  for (const density of MEASURING_DENSITIES) {
    const page = await pageAt(svg, density).catch((error: unknown) => {
      problem = error;
      return undefined;
    });
    if (page) return page;
  }
  throw problem;
}

/** The drawing with a size, whatever it says itself. */
function withPage(parts: SvgParts): SvgParts {
  if (hasPage(parts.tag)) return parts;
  const page = `width="${PAGE_PX}" height="${PAGE_PX}" viewBox="0 0 ${PAGE_PX} ${PAGE_PX}"`;
  return { ...parts, tag: withAttributes(parts.tag, page) };
}

/** What a drawing's own style sheet says of its first tag would go for the window as well. */
const PLAIN = 'opacity:1;filter:none;mask:none;clip-path:none;transform:none';

/** The drawing inside of another one that shows a view of it. */
function windowOnto(parts: SvgParts, page: Sides, view: View, size: Sides): Buffer {
  const [width, height] = [size.width, size.height].map((side) => (side * VIPS_DENSITY) / CSS_DENSITY);
  const box = `${view.left} ${view.top} ${view.width} ${view.height}`;
  const outer =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" ` +
    `preserveAspectRatio="none" style="${PLAIN}">`;
  const tag = withAttributes(parts.tag, `width="${page.width}" height="${page.height}"`);
  return svgOf({ ...parts, tag }, outer, '</svg>');
}

/**
 * Draws a view of an SVG drawing.
 *
 * The density is that of CSS whatever the size, because it is what mm and pt inside of a drawing are converted with: another one
 * would draw another picture. The size is that of a window onto the drawing.
 *
 * It cannot be stopped, and takes as much time and memory as the drawing likes: see `drawSvg`.
 *
 * @param view the whole drawing, if left out
 * @param longSidePx of the view
 * @throws Error of sharp for what cannot be drawn
 */
export async function drawView(
  source: Buffer,
  view: View | undefined,
  longSidePx: number,
): Promise<DrawnView> {
  const parsed = svgParts(source);
  if (!parsed) throw new Error('it has no <svg> tag');
  const parts = withPage(parsed);
  const page = await pageOf(svgOf(parts));
  const shown = view ?? { left: 0, top: 0, ...page };
  const scale = longSidePx / Math.max(shown.width, shown.height);
  const size = {
    width: Math.max(1, Math.round(shown.width * scale)),
    height: Math.max(1, Math.round(shown.height * scale)),
  };
  const { data, info } = await sharp(windowOnto(parts, page, shown, size), {
    density: CSS_DENSITY,
    limitInputPixels: false,
    unlimited: source.length > LARGE_BYTES,
  })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { view: shown, width: info.width, height: info.height, rgba: data };
}
