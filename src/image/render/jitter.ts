import type { Rng } from '../../shared/rng.js';
import { nearestSrgb, oklabOf } from '../colour/oklab.js';
import type { ColourJitter } from './brushes.js';
import type { Stroke } from './stroke.js';

/** A colour with its random changes; hue and lightness in Oklab, where they are apart for the eye. */
export function jitterColour(colour: Stroke['colour'], jitter: ColourJitter, rng: Rng): Stroke['colour'] {
  const draw = (range: number) => range * (rng.uniform() - 0.5);
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [r, g, b] = colour.map((value) => clamp(value + draw(jitter.channels)));
  const [lightness, u, v] = oklabOf([r!, g!, b!]);
  const turn = 2 * Math.PI * draw(jitter.hue);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const light = lightness + draw(jitter.lightness);
  // A colour that does not change is not to be rounded by going there and back.
  if (light === lightness && turn === 0) return [r!, g!, b!];
  return nearestSrgb([light, cos * u - sin * v, sin * u + cos * v]);
}
