import { NstError } from '../errors.js';
import { lumaAt } from './luma.js';
import { RGB, type Size, sizeText } from './picture.js';
import { LEAST_VISIBLE } from './premultiplied.js';
import { readPicture } from './read.js';
import { rejectPicture } from './source.js';

/** The picture that a mask belongs to. */
export interface MaskOwner extends Size {
  /** For messages: its file name. */
  readonly name: string;
}

/** Whether both sizes can be one shape, with each of the four sides rounded to whole pixels. */
function sameShape(mask: Size, owner: Size): boolean {
  const difference = Math.abs(mask.width * owner.height - mask.height * owner.width);
  return difference <= 0.5 * (mask.width + mask.height + owner.width + owner.height);
}

/** @param what the file is: a mask, or a map @throws NstError NST_BAD_INPUT if it has another shape than its picture */
export function checkMaskShape(path: string, natural: Size, owner: MaskOwner, what: 'mask' | 'map'): void {
  if (sameShape(natural, owner)) return;
  const expected = `a ${what} of the shape of ${owner.name} (${sizeText(owner)})`;
  rejectPicture(path, `expected ${expected}, found ${sizeText(natural)}; crop it alike`);
}

/**
 * Reads a mask at the size of its picture: white selects, black does not, grey does partly; transparent counts
 * as black.
 *
 * @returns [owner.height, owner.width] in 0..1
 * @throws NstError NST_BAD_INPUT as `readPicture`, for a mask of another shape than its picture (the message
 *   names both sizes), and for one that is black everywhere
 */
export async function readMask(path: string, owner: MaskOwner): Promise<Float32Array> {
  const values = await readPlane(path, owner);
  if (values.every((value) => value < LEAST_VISIBLE)) {
    const problem = 'expected a mask with some white in it, found one that is black everywhere';
    rejectPicture(path, `${problem}; paint what is meant white`);
  }
  return values;
}

async function readPlane(path: string, owner: MaskOwner): Promise<Float32Array> {
  const sized = (natural: Size): Size => {
    checkMaskShape(path, natural, owner, 'mask');
    return { width: owner.width, height: owner.height };
  };
  const mask = await readPicture(path, sized, 'triangle');
  const values = new Float32Array(mask.width * mask.height);
  for (let i = 0; i < values.length; i++) {
    values[i] = lumaAt(mask.pixels, i * RGB) * (mask.alpha ? mask.alpha[i]! : 1);
  }
  return values;
}

/** An object ends where its mask is this grey. */
const HALF = 0.5;

/**
 * Reads the mask of an object in its picture: it is where the mask is white, and ends where it is mid-grey.
 *
 * @param isInverted whether the object is where the mask is black
 * @returns [owner.height, owner.width] in 0..1, 1 in the object
 * @throws NstError NST_BAD_INPUT as `readPicture`, for a mask of another shape than its picture, and for one that has no
 *   outline: black or white everywhere
 */
export async function readObjectMask(
  path: string,
  owner: MaskOwner,
  isInverted: boolean,
): Promise<Float32Array> {
  const values = await readPlane(path, owner);
  const area = values.reduce((sum, value) => sum + (value >= HALF ? 1 : 0), 0);
  if (area === 0 || area === values.length) {
    const colour = area === 0 ? 'nowhere lighter than mid-grey' : 'nowhere darker than mid-grey';
    const paint = isInverted ? 'black on white' : 'white on black';
    const problem = `expected a mask with black and white in it, found one that is ${colour}`;
    rejectPicture(path, `${problem}; paint the object ${paint}`);
  }
  return isInverted ? values.map((value) => 1 - value) : values;
}

/**
 * Reads one mask for each picture, in order.
 *
 * @param option the option that names the masks, for messages
 * @throws NstError NST_BAD_OPTION if there are not as many masks as pictures; else as `readMask`
 */
export async function readMasks(
  option: string,
  paths: readonly string[],
  owners: readonly MaskOwner[],
): Promise<Float32Array[]> {
  if (paths.length !== owners.length) {
    const expected = `${owners.length} mask${owners.length === 1 ? '' : 's'}, one for each style in order`;
    throw new NstError('NST_BAD_OPTION', `${option}: expected ${expected}, found ${paths.length}`);
  }
  return Promise.all(owners.map((owner, i) => readMask(paths[i]!, owner)));
}
