/**
 * The inverse of the Cholesky factor of a covariance: times a difference to the mean it gives uncorrelated values of
 * variance 1.
 *
 * @param covariance [n, n], positive definite; only its lower half is read
 * @returns [n, n], lower triangular
 */
export function whitening(covariance: Float64Array, n: number): Float64Array {
  const factor = cholesky(covariance, n);
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    for (let row = column; row < n; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= factor[row * n + k]! * inverse[k * n + column]!;
      inverse[row * n + column] = sum / factor[row * n + row]!;
    }
  }
  return inverse;
}

function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * n + column]!;
      for (let k = 0; k < column; k++) sum -= factor[row * n + k]! * factor[column * n + k]!;
      factor[row * n + column] = row === column ? Math.sqrt(sum) : sum / factor[column * n + column]!;
    }
  }
  return factor;
}

/**
 * A lower triangular matrix times a vector.
 *
 * @param matrices [n, n] from `offset` on; only the lower half is read
 * @param vector [n]
 * @param out [n], takes the product
 */
export function timesLower(
  matrices: ArrayLike<number>,
  offset: number,
  vector: Float64Array,
  out: Float64Array,
): void {
  const n = vector.length;
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let k = 0; k <= row; k++) sum += matrices[offset + row * n + k]! * vector[k]!;
    out[row] = sum;
  }
}
