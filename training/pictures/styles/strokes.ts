import { Canvas } from '../../../src/image/render/canvas.js';
import { flowAt, flowOf } from '../../../src/image/render/flow.js';
import { jitterColour } from '../../../src/image/render/jitter.js';
import { blurred, colourDistance } from '../../../src/image/render/layers.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between, shuffled } from './draws.js';
import { colourNear, pixelAt, scaledPx } from './pixels.js';

/** A painter's habits. */
type Habits = Readonly<{
  radiusPx: number;
  /** A place is painted over where it differs from the motif by more: a distance of sRGB colours. */
  threshold: number;
  steps: number;
  wristAngle: number;
  obedience: number;
  hue: number;
  lightness: number;
}>;

function drawHabits(motif: Picture, rng: Rng): Habits {
  return {
    radiusPx: scaledPx(motif, between(rng, 6, 15)),
    steps: 2 + rng.integer(9),
    wristAngle: Math.PI * rng.uniform(),
    // How much the strokes follow the shapes rather than the painter's wrist.
    obedience: rng.uniform() < 0.7 ? between(rng, 0.7, 1) : between(rng, 0, 0.4),
    hue: between(rng, 0, 0.08),
    lightness: between(rng, 0.04, 0.22),
    threshold: between(rng, 0.06, 0.16),
  };
}

/**
 * Brush strokes along the shapes of the motif, from wide ones to narrow ones, the narrow ones only where the picture asks
 * for them (Litwinowicz 1997, Hertzmann 1998), with a width, length, direction and colours of its own.
 */
export function paintStrokes(motif: Picture, rng: Rng): Picture {
  const habits = drawHabits(motif, rng);
  const canvas = new Canvas(motif, blurred(motif, habits.radiusPx).pixels);
  for (let layer = 0; layer < 3; layer++)
    paintLayer(
      motif,
      canvas,
      { ...habits, radiusPx: habits.radiusPx / 2 ** layer, threshold: layer === 0 ? 0 : habits.threshold },
      rng,
    );
  return canvas.picture();
}

function paintLayer(motif: Picture, canvas: Canvas, habits: Habits, rng: Rng): void {
  const { radiusPx, threshold } = habits;
  const seen = blurred(motif, radiusPx / 2);
  const flow = flowOf(seen, 2 * radiusPx);
  const jitter = { hue: habits.hue, lightness: habits.lightness, channels: 0 };
  for (const [x, y] of shuffled(rng, startsOf(motif, radiusPx, rng))) {
    const pixel = pixelAt(motif, x, y);
    if (threshold > 0 && colourDistance(seen.pixels, pixel, canvas.colours, pixel) < threshold) continue;
    const colour = jitterColour(colourNear(seen, x, y), jitter, rng);
    const points = [x, y];
    let [px, py, angle] = [x, y, Number.NaN];
    for (let step = 0; step < habits.steps; step++) {
      const { x: fx, y: fy, coherence } = flowAt(flow, pixelAt(motif, px, py));
      angle = nextAngle(
        angle,
        Math.atan2(fy, fx),
        habits.wristAngle,
        habits.obedience * (0.4 + 0.6 * coherence),
      );
      px += 1.5 * radiusPx * Math.cos(angle);
      py += 1.5 * radiusPx * Math.sin(angle);
      if (step > 0 && colourDistance(seen.pixels, pixelAt(motif, px, py), seen.pixels, pixel) > 0.25) break;
      points.push(px, py);
    }
    canvas.paint({ points, radiusPx, colour, opacity: 0.95, seed: rng.integer(2 ** 31) });
  }
}

function startsOf({ width, height }: Picture, radiusPx: number, rng: Rng): (readonly [number, number])[] {
  const spacing = 1.4 * radiusPx;
  const starts: [number, number][] = [];
  for (let y = 0; y < height; y += spacing) {
    for (let x = 0; x < width; x += spacing)
      starts.push([x + spacing * rng.uniform(), y + spacing * rng.uniform()]);
  }
  return starts;
}

/** Directions of lines have no sign: of both ends the one that goes on as before is taken. */
function nextAngle(before: number, along: number, wrist: number, obedience: number): number {
  const turned = (angle: number, towards: number) =>
    Math.cos(angle - towards) < 0 ? angle + Math.PI : angle;
  const shape = turned(along, Number.isNaN(before) ? wrist : before);
  const habit = turned(wrist, shape);
  return Math.atan2(
    obedience * Math.sin(shape) + (1 - obedience) * Math.sin(habit),
    obedience * Math.cos(shape) + (1 - obedience) * Math.cos(habit),
  );
}
