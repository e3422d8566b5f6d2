import type { Past } from '../image/index.js';
import { colourTrust } from '../shared/flow/colourTrust.js';
import { findFlow } from '../shared/flow/findFlow.js';
import { flowTrust } from '../shared/flow/flowTrust.js';
import { warpPicture } from '../shared/flow/warpPicture.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';

/** A frame of the film that is done, with its result. */
export interface DoneFrame {
  readonly frame: Picture;
  readonly result: Picture;
}

/** Where so little is left that no closer frame has shown, frames that lie further back are not looked at. */
const LEAST_MISSING = 0.005;

/**
 * What the results of the frames before look like on a frame, and how far that is to be trusted. The closest frame that shows a thing counts (Ruder
 * 2016, eq. 9); where none does, there is what the closest one would lead to. Flows are trusted by Ruder's two rules, or where they lead to the same
 * colours, and not where they lead into another light.
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
    const byRules = flowTrust(flow, findFlow(earlier, frame));
    const { confirmed, allowed } = colourTrust(frame, warpPicture(earlier, flow), flow);
    const warped = warpPicture(result, flow);
    closest ??= warped;
    for (let i = 0; i < trust.length; i++) {
      const trusted = allowed[i]! * Math.max(byRules[i]!, confirmed[i]!);
      const share = Math.max(0, trusted - trust[i]!);
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
