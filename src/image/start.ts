import { type Picture, RGB } from '../shared/pictures/picture.js';
import type { Rng } from '../shared/rng.js';
import { colourStatistics, drawColours } from './colour/statistics.js';
import type { StartKind } from './recipe.js';

/** Deviation of noise around mid-grey: that of a photograph, about. */
const NOISE_DEVIATION = 0.15;

/** The picture that a run starts from. Noise is drawn from `rng`, row by row. */
export function startPicture(kind: StartKind, content: Picture, style: Picture, rng: Rng): Picture {
  const { width, height } = content;
  switch (kind) {
    case 'content':
      return { width, height, pixels: content.pixels };
    case 'style':
      return drawColours(colourStatistics(style), content, rng);
    case 'noise': {
      const pixels = rng.normals(width * height * RGB, NOISE_DEVIATION).map((value) => 0.5 + value);
      return { width, height, pixels };
    }
  }
}
