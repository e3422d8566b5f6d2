import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { Rng } from '../../shared/rng.js';
import { flattenSpline, type Stroke } from './stroke.js';

/** Bristles across a brush. */
const BRISTLES = 9;
/** How much lighter or darker than the stroke the paint of one bristle is. */
const STREAKS = 0.045;
/** Light comes from the upper left; this much of a slope of the paint is seen as light or shade. */
const RELIEF = 0.11;

/** Straight pieces and which pixels are nearest to them. */
interface Trace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Distance to the middle of the stroke, in pixels; negative to its left. */
  readonly offset: Float32Array;
}

/** Distances to one piece, from x0, y0 to x1, y1, where they are less than what is there. */
function traceSegment(
  { left, top, width, height, offset }: Trace,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  reachPx: number,
): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reachPx) - top);
  const lastRow = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reachPx) - top);
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reachPx) - left);
  const lastColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reachPx) - left);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const [px, py] = [column + left - x0, row + top - y0];
      const t = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
      const [u, v] = [px - t * dx, py - t * dy];
      const away = u * u + v * v;
      const i = row * width + column;
      // Math.hypot would take most of the time of a painting.
      if (away >= offset[i]! * offset[i]!) continue;
      offset[i] = dx * py - dy * px < 0 ? -Math.sqrt(away) : Math.sqrt(away);
    }
  }
}

/** Where a stroke lies within a picture. */
function traceStroke({ points, radiusPx }: Stroke, size: Size): Trace {
  const line = flattenSpline(points);
  const reachPx = radiusPx + 1;
  const xs = line.filter((_, i) => i % 2 === 0);
  const ys = line.filter((_, i) => i % 2 === 1);
  const left = Math.max(0, Math.floor(Math.min(...xs) - reachPx));
  const top = Math.max(0, Math.floor(Math.min(...ys) - reachPx));
  const width = Math.max(0, Math.min(size.width - 1, Math.ceil(Math.max(...xs) + reachPx)) - left + 1);
  const height = Math.max(0, Math.min(size.height - 1, Math.ceil(Math.max(...ys) + reachPx)) - top + 1);
  const trace = { left, top, width, height, offset: new Float32Array(width * height).fill(reachPx) };
  for (let i = 0; i < Math.max(1, xs.length - 1); i++) {
    const next = Math.min(i + 1, xs.length - 1);
    traceSegment(trace, [xs[i]!, ys[i]!, xs[next]!, ys[next]!], reachPx);
  }
  return trace;
}

/** A value of each bristle, in -1..1. */
function bristlesOf(seed: number): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length: BRISTLES + 1 }, () => 2 * rng.uniform() - 1);
}

/** What strokes are painted on: colours, and how thick the paint is. */
export class Canvas {
  readonly colours: Float32Array;
  readonly #thickness: Float32Array;

  /** @param ground colour of each pixel before anything is painted, [height, width, 3] */
  constructor(
    readonly size: Size,
    ground: Float32Array,
  ) {
    this.colours = ground.slice();
    this.#thickness = new Float32Array(size.width * size.height);
  }

  /** Lays a stroke down: its edge is smooth over a pixel, its paint streaked by the bristles. */
  paint(stroke: Stroke): void {
    const { left, top, width, height, offset } = traceStroke(stroke, this.size);
    const { radiusPx, opacity } = stroke;
    const bristles = bristlesOf(stroke.seed);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const away = offset[row * width + column]!;
        const cover = opacity * Math.min(1, Math.max(0, radiusPx + 0.5 - Math.abs(away)));
        if (cover === 0) continue;
        const across = Math.min(0.999, Math.max(0, 0.5 + away / (2 * radiusPx))) * BRISTLES;
        const k = Math.floor(across);
        const streak = bristles[k]! + (across - k) * (bristles[k + 1]! - bristles[k]!);
        this.#blend((row + top) * this.size.width + column + left, stroke.colour, cover, streak);
      }
    }
  }

  #blend(pixel: number, colour: Stroke['colour'], cover: number, streak: number): void {
    for (let c = 0; c < RGB; c++) {
      const i = pixel * RGB + c;
      const before = this.colours[i]!;
      this.colours[i] = before + cover * (colour[c]! + STREAKS * streak - before);
    }
    const thickness = this.#thickness[pixel]!;
    this.#thickness[pixel] = thickness + cover * (0.5 + 0.5 * streak - thickness);
  }

  /** The painting as it is seen, its paint lit from the upper left (Hertzmann, NPAR 2002). */
  picture(): Picture {
    const { width, height } = this.size;
    const thickness = (x: number, y: number) =>
      this.#thickness[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))]!;
    const pixels = new Float32Array(this.colours.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const slope = thickness(x + 1, y + 1) - thickness(x - 1, y - 1);
        const light = RELIEF * Math.max(-1, Math.min(1, slope));
        const first = (y * width + x) * RGB;
        for (let c = first; c < first + RGB; c++) {
          pixels[c] = Math.min(1, Math.max(0, this.colours[c]! + light));
        }
      }
    }
    return { width, height, pixels };
  }
}
