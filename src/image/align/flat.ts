import { type Picture, RGB } from '../../shared/pictures/picture.js';

/** Colours that differ by less are one: half a step of eight bits to each side, and rounding. */
const FLAT = 2 / 255;

/** Whether a picture has one colour: there is nothing in it that could be found, and what a network sees in it are its edges. */
export function isFlat({ pixels }: Picture): boolean {
  return pixels.every((value, i) => Math.abs(value - pixels[i % RGB]!) < FLAT);
}
