import { boxBlur } from '../../../shared/fields/boxBlur.js';
import type { Grid } from '../../../shared/fields/grid.js';
import { mapPixels, maskWhere } from '../../../shared/fields/perPixel.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import type { Premultiplied } from '../../../shared/pictures/premultiplied.js';
import { RGBA } from '../../../shared/pictures/premultiplied.js';
import { resample } from '../../../shared/pictures/resample.js';
import { smoothStep } from '../../../shared/smoothStep.js';
import { strokeRadius } from '../../fields/strokeRadius.js';
import { dilated, distanceTo } from '../find/morphology.js';
import { type GroundModel, modelGround } from '../ground/groundModel.js';
import { inpaint } from '../ground/inpaint.js';
import { drawSurface } from '../ground/surface.js';
import { effectExtent } from './extent.js';
import { opaqueParts } from './hardness.js';

/** Size of the longer side at which it is found out what is opaque, what soft and what ground. */
const ANALYSIS_PX = 400;
/** Ground is known that lies so far from any effect, in pixels of the analysis. */
const CLEAR_PX = 2;
/** How far around the colour of what is opaque is taken from, at its edge. */
const EDGE_PX = 2;
/** Less alpha than this, off a ground without texture and with one, is taken for haze; from twice as much on it counts in full. */
const HAZE = { smooth: 0.012, textured: 0.06 } as const;
/** From this share of the extent around a pixel on, all of its alpha counts. */
const FULLY_WITHIN = 0.25;
/** How far the ground's estimate may be off. */
const TOLERANCE = { smooth: 0.008, textured: 0.03 } as const;

/** An effect, and what lay under it. */
export interface TakenOff {
  readonly picture: Premultiplied;
  /** [height, width, 3]: the effect over it is the picture that was given. */
  readonly ground: Float32Array;
}

/** What was found out about a picture, at the size of the analysis. */
interface Analysis {
  readonly size: Size;
  readonly kind: GroundModel['kind'];
  readonly ground: Float32Array;
  readonly extent: Uint8Array;
  readonly opaque: Uint8Array;
  /** Colours of the opaque parts, carried on over their edges. */
  readonly opaqueColours: Float32Array;
}

function analysisSize({ width, height }: Size): Size {
  const factor = Math.min(1, ANALYSIS_PX / Math.max(width, height));
  return { width: Math.max(8, Math.round(width * factor)), height: Math.max(8, Math.round(height * factor)) };
}

/** What lies under an effect: the surface of a smooth ground, else what is around carried on under it. */
function groundUnder(picture: Picture, model: GroundModel, extent: Uint8Array): Float32Array {
  if (model.kind === 'smooth') return drawSurface(model.surface, picture);
  const away = distanceTo(extent, picture);
  const isKnown = maskWhere(away.length, (i) => away[i]! > CLEAR_PX);
  return isKnown.includes(1)
    ? inpaint(picture.pixels, isKnown, picture)
    : drawSurface(model.surface, picture);
}

function analyse(full: Picture, shape: Grid): Analysis {
  const size = analysisSize(full);
  const picture = { ...size, pixels: resample(full.pixels, full, size, 'triangle', 'leave-out') };
  const away = signedDistance({ ...size, data: resample(shape.data, shape, size, 'triangle', 'leave-out') });
  const model = modelGround(picture);
  const { extent, rim } = effectExtent(picture, model, away, strokeRadius(away));
  const ground = groundUnder(picture, model, extent);
  const hard = opaqueParts(picture, ground, extent, away);
  const opaque = rim ? hard.map((set, i) => set | rim[i]!) : hard;
  const { width } = size;
  const inner = maskWhere(opaque.length, (i) =>
    Boolean(opaque[i] && extent[i + 1] && extent[i - 1] && extent[i + width] && extent[i - width]),
  );
  const opaqueColours = inner.includes(1) ? inpaint(picture.pixels, inner, size) : picture.pixels;
  return { size, kind: model.kind, ground, extent, opaque, opaqueColours };
}

