/** Arrays in memory that all threads share. */

/** A shared copy. */
export function shareFloats(values: ArrayLike<number>): Float32Array {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}

/** Zeros. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** Zeros, or a value all over. */
export function sharedInts(length: number, value = 0): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)).fill(value);
}

/** Zeros. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}
