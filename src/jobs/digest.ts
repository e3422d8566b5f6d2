/** What tells jobs apart: a digest of all that their results depend on. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex, sha256OfFiles } from '../shared/digest.js';
import { filesIn } from '../shared/options/files.js';
import type { OptionTable } from '../shared/options/option.js';
import { type FileStore, isStored } from './store.js';

/** What is not there is another job than what is: whoever runs it says what is wrong. */
export const MISSING = 'missing';

/** Digests of files, each read once as long as it stays as it is. */
export class FileDigests {
  readonly #known = new Map<string, Promise<string>>();

  /** @param store of files whose names are addresses */
  constructor(private readonly store?: FileStore | undefined) {}

  /** Whether there is such a file or folder. */
  async has(path: string): Promise<boolean> {
    if (this.store && isStored(path)) return (await this.store.tagOf(path)) !== undefined;
    return stat(path).then(
      () => true,
      () => false,
    );
  }

  /** The SHA-256 of a file, or of all files of a folder and their names. */
  async of(path: string): Promise<string> {
    if (this.store && isStored(path)) return (await this.store.tagOf(path)) ?? MISSING;
    const info = await stat(path).catch(() => undefined);
    if (!info) return MISSING;
    if (info.isDirectory()) return this.#ofFolder(path);
    if (!info.isFile()) return MISSING;
    const key = JSON.stringify([path, info.size, info.mtimeMs, info.ino]);
    let digest = this.#known.get(key);
    if (!digest) {
      digest = sha256OfFiles([path]).catch(() => MISSING);
      this.#known.set(key, digest);
    }
    return digest;
  }

  async #ofFolder(folder: string): Promise<string> {
    const names = (await readdir(folder)).sort();
    const digests: [string, string][] = [];
    for (const name of names) digests.push([name, await this.of(join(folder, name))]);
    return sha256Hex(JSON.stringify(digests));
  }
}

/** What is allowed changes nothing about a result: `force` alone is such a switch. */
const isPermission = (table: OptionTable, name: string) =>
  table[name]?.part === 'output' && table[name].placeholder === undefined;

/**
 * The digest of a job: of its command, of its options in whatever order they were given, and of the bytes of its inputs.
 *
 * @param version of the program, which may make other results
 */
export async function digestOfJob(
  command: string,
  table: OptionTable,
  values: Readonly<Record<string, unknown>>,
  { files, version }: { readonly files: FileDigests; readonly version: string },
): Promise<string> {
  const inputs: string[] = [];
  for (const path of filesIn(table, values)) inputs.push(await files.of(path));
  const names = Object.keys(values)
    .filter((name) => !isPermission(table, name))
    .sort();
  return sha256Hex(JSON.stringify([version, command, names.map((name) => [name, values[name]]), inputs]));
}
