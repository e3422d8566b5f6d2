import type { Grid } from '../../shared/fields/grid.js';
import { applyFit, guidedFit } from '../../shared/fields/guidedFilter.js';
import { channelPlane } from '../../shared/pictures/channelPlane.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';

/** Windows of the filter, at a longer side of 512: what is smaller is detail. */
const RADIUS_AT_512_PX = 12;
/** Edges of a photograph that are weaker than a tenth of its range are detail, too. */
const LEAST_VARIANCE = 0.1 ** 2;

const planeOf = (picture: Picture, channel: number): Grid => ({
  width: picture.width,
  height: picture.height,
  data: channelPlane(picture, channel),
});

/**
 * The result's colours with the content's detail: both are smoothed along the content's edges, and what the content has beyond that is
 * added. Liao et al. (2017, eq. 12) do so for two photographs, by weighted least squares; this is the guided filter (He, Sun & Tang, ECCV 2010),
 * which does the same for a hundredth of the time.
 *
 * @param content of the size of the result
 * @param amount 0: the result as it is; 1: no detail but the content's
 */
export function keepDetail(result: Picture, content: Picture, amount: number): Picture {
  if (amount === 0) return result;
  const radiusPx = (RADIUS_AT_512_PX * Math.max(result.width, result.height)) / 512;
  const pixels = result.pixels.slice();
  for (let channel = 0; channel < RGB; channel++) {
    const guide = planeOf(content, channel);
    const smooth = (plane: Grid) =>
      applyFit(guidedFit(guide, plane.data, radiusPx, LEAST_VARIANCE), guide).data;
    const [colours, smoothed] = [smooth(planeOf(result, channel)), smooth(guide)];
    for (let i = 0; i < colours.length; i++) {
      const detailed = colours[i]! + guide.data[i]! - smoothed[i]!;
      pixels[i * RGB + channel]! += amount * (detailed - pixels[i * RGB + channel]!);
    }
  }
  return { ...result, pixels };
}
