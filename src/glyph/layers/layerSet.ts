import type { Grid } from '../../shared/fields/grid.js';
import { LEAST_VISIBLE, type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { over } from '../effects/compose.js';
import { type LayerPicture, splitLayers, toBytes } from './splitLayers.js';

/** A text in its parts, multiplied by alpha; all as large as the shape. */
export interface Parts {
  /** What is painted on the letters and around them. */
  readonly front: Premultiplied;
  /** What layer effects paint behind them. */
  readonly back?: Premultiplied | undefined;
  /** What all of it is laid on. */
  readonly background?: Premultiplied | undefined;
  /** The plain text, bent if that was asked for. */
  readonly shape: Grid;
}

/** Layers of a text, from the lowest to the topmost, and what they look like together. */
export interface LayerSet {
  readonly layers: readonly LayerPicture[];
  readonly merged: LayerPicture;
}

function named(name: string, picture: Premultiplied): LayerPicture {
  return { name, width: picture.width, height: picture.height, rgba: toBytes(picture) };
}

const isSeen = ({ rgba }: Premultiplied) => rgba.some((value, i) => i % RGBA === 3 && value >= LEAST_VISIBLE);

/** Background and what is behind, where there is any, then the parts of `splitLayers`. */
export function layerSet({ front, back, background, shape }: Parts): LayerSet {
  const lower: LayerPicture[] = [];
  let merged = front;
  if (back && isSeen(back)) {
    lower.push(named('behind', back));
    merged = over(merged, back.rgba);
  }
  if (background) {
    lower.unshift(named('background', background));
    merged = over(merged, background.rgba);
  }
  return { layers: [...lower, ...splitLayers(front, shape)], merged: named('merged', merged) };
}
