import { type Contour, type Outline, rectangle } from './outline.js';

/** Measures of the box in em. A font's own picture for this may be blank, and says nothing about the character. */
const WIDTH_EM = 0.62;
const HEIGHT_EM = 0.72;
const SIDE_EM = 0.06;
const STROKE_EM = 0.1;

/** How far the box moves the pen, in em. */
export const MISSING_ADVANCE_EM = WIDTH_EM + 2 * SIDE_EM;

/** A rectangle backwards: a hole. */
function hole(left: number, bottom: number, right: number, top: number): Contour {
  return {
    start: [left, bottom],
    segments: [
      [left, top],
      [right, top],
      [right, bottom],
    ],
  };
}

/** A hollow box in place of a character that no font has; 1 unit per em. */
export const MISSING_OUTLINE: Outline = [
  rectangle(SIDE_EM, 0, SIDE_EM + WIDTH_EM, HEIGHT_EM),
  hole(SIDE_EM + STROKE_EM, STROKE_EM, SIDE_EM + WIDTH_EM - STROKE_EM, HEIGHT_EM - STROKE_EM),
];
