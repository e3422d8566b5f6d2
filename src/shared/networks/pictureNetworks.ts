import { evenWeights } from '../parameters/parameter.js';
import type { DefaultLayers } from '../terms/openTerm.js';
import type { Normalisation } from '../weights/normalisations.js';
import type { Weights } from '../weights/tensors.js';
import { type FieldsOfView, inceptionFields, vggFields } from './fieldOfView.js';
import { type InceptionOptions, inceptionNetwork } from './inception.js';
import { INCEPTION_STEPS } from './inceptionTable.js';
import type { Network } from './network.js';
import { type VggOptions, vggNetwork } from './vgg.js';
import { type VggConv, type VggName, vggBlocks } from './vggTable.js';

/** A network and how it is run; the weights are found when the work begins. */
export type NetworkChoice =
  | ({ readonly name: 'inception' } & InceptionOptions)
  | ({ readonly name: VggName } & Omit<VggOptions, 'normalisation'>);

/** The networks for pictures. */
export const NETWORK_NAMES = ['inception', 'vgg19', 'vgg16'] as const;
/** One of `NETWORK_NAMES`. */
export type NetworkName = (typeof NETWORK_NAMES)[number];

/** Everything that depends on which network it is. */
export interface PictureNetwork {
  /** How it is run where nothing else is asked for. */
  readonly choice: NetworkChoice;
  /** Every layer that can be asked for, in forward order. */
  readonly layers: readonly string[];
  /** The layers of terms that name none. */
  readonly defaultLayers: DefaultLayers;
  /** The layers that tell what lies where in pictures of different kinds, and the coarsest of them. */
  readonly alignment: { readonly fine: readonly string[]; readonly coarse: string };
  /** Five layers from coarse to fine, by which pictures are put together from parts of others. */
  readonly pyramid: readonly string[];
  /** Whether the package brings its weights; a file of the user's cannot take their place. */
  readonly isShipped: boolean;
  /** Peak memory of a run that looks at these layers (docs/benchmarks.md): what it needs however small the picture. */
  baseBytes(layers: readonly string[]): number;
  /** And for each pixel of the largest stage. */
  pixelBytes(choice: NetworkChoice, layers: readonly string[]): number;
  /** How far its layers look; undefined where places of layers are not the same pixels in a part of a picture as in the whole. */
  fields(choice: NetworkChoice): FieldsOfView | undefined;
  /** @throws NstError NST_MODEL_BROKEN when weights do not fit */
  build(choice: NetworkChoice, weights: Weights, normalisation: Normalisation | null): Network;
}

/** Bytes a pixel by the stride of the first convolution. */
const INCEPTION_PIXEL_BYTES = { 1: 5800, 2: 2600 } as const;

const INCEPTION: PictureNetwork = {
  choice: { name: 'inception', firstStride: 1, pooling: 'avg' },
  layers: INCEPTION_STEPS.map(({ name }) => name),
  defaultLayers: {
    // The activations of the stem but the 1x1 convolution, and three blocks of branches.
    style: evenWeights(['conv1', 'conv2', 'conv3', 'conv5', 'mixed0', 'mixed1', 'mixed2']),
    content: { mixed1: 1 },
    prior: {},
    patches: evenWeights(['mixed0', 'mixed2']),
  },
  alignment: { fine: ['mixed2', 'mixed4'], coarse: 'mixed4' },
  pyramid: ['mixed4', 'mixed2', 'mixed0', 'conv5', 'conv3'],
  isShipped: true,
  baseBytes: () => 320e6,
  pixelBytes: (choice) => {
    if (choice.name !== 'inception') return INCEPTION_PIXEL_BYTES[1];
    return INCEPTION_PIXEL_BYTES[choice.geometry === 'trained' ? 2 : (choice.firstStride ?? 1)];
  },
  fields: (choice) => {
    const { firstStride = 1, geometry } = choice.name === 'inception' ? choice : {};
    return geometry === 'trained' ? undefined : inceptionFields(INCEPTION_STEPS, firstStride);
  },
  build: (choice, weights) => inceptionNetwork(weights, choice.name === 'inception' ? choice : {}),
};

/** Layers of VGG and what it takes to get to them, in forward order. */
interface VggStep {
  readonly names: readonly string[];
  /** Values that are computed for each pixel of the picture. */
  readonly valuesPerPixel: number;
  readonly weights: number;
}

function vggSteps(name: VggName): readonly VggStep[] {
  return vggBlocks(name).flatMap((convs, block) => {
    const pixels = 4 ** block;
    const last = convs.at(-1)!;
    const pool = { names: [`pool${block + 1}`], valuesPerPixel: last.outputs / (4 * pixels), weights: 0 };
    const steps = convs.map(({ name: conv, alias, inputs, outputs }) => ({
      names: [conv, alias, conv.replace('conv', 'relu')],
      valuesPerPixel: outputs / pixels,
      weights: 9 * inputs * outputs,
    }));
    return [...steps, pool];
  });
}

/**
 * What VGG takes, by what it has to compute for the deepest of its layers: fitted to the peaks of five sets of layers, sizes and
 * statistics (docs/benchmarks.md, memory). A file of weights is read and parsed, laid out, and written into graphs.
 */
const VGG_BYTES = { base: 420e6, weight: 30, value: 13.6 } as const;

/** The steps up to the deepest of some layers; all of them if there is none among them. */
function stepsTo(layers: readonly string[], steps: readonly VggStep[]): readonly VggStep[] {
  const depths = steps.map(({ names }) => names.some((name) => layers.includes(name)));
  return steps.slice(0, depths.lastIndexOf(true) + 1 || steps.length);
}

function vgg(name: VggName): PictureNetwork {
  const steps = vggSteps(name);
  const sum = (layers: readonly string[], key: 'weights' | 'valuesPerPixel') =>
    stepsTo(layers, steps).reduce((total, step) => total + step[key], 0);
  return {
    choice: { name, pooling: 'avg' },
    layers: steps.flatMap(({ names }) => names),
    defaultLayers: {
      style: evenWeights(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
      content: { relu4_2: 1 },
      prior: {},
      patches: evenWeights(['relu3_1', 'relu4_1']),
    },
    alignment: { fine: ['relu4_1', 'relu5_1'], coarse: 'relu5_1' },
    pyramid: ['relu5_1', 'relu4_1', 'relu3_1', 'relu2_1', 'relu1_1'],
    isShipped: false,
    baseBytes: (layers) => VGG_BYTES.base + VGG_BYTES.weight * sum(layers, 'weights'),
    pixelBytes: (_, layers) => VGG_BYTES.value * sum(layers, 'valuesPerPixel'),
    fields: () => {
      const namesOf = (convs: readonly VggConv[]) =>
        convs.map(({ name: conv, alias }) => [conv, alias, conv.replace('conv', 'relu')]);
      return vggFields(vggBlocks(name).map(namesOf));
    },
    build: (choice, weights, normalisation) => {
      const options = choice.name === 'inception' ? {} : choice;
      return vggNetwork(name, weights, normalisation ? { ...options, normalisation } : options);
    },
  };
}

/** The networks by name. */
export const PICTURE_NETWORKS: Readonly<Record<NetworkName, PictureNetwork>> = {
  inception: INCEPTION,
  vgg19: vgg('vgg19'),
  vgg16: vgg('vgg16'),
};
