/** Checks of user options at the public edge: (name, value, expectation) => the value, or an NstError. */
import { NstError } from './errors.js';

function reject(name: string, expected: string, received: unknown): never {
  const shown = typeof received === 'string' ? `"${received}"` : String(received);
  throw new NstError('NST_BAD_OPTION', `${name}: expected ${expected}, found ${shown}`);
}

/** A finite number in [min, max]. */
export function checkNumber(
  name: string,
  value: unknown,
  min: number,
  max = Number.POSITIVE_INFINITY,
): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max) return value;
  const range =
    max === Number.POSITIVE_INFINITY ? `a number of at least ${min}` : `a number from ${min} to ${max}`;
  return reject(name, range, value);
}

/** A whole number in [min, max]. */
export function checkInteger(
  name: string,
  value: unknown,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  const range =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${min}`
      : `a whole number from ${min} to ${max}`;
  return reject(name, range, value);
}

/** One of a fixed set of words. */
export function checkOneOf<const T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  const match = allowed.find((word) => word === value);
  return match ?? reject(name, `one of ${allowed.join(', ')}`, value);
}
