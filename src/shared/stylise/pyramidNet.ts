/** Nets that see a picture at several sizes and join what they see from coarse to fine: Ulyanov et al. 2016. */
import { RGB } from '../pictures/picture.js';
import { type ConvShape, convShapes } from './convShape.js';
import { type FamilyKind, MIXTURE, PICTURE } from './family.js';
import type { NetOps } from './netOps.js';
import { isNormScale, mixedNorms, normedConv, tableShapes } from './norms.js';

/** Sizes from the whole one to 1 / 2^(scales - 1) of it. */
export interface PyramidFamily {
  readonly kind: 'pyramid';
  /** Channels that each size adds. */
  readonly width: number;
  readonly styles: number;
}

/** Sizes: the paper has six of them, down to 1/32; five keep sides of pictures at multiples of 16. */
const SCALES = 5;

const blockShapes = (name: string, inputs: number, outputs: number): ConvShape[] => [
  { name: `${name}a`, kernel: 3, inputs, outputs },
  { name: `${name}b`, kernel: 3, inputs: outputs, outputs },
  { name: `${name}c`, kernel: 1, inputs: outputs, outputs },
];

/** From coarse to fine; the coarsest has nothing to be joined with. */
function convsOf({ width }: PyramidFamily): ConvShape[] {
  const levels = Array.from({ length: SCALES }, (_, i) => i);
  return levels.flatMap((level) => [
    ...blockShapes(`see${level}`, RGB, width),
    ...(level === 0 ? [] : blockShapes(`join${level}`, (level + 1) * width, (level + 1) * width)),
  ]);
}

const outShape = ({ width }: PyramidFamily): ConvShape => ({
  name: 'out',
  kernel: 1,
  inputs: SCALES * width,
  outputs: RGB,
});

/**
 * Departures from the paper: pictures alone go in, and no noise, as in the authors' program for stylisation; a norm behind each
 * convolution in place of those before joins (Ulyanov, Vedaldi & Lempitsky 2017).
 */
export const PYRAMID: FamilyKind<PyramidFamily> = {
  sideMultiple: 2 ** (SCALES - 1),
  shapes: (family) =>
    new Map(
      [...convsOf(family), outShape(family)].flatMap((conv) => [
        ...convShapes(conv),
        ...tableShapes(conv, family.styles),
      ]),
    ),
  first: (name, array) => (isNormScale(name) ? { shape: array.shape, data: array.data.map(() => 1) } : array),
  conditions: ({ styles }) => ({ [MIXTURE]: [1, styles] }),
  draw: (ops, _, inputs) => {
    const normed = normedConv(ops, mixedNorms(ops, inputs[MIXTURE]!));
    const block = (map: (typeof sizes)[number], name: string) =>
      ['a', 'b', 'c'].reduce((y, part) => ops.relu(normed(y, name + part)), map);
    const sizes = halved(ops, inputs[PICTURE]!);
    const seen = sizes.map((size, level) => block(size, `see${level}`));
    const x = seen.reduce((coarse, fine, level) =>
      block(ops.concat([ops.double(coarse), fine]), `join${level}`),
    );
    return ops.sigmoid(normed(x, 'out'));
  },
};

/** A picture at all sizes, the smallest first. */
function halved<T>(ops: NetOps<T>, picture: T): T[] {
  const sizes = [picture];
  for (let level = 1; level < SCALES; level++) sizes.unshift(ops.halve(sizes[0]!));
  return sizes;
}
