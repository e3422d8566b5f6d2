/** How far the layers of a network look, and how coarse they are. */
import type { InceptionConv, InceptionStep } from './inceptionTable.js';

/** What a place of a layer is, in pixels along a side. */
export interface LayerField {
  /** Pixels that are one place. */
  readonly stepPx: number;
  /** How far beyond these pixels it looks. */
  readonly reachPx: number;
}

/** Fields of view by the names of layers. */
export type FieldsOfView = ReadonlyMap<string, LayerField>;

const PIXEL: LayerField = { stepPx: 1, reachPx: 0 };

/** Behind a convolution, padded so that sizes are kept or halved. */
const convolved = ({ stepPx, reachPx }: LayerField, kernel: number, stride: number): LayerField => ({
  stepPx: stepPx * stride,
  reachPx: reachPx + Math.floor(kernel / 2) * stepPx,
});

const halved = ({ stepPx, reachPx }: LayerField): LayerField => ({ stepPx: 2 * stepPx, reachPx });

/** The farther of two that are as coarse. */
const farther = (a: LayerField, b: LayerField) => (a.reachPx > b.reachPx ? a : b);

/**
 * Of Inception in the geometry of styles, in which sizes halve exactly.
 *
 * @param firstStride of the first convolution
 */
export function inceptionFields(steps: readonly InceptionStep[], firstStride: 1 | 2): FieldsOfView {
  const fields = new Map<string, LayerField>();
  const conv = (field: LayerField, { index, height, width, stride }: InceptionConv) =>
    convolved(field, Math.max(height, width), index === 1 ? firstStride : stride);
  let field = PIXEL;
  for (const step of steps) {
    if (step.kind === 'conv') field = conv(field, step.conv);
    else if (step.kind === 'pool') field = halved(field);
    else {
      const before = field;
      const ends = step.branches.map(({ pool, convs }) => {
        const pooled =
          pool === 'halve' ? halved(before) : pool === 'neighbours' ? convolved(before, 3, 1) : before;
        return convs.reduce(conv, pooled);
      });
      field = ends.reduce(farther);
    }
    fields.set(step.name, field);
  }
  return fields;
}

/** Of a network of blocks of 3x3 convolutions with a pooling behind each. @param blocks names of the layers of each convolution, block by block */
export function vggFields(blocks: ReadonlyArray<ReadonlyArray<readonly string[]>>): FieldsOfView {
  const fields = new Map<string, LayerField>();
  let field = PIXEL;
  blocks.forEach((convs, block) => {
    for (const names of convs) {
      field = convolved(field, 3, 1);
      for (const name of names) fields.set(name, field);
    }
    field = halved(field);
    fields.set(`pool${block + 1}`, field);
  });
  return fields;
}
