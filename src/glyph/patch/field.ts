import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { withoutShadow } from '../shading/shadowLayer.js';
import { paintSmooth, type SmoothPart } from '../shading/smoothPart.js';
import type { Box } from '../shape/crop.js';
import { type Contours, paintAligned } from './align.js';
import { NO_PATCH, PATCH_RADIUS } from './level.js';
import { makeSheet, OUTSIDE, onSheet } from './sheet.js';
import { paint } from './vote.js';

/** Which place of the example each pixel of the result came from. */
export interface PatchField extends Size {
  /** Size of the example, in the pixels that `nearest` counts in. */
  readonly example: Size;
  /** The part of the example that patches are taken from; left out: all of it. */
  readonly box?: Box | undefined;
  /** Whether the example was used upright only; else in its eight turns, see `Sheet`. */
  readonly isDirected: boolean;
  /** [height, width]: the pixel of the sheet; `NO_PATCH` where there is nothing of the effect. */
  readonly nearest: Int32Array;
  /** How well it fits: how much it counts where patches overlap. */
  readonly trust: Float32Array;
  /** Left out: the example is a texture. */
  readonly contours?: Contours | undefined;
  /** What follows from the place in the shape; patches carry the rest. Left out: they carry everything. */
  readonly smooth?: SmoothPart | undefined;
}

/** [height, width] with a border, as votes want it. */
function withBorder<T extends Int32Array | Float32Array>(values: T, { width, height }: Size, out: T): T {
  const wide = width + 2 * PATCH_RADIUS;
  for (let y = 0; y < height; y++) {
    const row = values.subarray(y * width, (y + 1) * width);
    out.set(row, (y + PATCH_RADIUS) * wide + PATCH_RADIUS);
  }
  return out;
}

/** The inside of [height + border, width + border, channels]. */
export function withoutBorder<T extends Int32Array | Float32Array>(
  values: T,
  { width, height }: Size,
  channels: number,
  out: T,
): T {
  const wide = width + 2 * PATCH_RADIUS;
  for (let y = 0; y < height; y++) {
    const first = ((y + PATCH_RADIUS) * wide + PATCH_RADIUS) * channels;
    out.set(values.subarray(first, first + width * channels), y * width * channels);
  }
  return out;
}

/**
 * Paints what another picture shows at the places that a field names: the next frame of an animated style, a layer of it, or
 * any other map of the example.
 *
 * @param picture as large as the field's example
 */
export function paintField(field: PatchField, picture: Premultiplied): Premultiplied {
  const { smooth } = field;
  if (!smooth) return paintPatches(field, picture);
  return paintSmooth(smooth, picture, (part) => paintPatches(field, part));
}

/**
 * As `paintField`, without the shadow that the effect throws.
 *
 * @param picture as large as the field's example
 */
export function paintUnshadowed(field: PatchField, picture: Premultiplied): Premultiplied {
  const { smooth } = field;
  if (!smooth?.shadow) return paintField(field, picture);
  const { shadow, ...others } = smooth;
  return paintField({ ...field, smooth: others }, withoutShadow(picture, shadow.onExample));
}

const sheetOf = ({ example, isDirected, box }: PatchField) => makeSheet(example, isDirected, box);

function paintPatches(field: PatchField, picture: Premultiplied): Premultiplied {
  const { width, height, contours } = field;
  const sheet = sheetOf(field);
  if (contours) {
    return paintAligned(
      field,
      { sheet, distance: contours.example.data, rgba: picture.rgba },
      contours.target,
    );
  }
  const samples = new Float32Array(sheet.origin.length * RGBA);
  const target = { width: width + 2 * PATCH_RADIUS, height: height + 2 * PATCH_RADIUS };
  const count = target.width * target.height;
  const out = new Float32Array(count * RGBA);
  paint(
    {
      targetWidth: target.width,
      sourceWidth: sheet.width,
      nearest: withBorder(field.nearest, field, new Int32Array(count).fill(NO_PATCH)),
      trust: withBorder(field.trust, field, new Float32Array(count)),
      samples: onSheet(sheet, picture.rgba, RGBA, 0, samples),
    },
    { top: PATCH_RADIUS, bottom: PATCH_RADIUS + height },
    out,
  );
  return { width, height, rgba: withoutBorder(out, field, RGBA, new Float32Array(width * height * RGBA)) };
}

/** The pixel of the example that each pixel came from, [height, width]; `NO_PATCH` for none. */
export function exampleSites(field: PatchField): Int32Array {
  const { origin } = sheetOf(field);
  return field.nearest.map((q) => (q === NO_PATCH ? NO_PATCH : (origin[q] ?? OUTSIDE)));
}
