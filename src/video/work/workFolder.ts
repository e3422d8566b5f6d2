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
/** Finished frames; what the first of two passes made; and the film's own, which a second pass reads from its end. */
export type FrameSet = 'frame' | 'first' | 'source';
const FRAME = /^((?:frame|first|source)_\d{6})\.png$/;
const nameOf = (index: number, set: FrameSet) => `${set}_${String(index).padStart(6, '0')}`;
/** Frames are read again soon, and thrown away. */
const COMPRESSION = 3;

/** Where finished frames stand until the film is done, with what they were made of. */
export class WorkFolder {
  private constructor(
    /** The folder. */
    readonly path: string,
    readonly size: Size,
    private readonly kept: Set<string>,
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
    const kept = names.flatMap((name) => FRAME.exec(name)?.[1] ?? []);
    return new WorkFolder(path, size, new Set(kept));
  }

  /** Whether a frame is there. */
  has(index: number, set: FrameSet = 'frame'): boolean {
    return this.kept.has(nameOf(index, set));
  }

  /** Frames of a set that are there. */
  count(set: FrameSet = 'frame'): number {
    return [...this.kept].filter((name) => name.startsWith(set)).length;
  }

  /** The file of a frame. */
  framePath(index: number, set: FrameSet = 'frame'): string {
    return join(this.path, `${nameOf(index, set)}.png`);
  }

  /** Where a method may put a picture for a while. */
  get scratchPath(): string {
    return join(this.path, 'key.png');
  }

  /** Where a sound that is made for the film stands. */
  get soundPath(): string {
    return join(this.path, 'sound.wav');
  }

  /** Keeps a frame. @param bytes [height, width, 3] @throws NstError NST_BAD_OUTPUT */
  async keep(index: number, bytes: Uint8Array, set: FrameSet = 'frame'): Promise<void> {
    const raw = { ...this.size, channels: 3 } as const;
    const png = await sharp(bytes, { raw, limitInputPixels: false })
      .png({ compressionLevel: COMPRESSION })
      .toBuffer();
    await writeAtomically(this.framePath(index, set), png);
    this.kept.add(nameOf(index, set));
  }

  /** A finished frame, [height, width, 3]. @throws NstError NST_BAD_OUTPUT for one that is broken */
  async read(index: number, set: FrameSet = 'frame'): Promise<Uint8Array> {
    const path = this.framePath(index, set);
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
    for (const name of this.kept) await rm(join(this.path, `${name}.png`), { force: true });
    for (const path of [this.soundPath, this.scratchPath]) await rm(path, { force: true });
    await rm(join(this.path, MANIFEST), { force: true });
    const left = await readdir(this.path).catch(() => ['']);
    if (left.length === 0) await rm(this.path, { recursive: true, force: true });
  }
}

function reject(path: string, problem: string): never {
  throw new NstError('NST_BAD_OUTPUT', `${path}: ${problem}`);
}
