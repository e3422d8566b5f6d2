import { describe, expect, it } from 'vitest';
import { makeSheet, OUTSIDE, onSheet } from '../../../src/glyph/patch/sheet.js';

/** 0 1 2 over 3 4 5. */
const EXAMPLE = { width: 3, height: 2 };
const VALUES = Float32Array.of(0, 1, 2, 3, 4, 5);

/** The parts of the sheet as lists of rows, without what is beside them. */
function parts(isDirected: boolean): number[][][] {
  const sheet = makeSheet(EXAMPLE, isDirected);
  const values = onSheet(sheet, VALUES, 1, OUTSIDE, new Float32Array(sheet.origin.length));
  return Array.from({ length: sheet.height / sheet.partHeight }, (_, part) =>
    Array.from({ length: sheet.partHeight }, (_, y) => {
      const row = (part * sheet.partHeight + y) * sheet.width;
      return [...values.subarray(row, row + sheet.width)].filter((value) => value !== OUTSIDE);
    }).filter((row) => row.length > 0),
  );
}

describe('makeSheet', () => {
  it('is the example where the direction matters', () => {
    expect(parts(true)).toEqual([
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
    ]);
  });

  it('has the example in its eight turns where it does not', () => {
    const turns = parts(false);
    const rotate = (rows: number[][]) => rows[0]!.map((_, x) => rows.map((row) => row[x]!).reverse());
    const upright = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    const rotations = [upright];
    for (let k = 0; k < 3; k++) rotations.push(rotate(rotations.at(-1)!));
    const expected = rotations.flatMap((rows) => [rows, rows.map((row) => row.toReversed())]);
    const asText = (list: number[][][]) => list.map((rows) => JSON.stringify(rows)).sort();
    expect(asText(turns)).toEqual(asText(expected));
  });
});
