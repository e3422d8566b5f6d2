import { type Picture, RGB, type Size } from '../../../src/shared/pictures/picture.js';
import { resizePicture } from '../../../src/shared/pictures/resize.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { paletteAt, randomPalette, recoloured } from './palette.js';
import { lit, mix, pictureOf } from './pixels.js';

/** Half of the motifs out of photographs get other colours, this much of them. */
const RECOLOURED = { share: 0.5, least: 0.4 } as const;

/**
 * What a style is painted after: a part of a photograph, at times mirrored and in other colours, or hills that are made up.
 *
 * @param photo any picture; its largest part of the wanted shape is taken
 */
export function motifOf(size: Size, rng: Rng, photo?: Picture): Picture {
  if (!photo) return hills(size, rng);
  const part = partOf(photo, size, rng);
  if (rng.uniform() >= RECOLOURED.share) return part;
  return recoloured(part, randomPalette(rng, 5), between(rng, RECOLOURED.least, 1));
}

function partOf(photo: Picture, size: Size, rng: Rng): Picture {
  const scale = Math.min(photo.width / size.width, photo.height / size.height);
  const part = {
    width: Math.min(photo.width, Math.round(size.width * scale)),
    height: Math.min(photo.height, Math.round(size.height * scale)),
  };
  const [left, top] = [
    rng.integer(photo.width - part.width + 1),
    rng.integer(photo.height - part.height + 1),
  ];
  const isMirrored = rng.uniform() < 0.5;
  const pixels = new Float32Array(part.width * part.height * RGB);
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const column = left + (isMirrored ? part.width - 1 - x : x);
      const from = ((top + y) * photo.width + column) * RGB;
      pixels.set(photo.pixels.subarray(from, from + RGB), (y * part.width + x) * RGB);
    }
  }
  return resizePicture({ ...part, pixels }, size, 'triangle');
}

/** Ridges one behind the other, a sky and a sun or moon. */
function hills(size: Size, rng: Rng): Picture {
  const palette = randomPalette(rng, 6);
  const noise = new Noise(rng);
  const count = 3 + rng.integer(4);
  const horizon = between(rng, 0.25, 0.55);
  const sun = { x: rng.uniform(), y: between(rng, 0.05, horizon), radius: between(rng, 0.04, 0.12) };
  return pictureOf(size, (x, y) => {
    const [u, v] = [x / size.width, y / size.height];
    const clouds = 0.16 * noise.fractalAt(3 * u, 9 * v, 4);
    const sky = paletteAt(palette, 0.6 + 0.4 * (v / horizon) + clouds);
    const aspect = size.width / size.height;
    const away = Math.hypot((u - sun.x) * aspect, v - sun.y);
    let colour = mix(sky, palette.at(-1)!, smoothStep(sun.radius, 0.85 * sun.radius, away));
    for (let k = 0; k < count; k++) {
      const ridge =
        horizon + ((1 - horizon) * k) / count + 0.11 * noise.fractalAt(2.5 * u * aspect + 7 * k, 3.1 * k, 5);
      const texture = 1 + 0.3 * noise.fractalAt(9 * u * aspect, 22 * v + 5 * k, 4);
      const ground = lit(paletteAt(palette, 0.68 * (1 - k / count)), texture);
      colour = mix(colour, ground, smoothStep(ridge, ridge + 2 / size.height, v));
    }
    return colour;
  });
}
