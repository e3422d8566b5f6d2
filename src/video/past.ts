import type { Past } from '../image/index.js';
import { gaussianBlur } from '../shared/fields/gaussianBlur.js';
import { findFlow } from '../shared/flow/findFlow.js';
import { flowTrust } from '../shared/flow/flowTrust.js';
import { warpPicture } from '../shared/flow/warpPicture.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';

/** A frame of the film that is done, with its result. */
export interface DoneFrame {
  readonly frame: Picture;
  readonly result: Picture;
}

/** Colours that differ by this (root mean square over red, green and blue, blurred) are trusted by exp(-1). */
const COLOUR_SLACK = 0.08;
const COLOUR_SIGMA_PX = 1.5;
/** Where so little is left that no closer frame has shown, frames that lie further back are not looked at. */
const LEAST_MISSING = 0.005;

/**
 * What the results of the frames before look like on a frame, and how far that is to be trusted. The closest frame that shows a thing counts (Ruder
 * 2016, eq. 9); where none does, there is what the closest one would lead to. Beside Ruder's two rules, flows are not trusted that lead to
 * another colour.
 *
 * @param before the closest first
 */
export function carryOver(frame: Picture, before: readonly DoneFrame[]): Past {
  const { width, height } = frame;
  const carried = new Float32Array(frame.pixels.length);
  const trust = new Float32Array(width * height);
  let closest: Picture | undefined;
  for (const { frame: earlier, result } of before) {
    const missing = trust.reduce((sum, value) => sum + 1 - value, 0) / trust.length;
    if (closest && missing < LEAST_MISSING) break;
    const flow = findFlow(frame, earlier);
    const trusted = flowTrust(flow, findFlow(earlier, frame));
    const alike = likeness(frame, warpPicture(earlier, flow));
    const warped = warpPicture(result, flow);
    closest ??= warped;
    for (let i = 0; i < trust.length; i++) {
      const share = Math.max(0, trusted[i]! * alike[i]! - trust[i]!);
      trust[i] = trust[i]! + share;
      for (let c = i * RGB; c < (i + 1) * RGB; c++) carried[c] = carried[c]! + share * warped.pixels[c]!;
    }
  }
  for (let i = 0; i < carried.length; i++) {
    const known = trust[Math.floor(i / RGB)]!;
    const unknown = Math.max(0, 1e-3 - known);
    carried[i] = (carried[i]! + unknown * closest!.pixels[i]!) / (known + unknown);
  }
  return { carried: { width, height, pixels: carried }, trust };
}

/** How far two pictures have one colour, 0..1 for each pixel. */
function likeness(a: Picture, b: Picture): Float32Array {
  const squares = new Float32Array(a.width * a.height);
  for (let i = 0; i < a.pixels.length; i++) {
    const pixel = Math.floor(i / RGB);
    squares[pixel] = squares[pixel]! + (a.pixels[i]! - b.pixels[i]!) ** 2 / RGB;
  }
  return gaussianBlur(squares, a, COLOUR_SIGMA_PX).map((square) => Math.exp(-square / COLOUR_SLACK ** 2));
}
