import { readFileSync } from 'node:fs';

/** The root of the repository, from the folder of built programs. */
const ROOT = new URL('../../../', import.meta.url);

/** A file of the repository, as bytes of their own. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, ROOT)));
}
