import type { Picture } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';
import { BRUSHES, type Brushes, type BrushName, REFERENCE_PX } from './brushes.js';
import { Canvas } from './canvas.js';
import { type Flow, flowAt, flowOf } from './flow.js';
import { jitterColour } from './jitter.js';
import { blurred, colourAt, colourDistance, paintShuffled } from './layers.js';
import type { PaintTask } from './paintTask.js';
import type { Stroke } from './stroke.js';

/** A layer being planned. */
interface Layer {
  readonly reference: Picture;
  readonly flow: Flow;
  readonly canvas: Canvas;
  /** Whether everything is painted, whatever the canvas shows. */
  readonly isFirst: boolean;
  readonly brushes: Brushes;
  readonly radiusPx: number;
}

/** How far the canvas is from what it should be; the bare ground is as far as can be. */
function errorAt({ reference, canvas, isFirst }: Layer, pixel: number): number {
  return isFirst ? Number.MAX_VALUE : colourDistance(reference.pixels, pixel, canvas.colours, pixel);
}

/** The control points of a stroke from a pixel on, along the flow, for as long as its colour is better than what is there. */
function strokePoints(layer: Layer, first: number): number[] {
  const { reference, flow, canvas, isFirst, brushes, radiusPx } = layer;
  const { width, height } = reference;
  let [x, y] = [first % width, Math.floor(first / width)];
  let [lastX, lastY] = [0, 0];
  const points = [x, y];
  for (let step = 1; step <= brushes.mostSteps; step++) {
    const pixel = Math.round(y) * width + Math.round(x);
    const ofStroke = colourDistance(reference.pixels, pixel, reference.pixels, first);
    const ofCanvas = isFirst
      ? brushes.threshold
      : colourDistance(reference.pixels, pixel, canvas.colours, pixel);
    if (step > brushes.leastSteps && ofCanvas < ofStroke) break;
    const along = flowAt(flow, pixel);
    const sign = along.x * lastX + along.y * lastY < 0 ? -1 : 1;
    const share = step === 1 ? 1 : brushes.curvature;
    const [dx, dy] = [
      share * sign * along.x + (1 - share) * lastX,
      share * sign * along.y + (1 - share) * lastY,
    ];
    const length = Math.hypot(dx, dy) || 1;
    [lastX, lastY] = [dx / length, dy / length];
    [x, y] = [x + radiusPx * lastX, y + radiusPx * lastY];
    if (x < 0 || y < 0 || x > width - 1 || y > height - 1) break;
    points.push(x, y);
  }
  return points;
}

/** Where the error is largest within a square of the grid, and its mean there. */
function worstIn(layer: Layer, left: number, top: number, sidePx: number): { pixel: number; mean: number } {
  const { width, height } = layer.reference;
  let [pixel, most, sum, count] = [-1, -1, 0, 0];
  for (let y = top; y < Math.min(height, top + sidePx); y++) {
    for (let x = left; x < Math.min(width, left + sidePx); x++) {
      const error = errorAt(layer, y * width + x);
      sum += Math.min(error, 1);
      count++;
      if (error > most) [pixel, most] = [y * width + x, error];
    }
  }
  return { pixel, mean: sum / count };
}

/** The strokes of a layer: one for each square of a grid that is not yet like the picture. */
function planLayer(layer: Layer, rng: Rng): Stroke[] {
  const { reference, brushes, radiusPx } = layer;
  const { width, height } = reference;
  const sidePx = Math.max(1, Math.round(brushes.grid * radiusPx));
  const strokes: Stroke[] = [];
  for (let top = 0; top < height; top += sidePx) {
    for (let left = 0; left < width; left += sidePx) {
      const { pixel, mean } = worstIn(layer, left, top, sidePx);
      if (mean <= brushes.threshold) continue;
      // On bare ground all pixels are alike: any will do.
      const spread = layer.isFirst ? rng.integer(Math.min(sidePx, width - left)) : 0;
      const colour = jitterColour(colourAt(reference.pixels, pixel + spread), brushes.jitter, rng);
      strokes.push({
        points: strokePoints(layer, pixel + spread),
        radiusPx,
        colour,
        opacity: brushes.opacity,
        seed: rng.integer(2 ** 31),
      });
    }
  }
  return strokes;
}

/** Colour of the ground: every place is painted, but wash lets it shine through. */
const GROUND = 0.93;

/** Curved brush strokes in layers (Hertzmann, SIGGRAPH 1998). */
export async function paintStrokes(
  { picture, rng, reporter, signal }: PaintTask,
  name: BrushName,
): Promise<Picture> {
  const brushes: Brushes = BRUSHES[name];
  const scale = Math.max(picture.width, picture.height) / REFERENCE_PX;
  const canvas = new Canvas(picture, new Float32Array(picture.pixels.length).fill(GROUND));
  for (const [i, reference] of brushes.radiiPx.entries()) {
    if (signal?.aborted) break;
    const radiusPx = Math.max(1, reference * scale);
    const seen = blurred(picture, brushes.blur * radiusPx);
    const flow = flowOf(seen, radiusPx);
    const layer = { reference: seen, flow, canvas, isFirst: i === 0, brushes, radiusPx };
    await paintShuffled(canvas, planLayer(layer, rng), rng, signal);
    reporter.step({ step: i + 1, steps: brushes.radiiPx.length, terms: {}, total: 0 });
  }
  return canvas.picture();
}
