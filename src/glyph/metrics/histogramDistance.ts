import type { Grid } from '../../shared/fields/grid.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { EffectExample } from '../synthesis.js';
import { REGION_COUNT, regionsOf, surroundings } from './regions.js';

const BINS = 64;
/** Regions with fewer pixels say nothing about colours. */
const FEWEST_PIXELS = 16;

/** Shape and picture, of one size. */
type Shown = EffectExample & { readonly shape: Grid };

/** Cumulative histograms of a region, [4, BINS], and its pixels. */
interface Histogram {
  readonly cumulative: Float64Array;
  readonly count: number;
}

function histograms({ picture, shape }: Shown, radiusPx: number): Histogram[] {
  const counts = Array.from({ length: REGION_COUNT }, () => new Float64Array(RGBA * BINS));
  const sizes = new Uint32Array(REGION_COUNT);
  for (const [i, region] of regionsOf(surroundings(shape, radiusPx)).entries()) {
    sizes[region] = sizes[region]! + 1;
    const histogram = counts[region] as Float64Array;
    for (let c = 0; c < RGBA; c++) {
      const value = picture.rgba[i * RGBA + c]!;
      const bin = c * BINS + Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)));
      histogram[bin] = histogram[bin]! + 1;
    }
  }
  return counts.map((histogram, region) => {
    const count = sizes[region]!;
    let sum = 0;
    return {
      count,
      cumulative: histogram.map((value, i) => {
        sum = (i % BINS === 0 ? 0 : sum) + value / Math.max(1, count);
        return sum;
      }),
    };
  });
}

/**
 * How differently colours are spread, region by region (bands of distance and facings): the earth mover's distance between
 * the histograms of each channel, mean over channels and over the regions that both have, weighted by the pixels of the
 * second. 0: the same colours in the same places; 1: black for white everywhere.
 *
 * @param radiusPx stroke radius, for both
 */
export function histogramDistance(example: Shown, result: Shown, radiusPx: number): number {
  const [expected, actual] = [histograms(example, radiusPx), histograms(result, radiusPx)];
  let sum = 0;
  let weight = 0;
  for (const [region, a] of expected.entries()) {
    const b = actual[region]!;
    if (a.count < FEWEST_PIXELS || b.count < FEWEST_PIXELS) continue;
    const moved = a.cumulative.reduce((m, value, i) => m + Math.abs(value - b.cumulative[i]!), 0);
    sum += (b.count * moved) / (RGBA * (BINS - 1));
    weight += b.count;
  }
  return weight > 0 ? sum / weight : 0;
}
