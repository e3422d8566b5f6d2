/** Styles that move. */
import { join } from 'node:path';
import type { Metadata } from 'sharp';
import { isInputFolder, listInputFolder } from '../../shared/inputFile.js';
import { type Picture, RGB, sizeText } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { fillTransparent } from '../../shared/pictures/resize.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine, openPicture, rejectPicture } from '../../shared/pictures/source.js';
import { isPackPath } from '../pack/packFile.js';

/** Pictures that follow one another, all of one size. */
export interface Animation {
  /** File of the first frame, or of all of them. */
  readonly firstFile: string;
  readonly frames: readonly Picture[];
  /** How long each frame is shown, in milliseconds. */
  readonly delaysMs: readonly number[];
  /** How often it is shown; 0: for ever. */
  readonly loop: number;
}

/** Of the frames of a folder, which do not say: 12 a second. */
const DELAY_MS = 83;
const MAX_FRAMES = 1000;
/** In all frames together. */
const MAX_PIXELS = 67_108_864;
const PICTURE_NAME = /\.(png|jpe?g|webp|avif|tiff?)$/i;
/** Masks lie beside styles under such names. */
const MASK_NAME = /-mask\.png$/i;
const ANIMATION = 'an animation (GIF or WebP with several frames, or a folder of pictures)';
const EXPECTED = `expected ${ANIMATION}`;

function checkCount(path: string, frames: number, pixelsEach: number): void {
  if (frames < 2) rejectPicture(path, `${EXPECTED}, found a single picture; leave out --frames`);
  if (frames <= MAX_FRAMES && frames * pixelsEach <= MAX_PIXELS) return;
  const limit = `at most ${MAX_FRAMES} frames and ${Math.round(MAX_PIXELS / 1e6)} megapixels in all`;
  rejectPicture(path, `expected ${limit}, found ${frames} frames; leave some out, or make them smaller`);
}

/** One frame of RGBA bytes. */
function toPicture(data: Uint8Array, width: number, height: number): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = data[i * 4 + c]! / 255;
    alpha[i] = data[i * 4 + RGB]! / 255;
  }
  if (alpha.every((value) => value === 1)) return { width, height, pixels };
  fillTransparent(pixels, alpha);
  return { width, height, pixels, alpha };
}

/** Delays as files give them: the shortest ones mean a usual one, as in browsers. */
function delaysOf({ delay = [] }: Metadata, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const delayMs = delay[i] ?? delay[0] ?? 0;
    return delayMs <= 10 ? 100 : delayMs;
  });
}

async function readFile(path: string): Promise<Animation> {
  if (isPackPath(path))
    rejectPicture(path, `${EXPECTED}, found a style pack, which keeps one frame; name the animation`);
  const { bytes, header, size } = await openPicture(path);
  const { pages = 1, loop = 0 } = header;
  checkCount(path, pages, size.width * size.height);
  const { data, info } = await sharp(bytes, { pages: -1, limitInputPixels: false, failOn: 'error' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) =>
      rejectPicture(path, `the animation is damaged or cut short (${firstLine(error)}); get it again`, error),
    );
  const height = info.height / pages;
  const frameBytes = info.width * height * 4;
  const frames = Array.from({ length: pages }, (_, i) =>
    toPicture(data.subarray(i * frameBytes, (i + 1) * frameBytes), info.width, height),
  );
  return { firstFile: path, frames, delaysMs: delaysOf(header, pages), loop };
}

async function readFolder(folder: string): Promise<Animation> {
  const all = await listInputFolder(folder, ANIMATION);
  const names = all.filter((name) => PICTURE_NAME.test(name) && !MASK_NAME.test(name));
  const inOrder = names
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .map((name) => join(folder, name));
  const [firstFile] = inOrder;
  if (firstFile === undefined)
    rejectPicture(folder, `${EXPECTED}, found a folder without pictures; name another`);
  const first = await openPicture(firstFile);
  const { size } = first;
  checkCount(folder, inOrder.length, size.width * size.height);
  const frames: Picture[] = [];
  for (const path of inOrder) {
    const frame = await readPicture(path === firstFile ? first : path);
    if (sizeText(frame) !== sizeText(size)) {
      rejectPicture(
        path,
        `expected a frame of ${sizeText(size)} as the first one, found ${sizeText(frame)}; crop it alike`,
      );
    }
    frames.push(frame);
  }
  return { firstFile, frames, delaysMs: frames.map(() => DELAY_MS), loop: 0 };
}

/**
 * Reads an animation: GIF or WebP, or a folder of pictures in the order of their names.
 *
 * @throws NstError NST_BAD_INPUT for what does not move, is damaged, too much, or of several sizes
 */
export async function readAnimation(path: string): Promise<Animation> {
  return (await isInputFolder(path)) ? readFolder(path) : readFile(path);
}
