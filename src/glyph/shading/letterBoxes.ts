import { COVERED } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';

/** Rows and columns that a letter takes, the last ones not included. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The letters of a shape. */
export interface Letters {
  /** From left to right. */
  readonly boxes: readonly Box[];
  /** Index of the letter that a column belongs to; between letters that of the nearer one. */
  readonly letterOfColumn: Int32Array;
  /** Of all letters together. */
  readonly word: Box;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Runs of columns in which there is something of the shape: letters that stand apart, each with its dots and accents. */
function spansOf({ width, height, data }: Grid): Span[] {
  const isTaken = (x: number) => {
    for (let y = 0; y < height; y++) if (data[y * width + x]! >= COVERED) return true;
    return false;
  };
  const spans: Span[] = [];
  let from = -1;
  for (let x = 0; x <= width; x++) {
    const inside = x < width && isTaken(x);
    if (inside && from < 0) from = x;
    if (!inside && from >= 0) {
      spans.push({ from, to: x });
      from = -1;
    }
  }
  return spans;
}

function boxOf({ width, height, data }: Grid, { from, to }: Span): Box {
  const hasInk = (y: number) => {
    for (let x = from; x < to; x++) if (data[y * width + x]! >= COVERED) return true;
    return false;
  };
  let [top, bottom] = [0, height];
  while (top < height && !hasInk(top)) top++;
  while (bottom > top && !hasInk(bottom - 1)) bottom--;
  return { left: from, top, right: to, bottom };
}

function letterOfColumn(boxes: readonly Box[], width: number): Int32Array {
  let letter = 0;
  return Int32Array.from({ length: width }, (_, x) => {
    const next = boxes[letter + 1];
    if (next && 2 * x >= boxes[letter]!.right + next.left) letter++;
    return letter;
  });
}

/**
 * The letters of a shape, as far as a clear column is between them; those that touch or overhang count as one.
 *
 * @returns `undefined` for an empty shape
 */
export function lettersOf(shape: Grid): Letters | undefined {
  const boxes = spansOf(shape).map((span) => boxOf(shape, span));
  if (boxes.length === 0) return undefined;
  const word = {
    left: boxes[0]!.left,
    top: Math.min(...boxes.map(({ top }) => top)),
    right: boxes.at(-1)!.right,
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
  return { boxes, letterOfColumn: letterOfColumn(boxes, shape.width), word };
}
