import { flowAt, flowOf } from '../../../src/image/render/flow.js';
import { blurred } from '../../../src/image/render/layers.js';
import { type Picture, RGB } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { type Colour, clamp01, colourNear, lit, mix, pictureOf, pixelAt, scaledPx } from './pixels.js';

/** Paint on a canvas, and how thick it lies. */
type Ground = Readonly<{ picture: Picture; thickness: Float32Array }>;
type Slab = Readonly<{
  x: number;
  y: number;
  cos: number;
  sin: number;
  halfLengthPx: number;
  halfWidthPx: number;
  from: Colour;
  to: Colour;
  shift: number;
}>;

/** Sizes of the slabs, as shares of the first, and how often each layer covers the picture. */
const LAYERS = [
  { scale: 1, coats: 3 },
  { scale: 0.6, coats: 2 },
  { scale: 0.35, coats: 1 },
] as const;

/** Slabs of paint laid with a palette knife: streaked along, ridged at the edges, torn at the end. */
export function layWithKnife(motif: Picture, rng: Rng): Picture {
  const lengthPx = scaledPx(motif, between(rng, 26, 60));
  const upright = rng.uniform() < 0.5 ? Math.PI * rng.uniform() : Number.NaN;
  const ground = { picture: blurred(motif, 6), thickness: new Float32Array(motif.width * motif.height) };
  const flow = flowOf(motif, scaledPx(motif, 10));
  const noise = new Noise(rng);
  for (const { scale, coats } of LAYERS) {
    const [halfLengthPx, halfWidthPx] = [
      (scale * lengthPx) / 2,
      (scale * lengthPx * between(rng, 0.3, 0.5)) / 2,
    ];
    const seen = blurred(motif, halfWidthPx / 2);
    const count = Math.round((coats * motif.width * motif.height) / (4 * halfLengthPx * halfWidthPx));
    for (let k = 0; k < count; k++) {
      const [x, y] = [rng.uniform() * motif.width, rng.uniform() * motif.height];
      const { x: fx, y: fy } = flowAt(flow, pixelAt(motif, x, y));
      const angle = (Number.isNaN(upright) ? Math.atan2(fy, fx) : upright) + 0.25 * rng.normal();
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const light = between(rng, 0.88, 1.14);
      const from = lit(colourNear(seen, x, y), light);
      const to = lit(colourNear(seen, x - 2 * halfWidthPx * sin, y + 2 * halfWidthPx * cos), light);
      laySlab(
        ground,
        { x, y, cos, sin, halfLengthPx, halfWidthPx, from, to, shift: 100 * rng.uniform() },
        noise,
      );
    }
  }
  return litPaint(ground);
}

function laySlab({ picture, thickness }: Ground, slab: Slab, noise: Noise): void {
  const reach = Math.ceil(1.2 * Math.hypot(slab.halfLengthPx, slab.halfWidthPx));
  const { width, height } = picture;
  for (let py = Math.max(0, Math.ceil(slab.y - reach)); py < Math.min(height, slab.y + reach); py++) {
    for (let px = Math.max(0, Math.ceil(slab.x - reach)); px < Math.min(width, slab.x + reach); px++) {
      const [dx, dy] = [px - slab.x, py - slab.y];
      const along = (dx * slab.cos + dy * slab.sin) / slab.halfLengthPx;
      const across = (dy * slab.cos - dx * slab.sin) / slab.halfWidthPx;
      if (Math.abs(across) > 1.1 || Math.abs(along) > 1.2) continue;
      const streak = noise.fractalAt(slab.shift + 0.8 * along, 5 * across + slab.shift, 3);
      const cover =
        smoothStep(1.04, 0.94, Math.abs(across)) *
        smoothStep(1.02 + 0.2 * streak, 0.9 + 0.2 * streak, Math.abs(along));
      if (cover <= 0) continue;
      const colour = lit(
        mix(slab.from, slab.to, clamp01(0.5 + 0.5 * across + 0.7 * streak)),
        1 + 0.08 * streak,
      );
      const pixel = py * width + px;
      for (let c = 0; c < RGB; c++) {
        const i = pixel * RGB + c;
        picture.pixels[i] = picture.pixels[i]! + cover * (colour[c]! - picture.pixels[i]!);
      }
      const ridge = 0.45 + 0.55 * smoothStep(0.72, 0.96, Math.max(Math.abs(across), along)) + 0.35 * streak;
      thickness[pixel] = thickness[pixel]! + cover * (ridge - thickness[pixel]!);
    }
  }
}

/** Lit from the upper left. */
function litPaint({ picture, thickness }: Ground): Picture {
  return pictureOf(picture, (x, y) => {
    const slope = thickness[pixelAt(picture, x + 1, y + 1)]! - thickness[pixelAt(picture, x - 1, y - 1)]!;
    return lit(colourNear(picture, x, y), 1 + 0.3 * Math.max(-1, Math.min(1, slope)));
  });
}
