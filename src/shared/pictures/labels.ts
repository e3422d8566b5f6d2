/** Painted maps: every colour is a label, and says which parts of two pictures belong together. */
import { type Picture, RGB, type Size } from './picture.js';
import { resample } from './resample.js';

/** A colour of sRGB, 0..1. */
export type LabelColour = readonly [r: number, g: number, b: number];

/** A label of a map. */
export interface Label {
  readonly colour: LabelColour;
  /** Of the map's area. */
  readonly share: number;
}

/** Colours that are nearer than this are one: JPEG moves flat colours by up to a tenth of it. */
const SAME_COLOUR = 40 / 255;
/** Colours of two maps that are nearer than this are one: people mix them anew. */
export const PARTNER_COLOUR = 64 / 255;
/** Less of the area is a slip of the brush, or the edge between two labels. */
const LEAST_SHARE = 0.002;
/** Values that are told apart while colours are counted: fewer than JPEG mixes up. */
const BINS = 32;
/** Neighbours of a flat place differ by less; at smoothed edges they do not. */
const FLAT = 24 / 255;

/** Distance of two colours in sRGB; labels are told apart by eye, and far from each other. */
export function colourDistance(a: LabelColour, b: LabelColour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function colourAt(pixels: Float32Array, pixel: number): LabelColour {
  const i = pixel * RGB;
  return [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
}

/** Whether a pixel is like those to the right and below: not at an edge. */
function isFlat({ pixels, width, height }: Picture, x: number, y: number): boolean {
  const pixel = y * width + x;
  const neighbours = [x + 1 < width ? pixel + 1 : pixel, y + 1 < height ? pixel + width : pixel];
  return neighbours.every(
    (neighbour) => colourDistance(colourAt(pixels, pixel), colourAt(pixels, neighbour)) < FLAT,
  );
}

interface Bin {
  readonly sums: [number, number, number];
  count: number;
}

/** Flat pixels by about their colour, the most frequent first. */
function countColours(map: Picture): Bin[] {
  const { width, height, pixels } = map;
  const bins = new Map<number, Bin>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isFlat(map, x, y)) continue;
      const colour = colourAt(pixels, y * width + x);
      const key = colour.reduce((sum, value) => sum * BINS + Math.min(BINS - 1, Math.floor(value * BINS)), 0);
      const bin = bins.get(key) ?? { sums: [0, 0, 0], count: 0 };
      colour.forEach((value, c) => {
        bin.sums[c]! += value;
      });
      bin.count++;
      bins.set(key, bin);
    }
  }
  return [...bins.values()].sort((a, b) => b.count - a.count);
}

/** The labels of a map, the largest first: its flat colours, however much a JPEG has moved them. */
export function findLabels(map: Picture): Label[] {
  const labels: Bin[] = [];
  const colourOf = ({ sums, count }: Bin): LabelColour => [sums[0] / count, sums[1] / count, sums[2] / count];
  for (const bin of countColours(map)) {
    const label = labels.find((known) => colourDistance(colourOf(known), colourOf(bin)) < SAME_COLOUR);
    if (!label) labels.push(bin);
    else {
      bin.sums.forEach((sum, c) => {
        label.sums[c]! += sum;
      });
      label.count += bin.count;
    }
  }
  const pixels = map.width * map.height;
  return labels
    .map((bin) => ({ colour: colourOf(bin), share: bin.count / pixels }))
    .filter(({ share }) => share >= LEAST_SHARE);
}

/** Index of the colour that is nearest. */
export function nearestColour(colour: LabelColour, colours: readonly LabelColour[]): number {
  const distances = colours.map((candidate) => colourDistance(colour, candidate));
  return distances.indexOf(Math.min(...distances));
}

/**
 * How much each pixel belongs to each label: wholly to the one whose colour is nearest to the map's there; along edges, where
 * the map is resized, in part.
 *
 * @param size of the picture that the map belongs to
 * @returns [size.height, size.width] for each colour; they add up to 1
 */
export function labelPlanes(map: Picture, colours: readonly LabelColour[], size: Size): Float32Array[] {
  const planes = colours.map(() => new Float32Array(map.width * map.height));
  for (let pixel = 0; pixel < map.width * map.height; pixel++) {
    planes[nearestColour(colourAt(map.pixels, pixel), colours)]![pixel] = 1;
  }
  return planes.map((plane) => resample(plane, map, size, 'triangle'));
}

/** A colour as people write it: `#ff8000`. */
export function colourName(colour: LabelColour): string {
  const hexOf = (value: number) =>
    Math.round(255 * Math.min(1, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(hexOf).join('')}`;
}
