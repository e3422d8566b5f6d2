/** What happens to features at a quarter of the size, between the part of a residual net that sees and the one that paints. */
import { kernelName } from '../networks/filter.js';
import type { ConvShape, NamedShape } from './convShape.js';
import { convShapes } from './convShape.js';
import { MIXTURE, type Named, NOISE } from './family.js';
import type { NetOps } from './netOps.js';
import type { NormedConv } from './norms.js';

/**
 * - `bank`: a filter for each style, and none for no style: then the net gives the picture back (Chen et al., StyleBank, CVPR 2017);
 * - `match`: features are turned so that their products are the style's (Zhang & Dana, MSG-Net, 2017);
 * - `selection`: noise in the map of the style that is selected is drawn in among the features (Li et al., Diversified texture synthesis
 *   with feed-forward networks, CVPR 2017).
 */
export const BOTTLENECKS = ['bank', 'match', 'selection'] as const;
/** One of `BOTTLENECKS`. */
export type Bottleneck = (typeof BOTTLENECKS)[number];

/** Side of the filters. */
const KERNEL = 3;
const BANK = 'bank';
const MATCH = 'match';
const SELECT = 'select';
const JOIN = 'join';
/** The products of a style's features, divided by places and channels, [channels, channels]. */
export const STYLE_GRAM = 'style gram';

interface Middle<T> {
  /** [1, h, w, channels] */
  readonly features: T;
  readonly channels: number;
  readonly inputs: Named<T>;
  /** Convolutions with the norms of the net. */
  readonly normed: NormedConv<T>;
}

interface BottleneckKind {
  shapes(channels: number, styles: number): NamedShape[];
  /** Convolutions that are followed by norms. */
  convs(channels: number): ConvShape[];
  draw<T>(ops: NetOps<T>, middle: Middle<T>): T;
}

/** What each of them is. */
export const BOTTLENECK_KINDS: Readonly<Record<Bottleneck, BottleneckKind>> = {
  bank: {
    shapes: (channels, styles) => [[kernelName(BANK), [styles, KERNEL ** 2 * channels ** 2]]],
    convs: () => [],
    draw: (ops, { features, channels, inputs }) => {
      const mixture = inputs[MIXTURE]!;
      const kernel = ops.matMul(mixture, ops.weight(kernelName(BANK)));
      const sizes = { kernel: KERNEL, inputs: channels, outputs: channels };
      const kept = ops.sub(ops.number(1), ops.total(mixture));
      return ops.add(ops.mul(features, kept), ops.convWith(features, kernel, sizes));
    },
  },
  match: {
    shapes: (channels) => [[kernelName(MATCH), [channels, channels]]],
    convs: () => [],
    draw: (ops, { features, inputs }) => {
      const turn = ops.matMul(ops.weight(kernelName(MATCH)), inputs[STYLE_GRAM]!);
      return ops.asMap(ops.matMul(ops.rows(features), turn), features);
    },
  },
  selection: {
    shapes: (channels, styles) => [
      [kernelName(SELECT), [styles, KERNEL ** 2 * channels]],
      ...BOTTLENECK_KINDS.selection.convs(channels).flatMap(convShapes),
    ],
    convs: (channels) => [{ name: JOIN, kernel: KERNEL, inputs: 2 * channels, outputs: channels }],
    draw: (ops, { features, channels, inputs, normed }) => {
      // The selected map alone holds noise, so its filters are the only ones that see any.
      const kernel = ops.matMul(inputs[MIXTURE]!, ops.weight(kernelName(SELECT)));
      const drawn = ops.convWith(inputs[NOISE]!, kernel, { kernel: KERNEL, inputs: 1, outputs: channels });
      return ops.relu(normed(ops.concat([features, drawn]), JOIN));
    },
  },
};

/** What `match` has to know of a style. @param features of the style's picture, [1, h, w, channels] */
export function styleGram<T>(ops: NetOps<T>, features: T, channels: number): Named<T> {
  const rows = ops.rows(features);
  const products = ops.matMul(ops.transpose(rows), rows);
  return { [STYLE_GRAM]: ops.div(products, ops.mul(ops.rowCount(rows), ops.number(channels))) };
}

/** How much larger than a kernel's in a net a weight is that holds a row for each style, as a learner starts it. */
export function bottleneckStart(
  name: string,
  shape: readonly number[],
  channels: number,
): number | undefined {
  const [rows = 1] = shape;
  // A learner takes the rows for inputs.
  if (name === kernelName(BANK)) return Math.sqrt(rows / (KERNEL ** 2 * channels));
  if (name === kernelName(SELECT)) return Math.sqrt(rows / KERNEL ** 2);
  return undefined;
}
