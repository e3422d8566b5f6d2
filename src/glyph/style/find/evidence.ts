import { NOWHERE, nearestOthers } from '../../../shared/fields/nearestSite.js';
import { RGB } from '../../../shared/pictures/picture.js';
import { shareOfBorder, topologyOf } from './candidates.js';
import type { SearchView } from './view.js';

/** How far on both sides of a contour colours are compared, in pixels: beyond what an edge is blurred over. */
const ACROSS_PX = 2;
/** How far from a contour the strongest edge may lie that it might have followed instead. */
const NEARBY_PX = 4;
/** Bands along the contour, from where to where off it. */
const BAND_PX = { from: 1, to: 3.5 } as const;
/** The weak part of a contour that counts. */
const WEAK_SHARE = 0.2;
/** How much lower than its neighbours a place on the middle line of a stroke may be. */
const RIDGE_TOLERANCE_PX = 0.4;
/** Sums over pixels: how many, their colours, the squares of these. */
const STRIDE = 1 + 2 * RGB;
/** Contrast that is as good as any. */
const FULL_CONTRAST = 0.5;

/** What speaks for and against a shape being lettering; most in 0..1. */
export const EVIDENCE = [
  'contrast',
  'weakContrast',
  'crest',
  'closed',
  'strokeSpread',
  'strokeWidth',
  'roughness',
  'parts',
  'holes',
  'atBorder',
  'area',
  'smallness',
  'offCentre',
  'groundInside',
  'groundBeside',
  'leftOut',
  'spreadInside',
  'spreadBeside',
  'bandAgainstCore',
  'boxShare',
  'shade',
  'edgesInside',
  'edgesBeside',
] as const;
export type Evidence = Readonly<Record<(typeof EVIDENCE)[number], number>>;

/** Distances to a contour and which way it lies, from both sides. */
interface Sides {
  /** Inside: distance to the outside; outside: minus the distance to the inside. */
  readonly depth: Float32Array;
  readonly site: Int32Array;
}

function sidesOf(mask: Uint8Array, { picture }: SearchView): Sides {
  const { width, height } = picture;
  const site = nearestOthers(mask, picture);
  const depth = new Float32Array(mask.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const other = site[i]!;
      if (other === NOWHERE) continue;
      const row = Math.floor(other / width);
      const dx = other - row * width - x;
      const dy = row - y;
      const length = Math.sqrt(dx * dx + dy * dy);
      depth[i] = mask[i] ? length : -length;
    }
  }
  return { depth, site };
}

const mean = (values: ArrayLike<number>, count = values.length) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  return sum / Math.max(1, count);
};

/** What is seen along the contour: how much colours change across it, and whether the edge is where it says. */
function contourEvidence({ picture, edges, barrier }: SearchView, { depth, site }: Sides) {
  const { width, height, pixels } = picture;
  const contrasts: number[] = [];
  const crests: number[] = [];
  const closings: number[] = [];
  for (let i = 0; i < depth.length; i++) {
    if (depth[i]! !== 1) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    const nx = (site[i]! % width) - x;
    const ny = Math.floor(site[i]! / width) - y;
    const along = (step: number) => {
      // One pixel away is the one beside it: all steps are whole pixels.
      const u = x + step * nx;
      const v = y + step * ny;
      return Math.min(height - 1, Math.max(0, v)) * width + Math.min(width - 1, Math.max(0, u));
    };
    const inner = along(1 - ACROSS_PX);
    const outer = along(ACROSS_PX);
    let square = 0;
    for (let c = 0; c < RGB; c++) square += (pixels[inner * RGB + c]! - pixels[outer * RGB + c]!) ** 2;
    contrasts.push(Math.min(1, Math.sqrt(square) / FULL_CONTRAST));
    const here = Math.max(edges.data[i]!, edges.data[along(1)]!);
    let most = here;
    for (let step = 1 - NEARBY_PX; step <= NEARBY_PX; step++) most = Math.max(most, edges.data[along(step)]!);
    crests.push(here / Math.max(1e-6, most));
    closings.push(Math.min(1, Math.max(0, barrier.data[inner]! - barrier.data[outer]!) / FULL_CONTRAST));
  }
  const weakest = Float64Array.from(contrasts).sort();
  return {
    contour: contrasts.length,
    contrast: mean(contrasts),
    weakContrast: mean(weakest, Math.ceil(WEAK_SHARE * contrasts.length)),
    crest: mean(crests),
    closed: mean(closings),
  };
}

/** How wide strokes are: mean and relative spread of the depths on their middle lines. */
function strokeEvidence({ picture }: SearchView, { depth }: Sides) {
  const { width, height } = picture;
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const depthPx = depth[i]!;
      if (depthPx < 1) continue;
      const left = depth[i - 1]!;
      const right = depth[i + 1]!;
      const up = depth[i - width]!;
      const down = depth[i + width]!;
      if (depthPx <= 1 || depthPx < Math.max(left, right, up, down) - RIDGE_TOLERANCE_PX) continue;
      const isRidge =
        (depthPx >= left && depthPx >= right) ||
        (depthPx >= up && depthPx >= down) ||
        (depthPx >= depth[i - width - 1]! && depthPx >= depth[i + width + 1]!) ||
        (depthPx >= depth[i - width + 1]! && depthPx >= depth[i + width - 1]!);
      if (!isRidge) continue;
      sum += depthPx;
      squares += depthPx * depthPx;
      count++;
    }
  }
  const radiusPx = Math.max(0.5, sum / Math.max(1, count));
  const spread = Math.sqrt(Math.max(0, squares / Math.max(1, count) - radiusPx ** 2));
  return { radiusPx, spread: spread / Math.max(1, radiusPx) };
}

