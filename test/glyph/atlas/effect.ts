import type { Look } from '../../../src/glyph/alphabet/look.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';

/** How far the glow of the effect of the tests reaches, in pixels. */
export const GLOW_PX = 6;

/** A stand-in for an engine: an orange body that darkens downwards, with a blue glow around it. */
async function stylise(mask: Grid): Promise<{ picture: Premultiplied; outline: Grid }> {
  const distance = signedDistance(mask).data;
  const rgba = new Float32Array(mask.data.length * 4);
  for (const [i, covered] of mask.data.entries()) {
    const body = covered;
    const halo = 0.6 * Math.max(0, 1 - Math.max(0, distance[i]!) / GLOW_PX) * (1 - body);
    const light = 0.5 + 0.5 * Math.cos((i / mask.width) * 0.1);
    rgba.set([body, body * 0.6 * light, halo, body + halo], i * 4);
  }
  return { picture: { width: mask.width, height: mask.height, rgba }, outline: mask };
}

/** The effect with room for its glow. */
export const GLOW: Look = {
  reachRadii: { top: 0, right: 0, bottom: 0, left: 0 },
  marginPx: GLOW_PX + 1,
  sheetPixels: 1e6,
  stylise,
  finish: (picture) => picture,
  finishSolid: (picture) => picture,
  close: async () => undefined,
};
