import { type Picture, RGB } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';
import { oklabOf } from '../colour/oklab.js';
import { BRUSHES, type Brushes, type BrushName, REFERENCE_PX } from './brushes.js';
import { Canvas } from './canvas.js';
import { type Flow, flowOf } from './flow.js';
import { jitterColour } from './jitter.js';
import { blurred, colourAt, colourDistance, paintShuffled } from './layers.js';
import { mergeRegions } from './mergeRegions.js';
import type { PaintTask } from './paintTask.js';
import { type RegionShape, regionShapes, steeredDirection } from './regionShapes.js';
import { type Labels, slic } from './slic.js';
import type { Stroke } from './stroke.js';

/** Layers: cells for the longer side, and how far colours may be apart of cells that are joined (Oklab). */
const LAYERS = [
  { cells: 24, joined: 0.06 },
  { cells: 40, joined: 0.025 },
  { cells: 80, joined: 0 },
] as const;
/** A difference of colours (Oklab) that counts as much as a cell's side. */
const COMPACTNESS = 0.08;
/** Largest brushes: these times those of the preset, for a flat sky is one region. */
const LARGEST = 2;
/** Radius of a brush, of the region's width. */
const WIDTH_SHARE = 0.3;
/** How much of a stroke's colour is that of its region; the other part is that of its place. */
const REGION_COLOUR = 0.35;

/** A layer being planned. */
interface RegionLayer {
  readonly picture: Picture;
  readonly canvas: Canvas;
  readonly regions: Labels;
  readonly shapes: readonly RegionShape[];
  readonly flow: Flow;
  readonly brushes: Brushes;
  readonly isFirst: boolean;
  /** Limits of radii, in pixels. */
  readonly leastPx: number;
  readonly mostPx: number;
}

const radiusOf = ({ leastPx, mostPx }: RegionLayer, { widthPx }: RegionShape): number =>
  Math.min(mostPx, Math.max(leastPx, WIDTH_SHARE * widthPx));

/** One half of a stroke: from a pixel on along the flow, while it stays in its region or on colours like its own. */
function halfStroke(layer: RegionLayer, first: number, sign: 1 | -1, steps: number): number[] {
  const { picture, regions, shapes, flow, brushes } = layer;
  const { width, height } = picture;
  const label = regions.labels[first]!;
  const radiusPx = radiusOf(layer, shapes[label]!);
  let [x, y] = [first % width, Math.floor(first / width)];
  let [lastX, lastY] = [0, 0];
  const points: number[] = [];
  for (let step = 0; step < steps; step++) {
    const along = steeredDirection(flow, shapes[label]!, Math.round(y) * width + Math.round(x));
    const turn = step === 0 ? sign : along.x * lastX + along.y * lastY < 0 ? -1 : 1;
    [lastX, lastY] = [turn * along.x, turn * along.y];
    [x, y] = [x + radiusPx * lastX, y + radiusPx * lastY];
    if (x < 0 || y < 0 || x > width - 1 || y > height - 1) break;
    const pixel = Math.round(y) * width + Math.round(x);
    const isAlike = colourDistance(picture.pixels, pixel, picture.pixels, first) < brushes.threshold / 2;
    if (regions.labels[pixel] !== label && !isAlike) break;
    points.push(x, y);
  }
  return points;
}

/** Points of a line in the other direction. */
function reversed(points: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) out.push(points[i]!, points[i + 1]!);
  return out;
}

function strokeAt(layer: RegionLayer, pixel: number, rng: Rng): Stroke {
  const { picture, regions, shapes, brushes } = layer;
  const shape = shapes[regions.labels[pixel]!]!;
  const steps = Math.floor(brushes.mostSteps / 2);
  const middle = [pixel % picture.width, Math.floor(pixel / picture.width)];
  const mixed = colourAt(picture.pixels, pixel).map(
    (value, c) => value + REGION_COLOUR * (shape.colour[c]! - value),
  );
  return {
    points: [
      ...reversed(halfStroke(layer, pixel, -1, steps)),
      ...middle,
      ...halfStroke(layer, pixel, 1, steps),
    ],
    radiusPx: radiusOf(layer, shape),
    colour: jitterColour([mixed[0]!, mixed[1]!, mixed[2]!], brushes.jitter, rng),
    opacity: brushes.opacity,
    seed: rng.integer(2 ** 31),
  };
}

