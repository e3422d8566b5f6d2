import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { makeOutputFolder } from '../../shared/outputFolder.js';
import type { Size } from '../../shared/pictures/picture.js';
import { sharp } from '../../shared/pictures/sharp.js';
import type { Manifest } from '../../shared/saved/manifest.js';
import { differenceOf, parseManifest } from './manifest.js';

const MANIFEST = 'manifest.json';
const FRAME = /^frame_(\d{6})\.png$/;
/** Frames are read again soon, and thrown away. */
const COMPRESSION = 3;

/** Where finished frames stand until the film is done, with what they were made of. */
export class WorkFolder {
  private constructor(
    /** The folder. */
    readonly path: string,
    readonly size: Size,
    private readonly kept: Set<number>,
  ) {}

  /**
   * Opens a folder, which is made if it is not there; frames of the same run are found.
   *
   * @throws NstError NST_BAD_OUTPUT for a folder of something else, or of other settings
   */
  static async open(path: string, manifest: Manifest, size: Size): Promise<WorkFolder> {
    await makeOutputFolder(path);
    // Hidden ones are being written by runs that make the same film.
    const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
    if (names.includes(MANIFEST)) {
      const before = parseManifest(await readFile(join(path, MANIFEST)), join(path, MANIFEST));
      const difference = differenceOf(before, manifest);
      if (difference !== undefined)
        reject(
          path,
          `expected frames of this run, found ${difference}; remove the folder, or name another with --work`,
        );
    } else {
      if (names.length > 0)
        reject(
          path,
          'expected an empty folder, or one with frames of this run, found other files; name another with --work',
        );
      await writeAtomically(join(path, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    }
    const kept = names.flatMap((name) => FRAME.exec(name)?.[1] ?? []).map(Number);
    return new WorkFolder(path, size, new Set(kept));
  }

  /** Whether a frame is finished. */
  has(index: number): boolean {
    return this.kept.has(index);
  }

  /** Frames that are finished. */
  get count(): number {
    return this.kept.size;
  }

  /** The file of a frame. */
  framePath(index: number): string {
    return join(this.path, `frame_${String(index).padStart(6, '0')}.png`);
  }

  /** Where a sound that is made for the film stands. */
  get soundPath(): string {
    return join(this.path, 'sound.wav');
  }

  /** Keeps a frame. @param bytes [height, width, 3] @throws NstError NST_BAD_OUTPUT */
  async keep(index: number, bytes: Uint8Array): Promise<void> {
    const raw = { ...this.size, channels: 3 } as const;
    const png = await sharp(bytes, { raw, limitInputPixels: false })
      .png({ compressionLevel: COMPRESSION })
      .toBuffer();
    await writeAtomically(this.framePath(index), png);
    this.kept.add(index);
  }

  /** A finished frame, [height, width, 3]. @throws NstError NST_BAD_OUTPUT for one that is broken */
  async read(index: number): Promise<Uint8Array> {
    const path = this.framePath(index);
    const { data, info } = await sharp(await readFile(path), { failOn: 'error', limitInputPixels: false })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch(() => reject(path, 'this finished frame is broken; remove it and run again'));
    if (info.width !== this.size.width || info.height !== this.size.height)
      reject(
        path,
        `expected a frame of ${this.size.width}x${this.size.height}, found ${info.width}x${info.height}; remove it and run again`,
      );
    return data;
  }

  /** All frames in their order. */
  async *frames(count: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let index = 0; index < count; index++) yield await this.read(index);
  }

  /** Removes what was put there, and the folder if nothing else is in it. */
  async remove(): Promise<void> {
    for (const index of this.kept) await rm(this.framePath(index), { force: true });
    await rm(this.soundPath, { force: true });
    await rm(join(this.path, MANIFEST), { force: true });
    const left = await readdir(this.path).catch(() => ['']);
    if (left.length === 0) await rm(this.path, { recursive: true, force: true });
  }
}

function reject(path: string, problem: string): never {
  throw new NstError('NST_BAD_OUTPUT', `${path}: ${problem}`);
}