/**
 * The least alpha with which a colour over the ground makes the colour seen (as in the GIMP's "color to alpha"), but for what the
 * ground may be off by: beside white the least error would count as much as all.
 */
function alphaOver(seen: number, ground: number, tolerance: number): number {
  if (seen > ground) return Math.max(0, seen - ground - tolerance) / Math.max(1e-6, 1 - ground - tolerance);
  return Math.max(0, ground - seen - tolerance) / Math.max(1e-6, ground - tolerance);
}

/** How far a colour is on the way from the ground's to another. */
function shareTowards(pixels: Float32Array, ground: Float32Array, colours: Float32Array, i: number): number {
  let [along, length] = [0, 0];
  for (let k = i * RGB; k < i * RGB + RGB; k++) {
    const step = colours[k]! - ground[k]!;
    along += (pixels[k]! - ground[k]!) * step;
    length += step * step;
  }
  return length < 1e-4 ? 0 : Math.min(1, Math.max(0, along / length));
}

/** Alpha beyond the shape: soft parts as transparent as they can be, opaque ones whole but for their edges. */
function alphaBeyond(
  picture: Picture,
  ground: Float32Array,
  { size, kind, extent, opaque, opaqueColours }: Analysis,
): Float32Array {
  const { width, height, pixels } = picture;
  const enlarge = (mask: Uint8Array, radiusPx: number) =>
    resample(
      boxBlur({ ...size, data: Float32Array.from(mask) }, radiusPx).data,
      size,
      picture,
      'triangle',
      'leave-out',
    );
  const [within, solid] = [enlarge(extent, 1), enlarge(opaque, 0)];
  const hasOpaque = opaque.includes(1);
  const colours = hasOpaque ? resample(opaqueColours, size, picture, 'triangle', 'leave-out') : opaqueColours;
  const nearOpaque = hasOpaque
    ? resample(Float32Array.from(dilated(opaque, size, EDGE_PX)), size, picture, 'triangle', 'leave-out')
    : new Float32Array(width * height);
  return mapPixels(width * height, (i) => {
    if (within[i]! < 0.02) return 0;
    let soft = 0;
    for (let k = i * RGB; k < i * RGB + RGB; k++)
      soft = Math.max(soft, alphaOver(pixels[k]!, ground[k]!, TOLERANCE[kind]));
    soft =
      Math.min(1, soft) *
      smoothStep(HAZE[kind], 2 * HAZE[kind], soft) *
      smoothStep(0, FULLY_WITHIN, within[i]!);
    if (nearOpaque[i]! < 0.01) return soft;
    const hard = shareTowards(pixels, ground, colours, i) * smoothStep(0, FULLY_WITHIN, within[i]!);
    return Math.max(soft + (hard - soft) * nearOpaque[i]!, solid[i]! > 0.99 ? 1 : 0);
  });
}

/**
 * Takes an opaque picture of a shape with an effect off its ground: what is ground is transparent, rims are opaque, glows and
 * shadows as transparent as they can be, the shape is kept whole.
 *
 * @param shape how much of each pixel the shape covers; as large as the picture
 */
export function takeOffGround(picture: Picture, shape: Grid): TakenOff {
  const { width, height, pixels } = picture;
  const analysis = analyse(picture, shape);
  const under = resample(analysis.ground, analysis.size, picture, 'triangle', 'leave-out');
  const beyond = alphaBeyond(picture, under, analysis);
  const rgba = new Float32Array(width * height * RGBA);
  const ground = Float32Array.from(under);
  for (let i = 0; i < width * height; i++) {
    const covered = shape.data[i]!;
    const alpha = Math.max(covered, beyond[i]!);
    for (let c = 0; c < RGB; c++) {
      const seen = pixels[i * RGB + c]!;
      // Where nothing lies on it the ground is what is seen.
      if (alpha === 0) ground[i * RGB + c] = seen;
      rgba[i * RGBA + c] = Math.min(alpha, Math.max(0, seen - (1 - alpha) * under[i * RGB + c]!));
    }
    rgba[i * RGBA + RGB] = alpha;
  }
  return { picture: { width, height, rgba }, ground };
}
