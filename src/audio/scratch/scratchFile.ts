import { randomUUID } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeProblem } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';

/** An open file that nobody else sees, and that is gone when it is closed. */
export interface ScratchFile {
  readonly file: number;
  /** Closes it; a second time does nothing. */
  release(): void;
}

/**
 * What work on a file gives.
 *
 * @throws NstError NST_BAD_OUTPUT for what the file system refuses
 */
export function withRoom<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problem = `${folder}: no room for what is made on the way (${writeProblem(error)})`;
    throw new NstError('NST_BAD_OUTPUT', problem, { cause: error });
  }
}

/** Makes an empty one. @throws NstError NST_BAD_OUTPUT */
export function openScratchFile(folder: string): ScratchFile {
  const path = join(folder, `.nst-${randomUUID()}.part`);
  const removeName = () => {
    try {
      rmSync(path, { force: true });
    } catch {
      // Some systems keep the names of files until they are closed.
    }
  };
  const file = withRoom(folder, () => openSync(path, 'wx+'));
  // Without a name it is gone when the program is, however that ends.
  removeName();
  let isOpen = true;
  return {
    file,
    release() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(file);
      removeName();
    },
  };
}
