/** Feed-forward nets after Johnson et al. 2016 with instance norm, and those that add to its norms or to its middle. */
import { RGB } from '../pictures/picture.js';
import { BOTTLENECK_KINDS, type Bottleneck, bottleneckStart, STYLE_GRAM, styleGram } from './bottlenecks.js';
import { type ConvShape, convShapes, type NamedShape } from './convShape.js';
import { type FamilyKind, type Look, MIXTURE, type Named, PICTURE } from './family.js';
import type { NetOps } from './netOps.js';
import {
  isNormScale,
  isNormSlope,
  mixedNorms,
  type NormedConv,
  normedConv,
  plainNorms,
  predictedNorms,
  predictedShapes,
  tableShapes,
} from './norms.js';
import { lookForNorms, momentShapes, predictorShapes, predictVector, STYLE_VECTOR } from './predictor.js';

/** Two halvings, residual blocks at a quarter of the size, two doublings. */
export interface ResidualFamily {
  readonly kind: 'residual';
  /** Channels at full size; twice as many at half of it, four times as many at a quarter. */
  readonly width: number;
  readonly blocks: number;
  /** Side of the filters that see and make pixels. */
  readonly kernel: number;
  /** Styles of one net; 1, where it takes any. */
  readonly styles: number;
  /** `predicted`: norms follow what the stem sees of a style. Left out: a row of norms for each style. */
  readonly norm?: 'predicted' | undefined;
  /** What is between seeing and painting; norms are then the same for all styles. Left out: nothing. */
  readonly bottleneck?: Bottleneck | undefined;
}

const quarterChannels = ({ width }: ResidualFamily) => 4 * width;

/** All convolutions that are followed by norms, in forward order. */
function convsOf(family: ResidualFamily): ConvShape[] {
  const { width, blocks, kernel, bottleneck } = family;
  const [half, quarter] = [2 * width, quarterChannels(family)];
  const inner = Array.from({ length: blocks }, (_, i) => [
    { name: `block${i + 1}a`, kernel: 3, inputs: quarter, outputs: quarter },
    { name: `block${i + 1}b`, kernel: 3, inputs: quarter, outputs: quarter },
  ]);
  return [
    { name: 'front', kernel, inputs: RGB, outputs: width },
    { name: 'down1', kernel: 3, inputs: width, outputs: half },
    { name: 'down2', kernel: 3, inputs: half, outputs: quarter },
    ...(bottleneck ? BOTTLENECK_KINDS[bottleneck].convs(quarter) : []),
    ...inner.flat(),
    { name: 'up1', kernel: 3, inputs: quarter, outputs: half },
    { name: 'up2', kernel: 3, inputs: half, outputs: width },
    { name: 'out', kernel, inputs: width, outputs: RGB },
  ];
}

function normShapes({ norm, bottleneck, styles }: ResidualFamily, conv: ConvShape): NamedShape[] {
  if (norm === 'predicted') return predictedShapes(conv, STYLE_VECTOR);
  return tableShapes(conv, bottleneck ? 1 : styles);
}

/** Each norm's scale and shift are as wide as this when they begin to follow a style. */
const FIRST_SLOPE = 0.1;

function see<T>(ops: NetOps<T>, normed: NormedConv<T>, picture: T): T {
  const step = (x: T, name: string, stride: 1 | 2) => ops.relu(normed(x, name, stride));
  return step(step(step(picture, 'front', 1), 'down1', 2), 'down2', 2);
}

/**
 * Departures from Johnson et al.: instance norm (Ulyanov et al. 2016) behind every convolution, the last one included; mirrored edges;
 * nearest upsampling and a convolution in place of transposed ones, which leave grids (Odena et al. 2016); a sigmoid at the end.
 */
export const RESIDUAL: FamilyKind<ResidualFamily> = {
  sideMultiple: 4,
  shapes: (family) => {
    const { norm, bottleneck, styles } = family;
    const quarter = quarterChannels(family);
    const middle = bottleneck ? BOTTLENECK_KINDS[bottleneck].shapes(quarter, styles) : [];
    return new Map([
      ...convsOf(family).flatMap((conv) => [...convShapes(conv), ...normShapes(family, conv)]),
      ...middle,
      ...(norm === 'predicted' ? predictorShapes() : []),
    ]);
  },
  first: (name, { shape, data }, family) => {
    const factor = isNormSlope(name) ? FIRST_SLOPE : bottleneckStart(name, shape, quarterChannels(family));
    if (isNormScale(name)) return { shape, data: data.map(() => 1) };
    return { shape, data: factor === undefined ? data : data.map((value) => value * factor) };
  },
  conditions: (family) => {
    const quarter = quarterChannels(family);
    if (family.norm === 'predicted') return momentShapes();
    if (family.bottleneck === 'match') return { [STYLE_GRAM]: [quarter, quarter] };
    return { [MIXTURE]: [1, family.styles] };
  },
  hasNoise: ({ bottleneck }) => bottleneck === 'selection',
  seesWithStem: ({ norm }) => norm === 'predicted',
  look: (family): Look | undefined => {
    if (family.norm === 'predicted') return { isLearnt: false, blend: 'mean', draw: lookForNorms };
    if (family.bottleneck !== 'match') return undefined;
    return {
      isLearnt: true,
      blend: 'mean',
      draw: (ops, style) =>
        styleGram(ops, see(ops, normedConv(ops, plainNorms(ops)), style), quarterChannels(family)),
    };
  },
  draw: (ops, family, inputs) => {
    const normed = normedConv(ops, normsOf(ops, family, inputs));
    const features = see(ops, normed, inputs[PICTURE]!);
    const { bottleneck } = family;
    const channels = quarterChannels(family);
    let x = bottleneck
      ? BOTTLENECK_KINDS[bottleneck].draw(ops, { features, channels, inputs, normed })
      : features;
    for (let block = 1; block <= family.blocks; block++)
      x = ops.add(x, normed(ops.relu(normed(x, `block${block}a`)), `block${block}b`));
    x = ops.relu(normed(ops.double(x), 'up1'));
    x = ops.relu(normed(ops.double(x), 'up2'));
    return ops.sigmoid(normed(x, 'out'));
  },
};

function normsOf<T>(ops: NetOps<T>, { norm, bottleneck }: ResidualFamily, inputs: Named<T>) {
  if (norm === 'predicted') return predictedNorms(ops, predictVector(ops, inputs));
  return bottleneck ? plainNorms(ops) : mixedNorms(ops, inputs[MIXTURE]!);
}
