import type { Size } from '../../shared/pictures/picture.js';
import type { Box } from '../shape/crop.js';

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

/** Where a turn begins in the example, and how many of its pixels a step across or down is. */
function walkOf(width: number, box: Box, { quarters, isMirrored }: Turn) {
  const index = (x: number, y: number) => (box.top + y) * width + box.left + x;
  const [right, bottom] = [box.width - 1, box.height - 1];
  // The upper left corner of a turn, and the one that lies to its right, unmirrored.
  const corners = [index(0, 0), index(right, 0), index(right, bottom), index(0, bottom)];
  const first = corners[(4 - quarters) % 4]!;
  const across = [1, -width, -1, width][quarters]!;
  const down = [width, 1, -width, -1][quarters]!;
  const wide = quarters % 2 === 0 ? box.width : box.height;
  return isMirrored ? { first: first + (wide - 1) * across, across: -across, down } : { first, across, down };
}

/** Lays out the sheet of an example, or of a part of it. */
export function makeSheet(
  example: Size,
  isDirected: boolean,
  box: Box = { left: 0, top: 0, width: example.width, height: example.height },
): Sheet {
  const turns = isDirected ? UPRIGHT : ALL;
  const side = Math.max(box.width, box.height);
  const { width, height } = isDirected ? box : { width: side, height: side };
  const origin = new Int32Array(width * height * turns.length).fill(OUTSIDE);
  for (const [part, turn] of turns.entries()) {
    const { first, across, down } = walkOf(example.width, box, turn);
    const [w, h] = turn.quarters % 2 === 0 ? [box.width, box.height] : [box.height, box.width];
    for (let y = 0; y < h; y++) {
      const row = (part * height + y) * width;
      for (let x = 0; x < w; x++) origin[row + x] = first + y * down + x * across;
    }
  }
  return { width, height: height * turns.length, origin, partHeight: height };
}

/** Fills a sheet, `out`, with values of the example, [height, width, channels]; what is beside it is given by `blank`. */
export function onSheet<T extends Float32Array | Uint8Array>(
  { origin }: Sheet,
  values: T,
  channels: number,
  blank: number,
  out: T,
): T {
  for (let i = 0; i < origin.length; i++) {
    const from = origin[i]!;
    for (let c = 0; c < channels; c++) {
      out[i * channels + c] = from === OUTSIDE ? blank : values[from * channels + c]!;
    }
  }
  return out;
}
