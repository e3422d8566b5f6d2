/** Changes of JSON that stays JSON, mostly. */
import type { Rng } from '../../src/shared/rng.js';
import type { Mutator } from './mutator.js';
import { pick, smallCount } from './random.js';
import { mutateText } from './text.js';

const HUGE_LETTERS = 100_000;
const MOST_DEPTH = 50_000;
/** Stands for text that `JSON.stringify` would not write. */
const MARK = '\u0001mark\u0001';

const NUMBERS = [
  ...[0, -0, 1, -1, 2, 0.5, 3.7, -1e-300, 1e308, -1e308, 255, 256, 65_535, 65_536],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, 1e12],
] as const;
/** Numbers and literals that only text can hold. */
const RAW = ['1e999', '-1e999', '-0.0', '1E+400', '123456789012345678901234567890', 'NaN', 'Infinity', '01'];
const KEYS = ['__proto__', 'constructor', 'toString', 'length', '', '\u0000', 'shape', 'name', 'dtype'];

/** A place in a value: the object or array, and the key in it. */
interface Spot {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function spotsOf(root: Record<string, unknown>): Spot[] {
  const spots: Spot[] = [];
  const waiting = [root];
  for (let owner = waiting.pop(); owner; owner = waiting.pop()) {
    for (const key of Object.keys(owner)) {
      spots.push({ owner, key });
      const value = owner[key];
      if (isContainer(value)) waiting.push(value);
    }
  }
  return spots;
}

function otherType(rng: Rng): unknown {
  return pick(rng, [null, true, false, '', 'x', 0, 1, -1, [], {}, [[]], [null], { a: 1 }, '1', 'null']);
}

function near(rng: Rng, value: unknown): unknown {
  if (typeof value === 'number') {
    return pick(rng, [value + 1, value - 1, -value, value * 2, value * 1000, value / 3, pick(rng, NUMBERS)]);
  }
  if (typeof value === 'string') return mutateText(value, rng);
  if (!isContainer(value)) return otherType(rng);
  const entries = Object.entries(value);
  if (entries.length === 0) return otherType(rng);
  // Longer, shorter, or another order.
  const changed = pick(rng, [
    entries.slice(1),
    [...entries].reverse(),
    [...entries, ...entries.slice(0, smallCount(rng, entries.length))],
  ]);
  return Array.isArray(value) ? changed.map(([, own]) => own) : Object.fromEntries(changed);
}

function nested(rng: Rng): string {
  const depth = smallCount(rng, MOST_DEPTH);
  return rng.integer(2) === 0
    ? '['.repeat(depth) + ']'.repeat(depth)
    : `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`;
}

function change(rng: Rng, { owner, key }: Spot): string {
  const value = owner[key];
  const set = (next: unknown, raw = '') => {
    owner[key] = next;
    return raw;
  };
  return pick(rng, [
    () => (Reflect.deleteProperty(owner, key) ? '' : set(null)),
    () => set(otherType(rng)),
    () => set(otherType(rng)),
    () => set(near(rng, value)),
    () => set(near(rng, value)),
    () => set(near(rng, value)),
    () => set(pick(rng, NUMBERS)),
    () => set(MARK, pick(rng, RAW)),
    () => set(MARK, nested(rng)),
    () => set('x'.repeat(smallCount(rng, HUGE_LETTERS))),
    () => {
      const field = { value, enumerable: true, configurable: true, writable: true };
      // Reflect does not mind what cannot be done, such as a list as the length of a list.
      return Reflect.defineProperty(owner, pick(rng, KEYS), field) ? '' : set(value);
    },
  ])();
}

function changeRoot(root: unknown, rng: Rng): string {
  const spots = isContainer(root) ? spotsOf(root) : [];
  if (spots.length === 0 || rng.integer(40) === 0) return JSON.stringify(otherType(rng));
  const raw = change(rng, pick(rng, spots));
  return JSON.stringify(root).replaceAll(JSON.stringify(MARK), () => raw);
}

/** Changes one value of a JSON text; of what is no JSON, or nested too deep for `JSON.stringify`, a text like any other. */
export function mutateJsonText(text: string, rng: Rng): string {
  try {
    return changeRoot(JSON.parse(text), rng);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return mutateText(text, rng);
    throw error;
  }
}

/** JSON in UTF-8. */
export const mutateJson: Mutator = (bytes, { rng }) => {
  const text = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(mutateJsonText(text, rng));
};
