/**
 * Goldens: small results that are kept in `test/goldens/expected`, and held to. `npm run goldens` makes them anew.
 *
 * Each result is also judged by something that had no part in making it, against floors that no command lowers: they
 * are numbers in the cases, measured with `npm run bench -- goldens`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const fileOf = (folder: string, name: string) =>
  fileURLToPath(new URL(`../../../${folder}/${name}`, import.meta.url));

/**
 * Whether goldens are written in place of being compared with. Only then are weaker runs made, which floors have to tell from the
 * golden: floors are numbers in the cases, so what they were once too high for stays below them.
 */
export const isUpdate = process.env.UPDATE_GOLDENS === '1';

/** Most time for one transfer, in ms: it takes 1 to 15 s, many times that where others work on the machine too. */
export const GOLDEN_TIMEOUT_MS = 300_000;

/** What a judge says: numbers by name, all better when larger. */
export type Verdict = Readonly<Record<string, number>>;

/** Names of the floors that a verdict does not reach; NaN reaches none. */
export function missed(verdict: Verdict, floors: Verdict): string[] {
  return Object.entries(floors)
    .filter(([name, floor]) => !((verdict[name] ?? Number.NaN) >= floor))
    .map(([name, floor]) => `${name}: ${verdict[name]?.toFixed(3)} is below ${floor}`);
}

/** How results of one kind are kept and compared. */
export interface GoldenFormat<Result> {
  readonly suffix: 'jpg' | 'png' | 'json';
  encode(result: Result): Promise<Uint8Array>;
  decode(bytes: Uint8Array): Promise<Result>;
  /** 0 for the same. */
  distance(a: Result, b: Result): number;
}

/**
 * Compares a result with its golden, or makes it that.
 *
 * @returns the distance
 * @throws Error that says where the result is to be seen, if it is farther than `tolerance`
 */
export async function compareGolden<Result>(
  name: string,
  result: Result,
  { suffix, encode, decode, distance }: GoldenFormat<Result>,
  tolerance: number,
): Promise<number> {
  const file = `${name}.${suffix}`;
  const expected = fileOf('test/goldens/expected', file);
  if (isUpdate) writeInto(expected, await encode(result));
  const apart = distance(result, await decode(readFileSync(expected)));
  if (apart <= tolerance) return apart;
  const actual = fileOf('build/goldens', file);
  writeInto(actual, await encode(result));
  throw new Error(
    `${file}: ${apart.toFixed(4)} from its golden, at most ${tolerance} expected; the result is ${actual}, its golden ${expected}; if it is meant to have changed: npm run goldens`,
  );
}

function writeInto(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
