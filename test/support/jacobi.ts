/**
 * Eigenvalues and eigenvectors of a small symmetric matrix (Jacobi 1846): plane rotations until nothing is left beside
 * the diagonal.
 *
 * @returns vectors[k] belongs to values[k]
 */
export function eigenOf(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        rotateColumns(a, p, q, c, s);
        rotateRows(a, p, q, c, s);
        rotateRows(v, p, q, c, s);
      }
    }
  }
  return { values: a.map((row, i) => row[i]!), vectors: v };
}

/** The square root of a symmetric matrix without negative eigenvalues. */
export function rootOf(matrix: readonly (readonly number[])[]): number[][] {
  const { values, vectors } = eigenOf(matrix);
  return matrix.map((_, i) =>
    matrix.map((_, j) =>
      values.reduce(
        (sum, value, k) => sum + Math.sqrt(Math.max(0, value)) * vectors[k]![i]! * vectors[k]![j]!,
        0,
      ),
    ),
  );
}

function rotateColumns(a: number[][], p: number, q: number, c: number, s: number): void {
  for (const row of a) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
}

function rotateRows(a: number[][], p: number, q: number, c: number, s: number): void {
  const [first, second] = [a[p]!, a[q]!];
  a[p] = first.map((value, i) => c * value - s * second[i]!);
  a[q] = first.map((value, i) => s * value + c * second[i]!);
}
