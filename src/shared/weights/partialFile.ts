/** A download that is under way, on disk under a name of its own. */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unwritable } from './cache.js';
import { fileReader, type ReadBytes } from './safetensorsSource.js';

const SUFFIX = '.partial';

/**
 * Bytes that have arrived, in the order they are to be read. Every byte of a partial file has one right value,
 * given by the file's name, so two downloads of the same thing may write it at once.
 */
export class PartialFile {
  readonly path: string;
  readonly read: ReadBytes;
  readonly #handle: FileHandle;
  #bytes: number;

  private constructor(path: string, handle: FileHandle, bytes: number) {
    this.path = path;
    this.#handle = handle;
    this.#bytes = bytes;
    this.read = fileReader(handle, path);
  }

  /**
   * Opens the partial file of a download, with what an earlier run has left in it.
   *
   * @param key names what is fetched; without one, the file starts empty and nobody goes on with it
   * @throws NST_BAD_OUTPUT when the folder cannot be written
   */
  static async open(folder: string, network: string, key: string = randomUUID()): Promise<PartialFile> {
    const path = join(folder, `${network}.${key}${SUFFIX}`);
    try {
      // 'a+' makes the file where there is none; positions are given with each write, so it is opened again.
      await (await open(path, 'a+')).close();
      const handle = await open(path, 'r+');
      return new PartialFile(path, handle, (await handle.stat()).size);
    } catch (error) {
      throw unwritable(folder, error);
    }
  }

  /** Bytes that have arrived. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds bytes at the end. */
  async append(chunk: Uint8Array): Promise<void> {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await this.#handle.write(chunk, done, chunk.length - done, this.#bytes + done);
      done += bytesWritten;
    }
    this.#bytes += chunk.length;
  }

  /** Forgets what lies behind the first `bytes` bytes. */
  async truncate(bytes: number): Promise<void> {
    await this.#handle.truncate(bytes);
    this.#bytes = bytes;
  }

  /** SHA-256 of all bytes. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    const stream = this.#handle.createReadStream({ start: 0, autoClose: false });
    for await (const chunk of stream) hash.update(chunk);
    return hash.digest('hex');
  }

  /** Flushes to the disk and closes; the bytes stay for the next run. */
  async keep(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
  }

  /** Closes and deletes. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.path, { force: true });
  }
}

/** Deletes what unfinished downloads of a network have left. */
export async function removePartialFiles(folder: string, network: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`${network}.`) || !file.endsWith(SUFFIX)) continue;
    // Another download may have the file open, which Windows does not let one delete.
    await rm(join(folder, file), { force: true }).catch(() => undefined);
  }
}
