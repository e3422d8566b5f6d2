import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { NstError } from '../../shared/errors.js';
import { picturesIn } from '../../shared/pictures/folder.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture } from '../../shared/pictures/source.js';
import { onWhite } from '../frameBytes.js';
import type { Rate } from '../rate.js';
import { type Film, type FrameWish, shownFrames } from './film.js';

/** Frames of a folder do not say how long they are shown. */
const USUAL_RATE: Rate = { frames: 25, seconds: 1 };
/** `frame_%04d.png`, as ffmpeg has it. */
const PATTERN = /%(0\d+)?d/;

/** Whether a path is a pattern for numbered files. */
export const isPattern = (path: string) => PATTERN.test(basename(path));

/** What stands around the number in names of a pattern, and how many digits it has at least. */
function partsOf(pattern: string): { before: string; behind: string; digits: number } {
  const name = basename(pattern);
  const match = PATTERN.exec(name);
  if (!match) return { before: name, behind: '', digits: 0 };
  const before = name.slice(0, match.index);
  const behind = name.slice(match.index + match[0].length);
  return { before, behind, digits: Number(match[1] ?? 0) };
}

/** The file of a pattern with a number. */
export function numberedPath(pattern: string, number: number): string {
  const { before, behind, digits } = partsOf(pattern);
  return join(dirname(pattern), `${before}${String(number).padStart(digits, '0')}${behind}`);
}

/** A pattern without its number: what names made from it begin with. Other paths stay as they are. */
export function withoutNumber(path: string): string {
  const { before, behind } = partsOf(path);
  return join(dirname(path), `${before}${behind}`);
}

const numeric = new Intl.Collator('en', { numeric: true });

async function filesOfPattern(pattern: string): Promise<string[]> {
  const folder = dirname(pattern);
  const { before, behind } = partsOf(pattern);
  const fits = (name: string) =>
    name.startsWith(before) &&
    name.endsWith(behind) &&
    /^\d+$/.test(name.slice(before.length, name.length - behind.length));
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.filter(fits).map((name) => join(folder, name));
}

/**
 * Opens a folder of pictures, or the files of a pattern, in the order of the numbers in their names.
 *
 * @param rate at which they are shown
 * @throws NstError NST_BAD_INPUT if there is none, or the first cannot be read
 */
export async function openFrameFiles(path: string, rate = USUAL_RATE): Promise<Film> {
  const files = (isPattern(path) ? await filesOfPattern(path) : await picturesIn(path)).sort(numeric.compare);
  const [first] = files;
  if (first === undefined)
    throw new NstError(
      'NST_BAD_INPUT',
      `${path}: expected frames (PNG, JPEG, WebP ...), found none; check the name`,
    );
  const { size, header } = await openPicture(first);
  return {
    path,
    kind: 'frames',
    size,
    rate,
    count: files.length,
    hasSound: false,
    losses: header.hasAlpha ? ['its alpha is laid on white'] : [],
    files,
    frames: (wanted) => framesOf(files, rate, wanted),
  };
}

async function* framesOf(
  files: readonly string[],
  rate: Rate,
  wanted: FrameWish,
): AsyncGenerator<Picture, void, undefined> {
  for (const index of shownFrames(files.length, rate, wanted)) {
    if (wanted.signal?.aborted) return;
    yield onWhite(await readPicture(files[index]!, () => wanted.size));
  }
}
