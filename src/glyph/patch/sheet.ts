import type { Size } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';

/** A turn by quarters, clockwise, of the picture or of its mirror image. */
interface Turn {
  readonly quarters: number;
  readonly isMirrored: boolean;
}

const UPRIGHT: readonly Turn[] = [{ quarters: 0, isMirrored: false }];
const ALL: readonly Turn[] = [0, 1, 2, 3].flatMap((quarters) =>
  [false, true].map((isMirrored) => ({ quarters, isMirrored })),
);

/**
 * Where patches are taken from: the example, or, where no direction matters, the example in its eight turns, one below the
 * other.
 */
export interface Sheet extends Size {
  /** For each pixel of the sheet the pixel of the example; `OUTSIDE` beside the turns of an oblong example. */
  readonly origin: Int32Array;
  /** Height of each turn's part. */
  readonly partHeight: number;
}

/** No pixel of the example. */
export const OUTSIDE = -1;

/** The example's pixel that is at x, y after a turn; undefined beyond its edges. */
function originAt({ width, height }: Size, { quarters, isMirrored }: Turn, x: number, y: number): number {
  const [w, h] = quarters % 2 === 0 ? [width, height] : [height, width];
  if (x >= w || y >= h) return OUTSIDE;
  const u = isMirrored ? w - 1 - x : x;
  if (quarters === 0) return y * width + u;
  if (quarters === 1) return (height - 1 - u) * width + y;
  if (quarters === 2) return (height - 1 - y) * width + (width - 1 - u);
  return u * width + (width - 1 - y);
}

/** Lays out the sheet of an example. */
export function makeSheet(example: Size, isDirected: boolean): Sheet {
  const turns = isDirected ? UPRIGHT : ALL;
  const side = Math.max(example.width, example.height);
  const { width, height } = isDirected ? example : { width: side, height: side };
  const origin = new Int32Array(width * height * turns.length);
  for (const [part, turn] of turns.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        origin[(part * height + y) * width + x] = originAt(example, turn, x, y);
      }
    }
  }
  return { width, height: height * turns.length, origin, partHeight: height };
}

/** Fills a sheet with values of the example, [height, width, channels]; what is beside it is given by `blank`. */
export function onSheet(sheet: Sheet, values: Float32Array, channels: number, blank: number): Float32Array {
  const out = new Float32Array(sheet.origin.length * channels).fill(blank);
  for (const [i, from] of sheet.origin.entries()) {
    if (from === OUTSIDE) continue;
    for (let c = 0; c < channels; c++) out[i * channels + c] = values[from * channels + c]!;
  }
  return out;
}

/** A picture on a sheet; transparent beside it. */
export const pictureOnSheet = (sheet: Sheet, rgba: Float32Array) => onSheet(sheet, rgba, RGBA, 0);
