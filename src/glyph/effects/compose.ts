import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { BLENDS } from './blend.js';
import type { Paint } from './paint.js';

/**
 * A picture in parts, each [height, width, 4] and multiplied by alpha. A pixel on the contour has a share in all of them, so
 * that what is painted on one does not mix with the others.
 */
export interface Stack {
  /** What lies within the shape; its alpha is at most what the shape covers. */
  readonly inner: Float32Array;
  /** What the picture has around the shape. */
  readonly outer: Float32Array;
  /** What was painted behind the picture; it shows where that does not cover it. */
  readonly back: Float32Array;
}

/** Parts a picture along the contour of a shape, given how much of each pixel that covers. */
export function part(rgba: Float32Array, coverage: Float32Array): Pick<Stack, 'inner' | 'outer'> {
  const inner = new Float32Array(rgba.length);
  const outer = new Float32Array(rgba.length);
  for (let index = 0; index < rgba.length; index++) {
    const pixel = Math.floor(index / RGBA);
    const alpha = rgba[pixel * RGBA + 3]!;
    const share = alpha > 0 ? Math.min(1, coverage[pixel]! / alpha) : 0;
    inner[index] = share * rgba[index]!;
    outer[index] = rgba[index]! - inner[index]!;
  }
  return { inner, outer };
}

/** The inverse of `part`. */
export function joined({ inner, outer }: Pick<Stack, 'inner' | 'outer'>): Float32Array {
  return inner.map((value, i) => value + outer[i]!);
}

/** The colours of one pixel that is painted: parts of [0, 1] and indices into the arrays. */
interface Brush {
  readonly paint: Paint;
  readonly pixel: number;
  readonly alpha: number;
  readonly region: number;
}

/** The straight colour of the paint by itself, channel c. */
function plain({ paint: { colour }, pixel }: Brush, c: number): number {
  return colour[colour.length > 3 ? pixel * 3 + c : c]!;
}

/** The same, blended with a straight colour of alpha `share` beneath. */
function mixed(brush: Brush, c: number, below: number, share = 1): number {
  const straight = plain(brush, c);
  return (1 - share) * straight + share * BLENDS[brush.paint.blend](below, straight);
}

/** Lays paint over everything in the pixel. */
function paintOver(target: Float32Array, brush: Brush): void {
  const offset = brush.pixel * RGBA;
  const below = target[offset + 3]!;
  const { alpha } = brush;
  for (let c = 0; c < 3; c++) {
    const value = target[offset + c]!;
    const straight = below > 0 ? value / below : 0;
    target[offset + c] = value * (1 - alpha) + alpha * mixed(brush, c, straight, below);
  }
  target[offset + 3] = below + alpha * (1 - below);
}

/** Recolours what lies within the shape; its alpha stays. */
function paintInside(target: Float32Array, brush: Brush): void {
  const offset = brush.pixel * RGBA;
  const below = target[offset + 3]!;
  if (below <= 0) return;
  const share = brush.alpha * Math.min(1, brush.region / below);
  for (let c = 0; c < 3; c++) {
    const value = target[offset + c]!;
    target[offset + c] = value * (1 - share) + share * below * mixed(brush, c, value / below);
  }
}

/** Paints what lies around the shape, as far as the region reaches. */
function paintOutside(target: Float32Array, covered: number, brush: Brush): void {
  const offset = brush.pixel * RGBA;
  const below = target[offset + 3]!;
  const added = brush.alpha * brush.region;
  // What of the surroundings the picture fills already, 0..1.
  const share = covered < 1 ? Math.min(1, below / (1 - covered)) : 0;
  for (let c = 0; c < 3; c++) {
    const value = target[offset + c]!;
    const straight = below > 0 ? value / below : 0;
    target[offset + c] = value - share * added * straight + added * mixed(brush, c, straight, share);
  }
  target[offset + 3] = below + added * (1 - share);
}

/**
 * Gives a picture another coat of paint, in place. Values are mixed as they are stored, gamma-encoded, as browsers and picture
 * editors do.
 *
 * @param coverage how much of each pixel the shape covers
 * @param opacity 0..1, on top of the paint's own
 */
export function coat(stack: Stack, coverage: Float32Array, paint: Paint, opacity: number): void {
  for (let pixel = 0; pixel < coverage.length; pixel++) {
    const alpha = paint.alpha[pixel]! * opacity;
    const region = paint.region ? paint.region[pixel]! : 1;
    if (alpha <= 0 || region <= 0) continue;
    const brush = { paint, pixel, alpha, region };
    if (paint.layer === 'behind') paintOver(stack.back, brush);
    else if (paint.layer === 'inside') paintInside(stack.inner, brush);
    else paintOutside(stack.outer, coverage[pixel]!, brush);
  }
}

/** The picture over another one, both multiplied by alpha: what is seen of both. */
export function over(top: Premultiplied, bottom: Float32Array): Premultiplied {
  const rgba = new Float32Array(top.rgba.length);
  for (let offset = 0; offset < rgba.length; offset += RGBA) {
    const through = 1 - top.rgba[offset + 3]!;
    for (let c = 0; c < RGBA; c++) {
      rgba[offset + c] = top.rgba[offset + c]! + through * bottom[offset + c]!;
    }
  }
  return { width: top.width, height: top.height, rgba };
}
