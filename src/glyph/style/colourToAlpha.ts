import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { smoothStep } from '../../shared/smoothStep.js';

/** The share of pixels outside, those furthest from the shape, that show the background alone. */
const FAR_SHARE = 0.1;
/** Alpha that nearly all of the far pixels lie under is no effect but a haze. */
const HAZE_QUANTILE = 0.99;
/** Above the haze alpha comes in softly. */
const SOFTNESS = 0.12;

function quantile(values: Float32Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function farPixels({ data }: Grid): Uint32Array {
  const outside = Uint32Array.from(data.keys()).filter((i) => data[i]! > 0);
  const limit = quantile(
    Float32Array.from(outside, (i) => data[i]!),
    1 - FAR_SHARE,
  );
  return outside.filter((i) => data[i]! >= limit);
}

/** The least alpha with which a colour over the background makes the colour seen (as in the GIMP's "color to alpha"). */
function alphaOver(seen: number, background: number): number {
  if (seen > background) return (seen - background) / Math.max(1e-6, 1 - background);
  return (background - seen) / Math.max(1e-6, background);
}

/** The median colour of some pixels. */
function medianColour(pixels: Float32Array, indices: Uint32Array): number[] {
  return Array.from({ length: RGB }, (_, c) =>
    quantile(
      Float32Array.from(indices, (i) => pixels[i * RGB + c]!),
      0.5,
    ),
  );
}

/**
 * Takes an opaque picture of a shape off its background: outside the shape each pixel becomes as transparent as it can be.
 * What haze there is far from the shape is taken to be nothing.
 */
export function colourToAlpha({ pixels, ...size }: Picture, shape: Grid): Premultiplied {
  const far = farPixels(signedDistance(shape));
  const background = medianColour(pixels, far);
  const alpha = Float32Array.from(shape.data, (covered, i) => {
    const over = background.map((value, c) => alphaOver(pixels[i * RGB + c]!, value));
    return Math.max(covered, ...over);
  });
  const haze = quantile(
    Float32Array.from(far, (i) => alpha[i]!),
    HAZE_QUANTILE,
  );
  const rgba = new Float32Array(alpha.length * RGBA);
  for (const [i, value] of alpha.entries()) {
    const kept = Math.max(shape.data[i]!, smoothStep(haze, haze + SOFTNESS, value));
    for (let c = 0; c < RGB; c++) {
      const premultiplied = pixels[i * RGB + c]! - (1 - value) * background[c]!;
      rgba[i * RGBA + c] = kept * Math.min(value, Math.max(0, premultiplied));
    }
    rgba[i * RGBA + RGB] = kept * value;
  }
  return { width: size.width, height: size.height, rgba };
}