/** Mean and spread of the colours along a contour, inside and beside it, and of what is further in. */
function coloursOf({ picture: { pixels } }: SearchView, { depth }: Sides, radiusPx: number) {
  const coreFrom = Math.max(BAND_PX.to, 0.6 * radiusPx);
  // Of each: pixels, colours, squares of colours.
  const sums = new Float64Array(3 * STRIDE);
  for (let i = 0, k = 0; i < depth.length; i++, k += RGB) {
    const depthPx = depth[i]!;
    let to: number;
    if (depthPx > coreFrom) to = 2 * STRIDE;
    else if (depthPx > BAND_PX.from && depthPx <= BAND_PX.to) to = 0;
    else if (depthPx > -BAND_PX.to && depthPx <= -BAND_PX.from) to = STRIDE;
    else continue;
    sums[to] = sums[to]! + 1;
    for (let c = 0; c < RGB; c++) {
      const value = pixels[k + c]!;
      sums[to + 1 + c] = sums[to + 1 + c]! + value;
      sums[to + 1 + RGB + c] = sums[to + 1 + RGB + c]! + value * value;
    }
  }
  const [band, beside, core] = [0, STRIDE, 2 * STRIDE].map((start) => {
    const count = sums[start]!;
    const means = [1, 2, 3].map((c) => sums[start + c]! / Math.max(1, count));
    const variances = means.map((value, c) =>
      Math.max(0, sums[start + 1 + RGB + c]! / Math.max(1, count) - value ** 2),
    );
    return { means, spread: Math.sqrt(variances.reduce((a, b) => a + b, 0)), count };
  });
  return { band: band!, beside: beside!, core: core! };
}

/** Shares of pixels that are ground, or not. */
function groundEvidence({ ground: { distance } }: SearchView, { depth }: Sides, radiusPx: number) {
  const near = -Math.max(3, 0.5 * radiusPx);
  let [inside, beside, outside, groundInside, groundBeside, leftOut] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < depth.length; i++) {
    const depthPx = depth[i]!;
    const off = distance.data[i]!;
    if (depthPx > 1) {
      inside++;
      if (off < 1) groundInside++;
    } else if (depthPx < -1) {
      outside++;
      if (off > 1.3) leftOut++;
      if (depthPx <= near) continue;
      beside++;
      if (off < 1) groundBeside++;
    }
  }
  return {
    groundInside: groundInside / Math.max(1, inside),
    groundBeside: groundBeside / Math.max(1, beside),
    leftOut: leftOut / Math.max(1, outside),
  };
}

/** Edges and shade within the shape and beside it. */
function surfaceEvidence({ edges, shaded }: SearchView, { depth }: Sides, radiusPx: number) {
  let [inside, beside, insideSum, besideSum, dark] = [0, 0, 0, 0, 0];
  for (let i = 0; i < depth.length; i++) {
    const depthPx = depth[i]!;
    if (depthPx > 2) {
      inside++;
      insideSum += edges.data[i]!;
      dark += shaded[i]!;
    } else if (depthPx < -2 && depthPx > -Math.max(4, radiusPx)) {
      beside++;
      besideSum += edges.data[i]!;
    }
  }
  return {
    shade: dark / Math.max(1, inside),
    edgesInside: insideSum / Math.max(1, inside),
    edgesBeside: besideSum / Math.max(1, beside),
  };
}

/** Box and middle of a shape, in shares of the picture. */
function placeEvidence({ picture: { width, height } }: SearchView, mask: Uint8Array) {
  let [area, sumX, sumY] = [0, 0, 0];
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!mask[y * width + x]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
      area++;
      sumX += x;
      sumY += y;
    }
  }
  return {
    area,
    offCentre: Math.hypot(sumX / area / width - 0.5, sumY / area / height - 0.5),
    boxShare: ((right - left + 1) * (bottom - top + 1)) / (width * height),
  };
}

/** Weighs all that can be seen of a shape. @param mask 1 inside; of the size of the view, with something inside and outside */
export function evidenceOf(view: SearchView, mask: Uint8Array): Evidence {
  const sides = sidesOf(mask, view);
  const { contour, ...along } = contourEvidence(view, sides);
  const { radiusPx, spread } = strokeEvidence(view, sides);
  const { area, offCentre, boxShare } = placeEvidence(view, mask);
  const { parts, holes } = topologyOf(mask, view.picture);
  const { band, beside, core } = coloursOf(view, sides, radiusPx);
  return {
    ...along,
    ...groundEvidence(view, sides, radiusPx),
    ...surfaceEvidence(view, sides, radiusPx),
    strokeSpread: spread,
    strokeWidth: Math.log(radiusPx / Math.sqrt(area)),
    roughness: Math.log((contour * radiusPx) / area),
    parts: Math.log(parts),
    holes: Math.log(1 + holes),
    atBorder: shareOfBorder(mask, view.border),
    area: area / mask.length,
    smallness: Math.log(area / mask.length),
    offCentre,
    spreadInside: band.spread,
    spreadBeside: beside.spread,
    bandAgainstCore:
      core.count === 0 ? 0.5 : Math.hypot(...core.means.map((value, c) => value - band.means[c]!)),
    boxShare,
  };
}