/** Mean distance of the canvas from the picture around a pixel. */
function errorAround({ picture, canvas }: RegionLayer, x: number, y: number, reachPx: number): number {
  const { width, height } = picture;
  let [sum, count] = [0, 0];
  for (let v = Math.max(0, y - reachPx); v <= Math.min(height - 1, y + reachPx); v++) {
    for (let u = Math.max(0, x - reachPx); u <= Math.min(width - 1, x + reachPx); u++) {
      sum += colourDistance(picture.pixels, v * width + u, canvas.colours, v * width + u);
      count++;
    }
  }
  return sum / count;
}

/** The strokes of a layer: as dense as the brush of each region is large, where the canvas is not yet like the picture. */
function planLayer(layer: RegionLayer, rng: Rng): Stroke[] {
  const { picture, regions, shapes, brushes, isFirst, leastPx } = layer;
  const { width, height } = picture;
  const stepPx = Math.max(1, Math.round(brushes.grid * leastPx));
  const strokes: Stroke[] = [];
  for (let top = 0; top < height; top += stepPx) {
    for (let left = 0; left < width; left += stepPx) {
      const x = Math.min(width - 1, left + rng.integer(stepPx));
      const y = Math.min(height - 1, top + rng.integer(stepPx));
      const radiusPx = radiusOf(layer, shapes[regions.labels[y * width + x]!]!);
      // A larger brush needs fewer strokes, by its area.
      if (rng.uniform() > (stepPx / (brushes.grid * radiusPx)) ** 2) continue;
      const isOff = isFirst || errorAround(layer, x, y, Math.ceil(radiusPx / 2)) > brushes.threshold / 2;
      if (isOff) strokes.push(strokeAt(layer, y * width + x, rng));
    }
  }
  return strokes;
}

/** [height, width, 3] in Oklab. */
function labOf({ pixels }: Picture): Float32Array {
  const lab = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i += RGB)
    lab.set(oklabOf([pixels[i]!, pixels[i + 1]!, pixels[i + 2]!]), i);
  return lab;
}

/**
 * Strokes that regions steer: those of a large flat region are broad, those of a narrow one fine; they run along the region and
 * along what it shows, and end where it ends. Regions are superpixels (SLIC), joined where they are alike.
 */
export async function paintRegions(
  { picture, rng, reporter, signal }: PaintTask,
  name: BrushName,
): Promise<Picture> {
  const brushes: Brushes = BRUSHES[name];
  const longPx = Math.max(picture.width, picture.height);
  const [largest = 1, smallest = largest] = [brushes.radiiPx[0], brushes.radiiPx.at(-1)];
  const scale = longPx / REFERENCE_PX;
  const lab = labOf(picture);
  // Colours of large regions fill what strokes leave open.
  const canvas = new Canvas(picture, blurred(picture, largest * scale).pixels);
  for (const [i, { cells, joined }] of LAYERS.entries()) {
    if (signal?.aborted) break;
    const leastPx = Math.max(1, smallest * scale * 2 ** (1 - i));
    const seen = blurred(picture, brushes.blur * leastPx);
    const flow = flowOf(seen, 2 * leastPx);
    const regions = mergeRegions(slic(lab, picture, longPx / cells, COMPACTNESS), lab, joined);
    const layer: RegionLayer = {
      picture: seen,
      canvas,
      regions,
      shapes: regionShapes(regions, seen, flow),
      flow,
      brushes,
      isFirst: i === 0,
      leastPx,
      mostPx: Math.max(leastPx, LARGEST * largest * scale * 2 ** -i),
    };
    await paintShuffled(canvas, planLayer(layer, rng), rng, signal);
    reporter.step({ step: i + 1, steps: LAYERS.length, terms: {}, total: 0 });
  }
  return canvas.picture();
}
