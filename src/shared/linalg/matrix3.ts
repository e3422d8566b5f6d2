/** Matrices of 3 x 3 and vectors of three, as conversions of colours need them. */

export type Vector3 = readonly [number, number, number];
/** Row by row. */
export type Matrix3 = ArrayLike<number>;

/** Leaves everything as it is. */
export const IDENTITY3: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** m v. */
export function apply3(m: Matrix3, [x, y, z]: Vector3): [number, number, number] {
  return [
    m[0]! * x + m[1]! * y + m[2]! * z,
    m[3]! * x + m[4]! * y + m[5]! * z,
    m[6]! * x + m[7]! * y + m[8]! * z,
  ];
}

export function diagonal3([a, b, c]: Vector3): Matrix3 {
  return [a, 0, 0, 0, b, 0, 0, 0, c];
}

/** The inverse by cofactors. */
export function invert3(m: Matrix3): Matrix3 {
  const minor = (row: number, column: number): number => {
    const [r1, r2] = [(row + 1) % 3, (row + 2) % 3];
    const [c1, c2] = [(column + 1) % 3, (column + 2) % 3];
    const entry = (r: number, c: number): number => m[3 * r + c]!;
    return entry(r1, c1) * entry(r2, c2) - entry(r1, c2) * entry(r2, c1);
  };
  const determinant = [0, 1, 2].reduce((sum, c) => sum + m[c]! * minor(0, c), 0);
  return Array.from({ length: 9 }, (_, i) => minor(i % 3, (i - (i % 3)) / 3) / determinant);
}
