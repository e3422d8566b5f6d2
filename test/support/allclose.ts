import { expect } from 'vitest';

/** Largest |a - b| / (atol/rtol + |b|) style check: every element within atol + rtol * |expected|. */
expect.extend({
  toBeAllclose(received: ArrayLike<number>, expected: ArrayLike<number>, rtol = 1e-4, atol = 1e-5) {
    const fail = (message: string) => ({ pass: false, message: () => message });
    if (received.length !== expected.length) {
      return fail(`length ${received.length}, expected ${expected.length}`);
    }
    let worst = -1;
    let worstExcess = 0;
    for (let i = 0; i < expected.length; i++) {
      const want = expected[i]!;
      const got = received[i]!;
      const excess = Math.abs(got - want) - (atol + rtol * Math.abs(want));
      if (!(excess <= 0) && !(excess <= worstExcess)) {
        worst = i;
        worstExcess = excess;
      }
    }
    if (worst >= 0) {
      return fail(
        `element ${worst} is ${received[worst]}, expected ${expected[worst]} (rtol ${rtol}, atol ${atol})`,
      );
    }
    return { pass: true, message: () => 'all elements are close' };
  },
});

declare module 'vitest' {
  interface Matchers<T> {
    toBeAllclose(expected: ArrayLike<number>, rtol?: number, atol?: number): void;
  }
}
