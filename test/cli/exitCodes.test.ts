import { describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../src/shared/errors.js';

// A signal that another file has sent is remembered for good.
vi.resetModules();
const { exitCodeOf } = await import('../../src/cli/exitCodes.js');
const { NstError } = await import('../../src/shared/errors.js');

/** As the manual promises them. */
const PROMISED: Readonly<Record<ErrorCode, number>> = {
  NST_BAD_OPTION: 2,
  NST_BAD_INPUT: 2,
  NST_BAD_OUTPUT: 2,
  NST_DEVICE: 2,
  NST_MEMORY: 2,
  NST_MODEL_MISSING: 3,
  NST_MODEL_BROKEN: 3,
  NST_WOULD_OVERWRITE: 4,
  NST_ABORTED: 130,
  NST_KERNEL_MISSING: 1,
  NST_INTERNAL: 1,
};

describe('exitCodeOf', () => {
  it.each(Object.entries(PROMISED))('%s is %i', (code, expected) => {
    expect(exitCodeOf(new NstError(code as ErrorCode, 'text'))).toBe(expected);
  });

  it('is 1 for anything that nobody foresaw', () => {
    expect([new Error('x'), new TypeError('x'), 'x', undefined].map(exitCodeOf)).toEqual([1, 1, 1, 1]);
  });
});
