import type { Grid } from '../../shared/fields/grid.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';

/** How much the border of a picture may vary (standard deviation of a channel) and still be called a background. */
const MAX_BORDER_SPREAD = 0.12;
/** What lettering may cover of a picture. */
const COVERED = { min: 0.02, max: 0.7 } as const;
/** How much of the border lettering may cover. */
const MAX_AT_BORDER = 0.08;
/** The two classes must be this far apart, in spreads within the classes. */
const MIN_SEPARATION = 2.2;
const BINS = 256;
/** A class with less in it is none: rounding errors are divided by it. */
const SLIVER = 1e-6;

/** Indices of the outermost pixels. */
function borderOf(width: number, height: number): number[] {
  const indices: number[] = [];
  for (let x = 0; x < width; x++) indices.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) indices.push(y * width, y * width + width - 1);
  return indices;
}

/** Mean and largest standard deviation of the channels over some pixels. */
function colourOf(pixels: Float32Array, indices: readonly number[]) {
  const mean = [0, 0, 0];
  const squares = [0, 0, 0];
  for (const i of indices) {
    for (let c = 0; c < RGB; c++) {
      const value = pixels[i * RGB + c]!;
      mean[c] = mean[c]! + value / indices.length;
      squares[c] = squares[c]! + value ** 2 / indices.length;
    }
  }
  const spread = Math.max(...squares.map((square, c) => Math.sqrt(Math.max(0, square - mean[c]! ** 2))));
  return { mean, spread };
}

/** Otsu's threshold (1979) of values in 0..1, and how far apart the two classes are in spreads within them. */
export function otsu(values: Float32Array): { threshold: number; separation: number } {
  const bins = new Float64Array(BINS);
  let [sum, square] = [0, 0];
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor(value * BINS));
    const centre = (bin + 0.5) / BINS;
    bins[bin] = bins[bin]! + 1 / values.length;
    sum += centre / values.length;
    square += centre ** 2 / values.length;
  }
  let [best, first, last, share, part] = [0, 0, 0, 0, 0];
  for (let b = 0; b < BINS - 1; b++) {
    share += bins[b]!;
    part += bins[b]! * ((b + 0.5) / BINS);
    const isSplit = share > SLIVER && share < 1 - SLIVER;
    const between = isSplit ? (sum * share - part) ** 2 / (share * (1 - share)) : 0;
    if (between > best + SLIVER) [best, first] = [between, b + 1];
    if (between > best - SLIVER) last = b + 1;
  }
  // Between two classes with nothing between them all thresholds are alike: the middle one.
  const threshold = (first + last) / 2 / BINS;
  const within = Math.max(1e-9, square - sum * sum - best);
  return { threshold, separation: Math.sqrt(best / within) };
}

/**
 * Finds lettering on a plain background: the border is background, and what differs from it most by Otsu's threshold is
 * the shape.
 *
 * @returns coverage; undefined if there is nothing of the kind
 */
export function findShape({ width, height, pixels }: Picture): Grid | undefined {
  const border = borderOf(width, height);
  const { mean, spread } = colourOf(pixels, border);
  if (spread > MAX_BORDER_SPREAD) return undefined;
  const away = Float32Array.from({ length: width * height }, (_, i) => {
    let most = 0;
    for (let c = 0; c < RGB; c++) most = Math.max(most, Math.abs(pixels[i * RGB + c]! - mean[c]!));
    return most;
  });
  const { threshold, separation } = otsu(away);
  if (separation < MIN_SEPARATION) return undefined;
  const data = away.map((value) => Math.min(1, Math.max(0, (value - threshold) * 8 + 0.5)));
  const covered = data.reduce((sum, value) => sum + value, 0) / data.length;
  const atBorder = border.reduce((sum, i) => sum + data[i]!, 0) / border.length;
  if (covered < COVERED.min || covered > COVERED.max || atBorder > MAX_AT_BORDER) return undefined;
  return { width, height, data };
}
