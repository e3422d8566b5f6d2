import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NstError } from '../shared/errors.js';

const BYTES_PER_GB = 1e9;

/** What a folder may take of the disk. */
export class Room {
  constructor(
    private readonly folder: string,
    readonly limitBytes: number,
  ) {}

  /** Bytes of all files of the folder. What goes while they are counted is not. */
  async used(): Promise<number> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const sizes = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      );
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  /** Bytes that may still come. */
  async left(): Promise<number> {
    return Math.max(0, this.limitBytes - (await this.used()));
  }

  /** @throws NstError NST_BAD_OUTPUT if there is none left. @param what is not taken in, for the message */
  async check(what: string): Promise<void> {
    if ((await this.left()) === 0) throw this.refusal(what);
  }

  /** What is said of something that there is no room for. */
  refusal(what: string): NstError {
    const limit = `${Number((this.limitBytes / BYTES_PER_GB).toPrecision(3))} GB`;
    return new NstError(
      'NST_BAD_OUTPUT',
      `${what}: expected room in the studio's folder, found its ${limit} used up; delete runs, or start it with a larger --room`,
    );
  }
}
