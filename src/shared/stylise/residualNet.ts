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

/** A convolution, what is done before it, and what becomes of its normed result. */
export interface ResidualLayer extends ConvShape {
  readonly stride: 1 | 2;
  /** Whether each pixel is taken four times before it. */
  readonly isDoubled: boolean;
  /** `sum`: what went into the layer before is added. */
  readonly end: 'relu' | 'sum' | 'sigmoid';
}

/** Layers that see, which end at a quarter of the size. */
function seeingLayers(family: ResidualFamily): ResidualLayer[] {
  const { width, kernel } = family;
  const plain = { kernel: 3, isDoubled: false, end: 'relu' } as const;
  return [
    { ...plain, name: 'front', kernel, inputs: RGB, outputs: width, stride: 1 },
    { ...plain, name: 'down1', inputs: width, outputs: 2 * width, stride: 2 },
    { ...plain, name: 'down2', inputs: 2 * width, outputs: quarterChannels(family), stride: 2 },
  ];
}

/** Layers that paint, from a quarter of the size on. */
function paintingLayers(family: ResidualFamily): ResidualLayer[] {
  const { width, blocks, kernel } = family;
  const [half, quarter] = [2 * width, quarterChannels(family)];
  const plain = { kernel: 3, stride: 1, isDoubled: false, end: 'relu' } as const;
  const inner = Array.from({ length: blocks }, (_, i): ResidualLayer[] => [
    { ...plain, name: `block${i + 1}a`, inputs: quarter, outputs: quarter },
    { ...plain, name: `block${i + 1}b`, inputs: quarter, outputs: quarter, end: 'sum' },
  ]);
  return [
    ...inner.flat(),
    { ...plain, name: 'up1', inputs: quarter, outputs: half, isDoubled: true },
    { ...plain, name: 'up2', inputs: half, outputs: width, isDoubled: true },
    { ...plain, name: 'out', kernel, inputs: width, outputs: RGB, end: 'sigmoid' },
  ];
}

/** All layers of a net without a bottleneck, in forward order. */
export const residualLayers = (family: ResidualFamily): ResidualLayer[] => [
  ...seeingLayers(family),
  ...paintingLayers(family),
];

/** All convolutions that are followed by norms, in forward order. */
function convsOf(family: ResidualFamily): ConvShape[] {
  const { bottleneck } = family;
  const middle = bottleneck ? BOTTLENECK_KINDS[bottleneck].convs(quarterChannels(family)) : [];
  return [...seeingLayers(family), ...middle, ...paintingLayers(family)];
}

function normShapes({ norm, bottleneck, styles }: ResidualFamily, conv: ConvShape): NamedShape[] {
  if (norm === 'predicted') return predictedShapes(conv, STYLE_VECTOR);
  return tableShapes(conv, bottleneck ? 1 : styles);
}

/** Each norm's scale and shift are as wide as this when they begin to follow a style. */
const FIRST_SLOPE = 0.1;

/** Draws layers one after the other. */
function drawLayers<T>(ops: NetOps<T>, normed: NormedConv<T>, layers: readonly ResidualLayer[], first: T): T {
  let [before, x] = [first, first];
  for (const { name, stride, isDoubled, end } of layers) {
    const drawn = normed(isDoubled ? ops.double(x) : x, name, stride);
    const next =
      end === 'sum' ? ops.add(before, drawn) : end === 'relu' ? ops.relu(drawn) : ops.sigmoid(drawn);
    [before, x] = [x, next];
  }
  return x;
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
        styleGram(
          ops,
          drawLayers(ops, normedConv(ops, plainNorms(ops)), seeingLayers(family), style),
          quarterChannels(family),
        ),
    };
  },
  draw: (ops, family, inputs) => {
    const normed = normedConv(ops, normsOf(ops, family, inputs));
    const features = drawLayers(ops, normed, seeingLayers(family), inputs[PICTURE]!);
    const { bottleneck } = family;
    const channels = quarterChannels(family);
    const middle = bottleneck
      ? BOTTLENECK_KINDS[bottleneck].draw(ops, { features, channels, inputs, normed })
      : features;
    return drawLayers(ops, normed, paintingLayers(family), middle);
  },
};

function normsOf<T>(ops: NetOps<T>, { norm, bottleneck }: ResidualFamily, inputs: Named<T>) {
  if (norm === 'predicted') return predictedNorms(ops, predictVector(ops, inputs));
  return bottleneck ? plainNorms(ops) : mixedNorms(ops, inputs[MIXTURE]!);
}
