import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The root of the repository, from wherever this is built to. */
export const ROOT = dirname(createRequire(import.meta.url).resolve('nst/package.json'));

/** A file of the repository, as bytes of their own. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(ROOT, path)));
}
