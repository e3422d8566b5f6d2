import type { Grid } from '../../../shared/fields/grid.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { resample } from '../../../shared/pictures/resample.js';
import { type GroundModel, modelGround } from '../ground/groundModel.js';
import { isShade } from '../ground/shade.js';
import { drawSurface } from '../ground/surface.js';
import { barrierFrom } from './barrier.js';

/** A picture in which lettering is looked for: small, with what its ground and its edges are. */
export interface SearchView {
  readonly picture: Picture;
  readonly ground: GroundModel;
  /** Slope of the colour at each pixel: what changes over two pixels. */
  readonly edges: Grid;
  /** The strongest edge that has to be crossed on the way from the border, at the least. */
  readonly barrier: Grid;
  /** 1 where a pixel may be the ground in shade. */
  readonly shaded: Uint8Array;
}

/** Size of the longer side; strokes of lettering that fills a picture are some 10 px wide then, and a search takes half a second. */
const SEARCH_PX = 160;

/** The size at which a picture is searched. */
export function searchSize({ width, height }: Size): Size {
  const factor = Math.min(1, SEARCH_PX / Math.max(width, height));
  return { width: Math.max(8, Math.round(width * factor)), height: Math.max(8, Math.round(height * factor)) };
}

/** Slope of the colour at each pixel of [height, width, 3]: what changes over two pixels, across and down together. */
export function edgesOf({ width, height, pixels }: Picture): Grid {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right] = [y * width + Math.max(0, x - 1), y * width + Math.min(width - 1, x + 1)];
      const [up, down] = [Math.max(0, y - 1) * width + x, Math.min(height - 1, y + 1) * width + x];
      let sum = 0;
      for (let c = 0; c < RGB; c++) {
        sum += (pixels[right * RGB + c]! - pixels[left * RGB + c]!) ** 2;
        sum += (pixels[down * RGB + c]! - pixels[up * RGB + c]!) ** 2;
      }
      data[y * width + x] = Math.sqrt(sum);
    }
  }
  return { width, height, data };
}

/** Makes a picture ready to be searched. */
export function searchView(picture: Picture): SearchView {
  const size = searchSize(picture);
  const small = { ...size, pixels: resample(picture.pixels, picture, size, 'triangle', 'leave-out') };
  const edges = edgesOf(small);
  const ground = modelGround(small);
  const surface = drawSurface(ground.surface, size);
  const shaded = Uint8Array.from(ground.distance.data, (distance, i) =>
    distance > 1 && isShade(small.pixels, surface, i) ? 1 : 0,
  );
  return { picture: small, ground, edges, barrier: barrierFrom(edges), shaded };
}
