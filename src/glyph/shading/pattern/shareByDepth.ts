import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import { depthAt, type Sites } from '../sites.js';
import { type Cell, cellAt } from './cell.js';
import { LEAST_DEPTH } from './inside.js';

/** Depths, in radii, at which it is measured how much of it there is. */
const DEPTH_STEP = 0.05;

/** How much of a pattern there is at each depth, 0..1. */
export function shareByDepth(
  { rgba }: Premultiplied,
  sites: Sites,
  cell: Cell,
  turns: Float32Array,
): Float64Array {
  const bins = Math.ceil(LEAST_DEPTH / DEPTH_STEP);
  const [said, like] = [new Float64Array(bins), new Float64Array(bins)];
  const means = Array.from({ length: bins }, () => ({ sums: new Float64Array(RGBA), count: 0 }));
  const binOf = (i: number) => Math.floor(depthAt(sites, i) / DEPTH_STEP);
  const visit = (see: (bin: number, i: number) => void) => {
    for (let i = 0; i < turns.length; i++) {
      const bin = binOf(i);
      if (bin >= 0 && bin < bins) see(bin, i);
    }
  };
  visit((bin, i) => {
    const mean = means[bin]!;
    mean.count++;
    for (let k = 0; k < RGBA; k++) mean.sums[k] = mean.sums[k]! + rgba[i * RGBA + k]!;
  });
  const colour = new Float64Array(RGBA);
  visit((bin, i) => {
    const { sums, count } = means[bin]!;
    cellAt(cell, turns[i]!, 0, colour);
    for (let k = 0; k < RGBA; k++) {
      said[bin] = said[bin]! + colour[k]! ** 2;
      like[bin] = like[bin]! + colour[k]! * (rgba[i * RGBA + k]! - sums[k]! / count);
    }
  });
  return said.map((square, bin) => Math.min(1, Math.max(0, like[bin]! / Math.max(1e-9, square))));
}

/** As much of it as there is at the depth of each pixel; all of it further in, nothing outside. */
export function sharesOn(byDepth: Float64Array, sites: Sites): Float32Array {
  return Float32Array.from(sites.distance.data, (_, i) => {
    const position = depthAt(sites, i) / DEPTH_STEP - 0.5;
    if (depthAt(sites, i) <= 0) return 0;
    if (position >= byDepth.length - 1) return position >= byDepth.length ? 1 : byDepth.at(-1)!;
    const bin = Math.max(0, Math.floor(position));
    const between = Math.max(0, position - bin);
    return (1 - between) * byDepth[bin]! + between * byDepth[bin + 1]!;
  });
}
