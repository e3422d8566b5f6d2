import type { Grid } from '../../../shared/fields/grid.js';
import { maskWhere } from '../../../shared/fields/perPixel.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { resample } from '../../../shared/pictures/resample.js';
import { borderPixels, type GroundModel, modelGround } from '../ground/groundModel.js';
import { isShade } from '../ground/shade.js';
import { drawSurface } from '../ground/surface.js';
import { barrierFrom } from './barrier.js';

/** A picture in which lettering is looked for: small, with what its ground and its edges are. */
export interface SearchView {
  readonly picture: Picture;
  readonly ground: GroundModel;
  /** Indices of the pixels near its border. */
  readonly border: Uint32Array;
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
  for (let y = 0, i = 0; y < height; y++) {
    const [above, below] = [y > 0 ? width : 0, y < height - 1 ? width : 0];
    for (let x = 0; x < width; x++, i++) {
      const left = (x > 0 ? i - 1 : i) * RGB;
      const right = (x < width - 1 ? i + 1 : i) * RGB;
      const up = (i - above) * RGB;
      const down = (i + below) * RGB;
      let sum = 0;
      for (let c = 0; c < RGB; c++) {
        const across = pixels[right + c]! - pixels[left + c]!;
        const along = pixels[down + c]! - pixels[up + c]!;
        sum += across * across + along * along;
      }
      data[i] = Math.sqrt(sum);
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
  const off = ground.distance.data;
  const shaded = maskWhere(off.length, (i) => off[i]! > 1 && isShade(small.pixels, surface, i));
  return { picture: small, ground, border: borderPixels(small), edges, barrier: barrierFrom(edges), shaded };
}
