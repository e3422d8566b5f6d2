import { RGB } from '../../../shared/pictures/picture.js';

/** A shadow's channels are the ground's, all times the same, within this; and darker than so much of it. */
const SHADE = { spread: 0.1, lightest: 0.97, leastGround: 0.12 } as const;

/** Whether a pixel's colour is its ground's in shade: darker, of the same hue. @param pixels, ground [n, 3] */
export function isShade(pixels: Float32Array, ground: Float32Array, i: number): boolean {
  let least = 1;
  let most = 0;
  let count = 0;
  for (let k = i * RGB; k < i * RGB + RGB; k++) {
    if (ground[k]! < SHADE.leastGround) continue;
    const ratio = pixels[k]! / ground[k]!;
    least = Math.min(least, ratio);
    most = Math.max(most, ratio);
    count++;
  }
  return count > 0 && most < SHADE.lightest && most - least < SHADE.spread;
}
