import { evenWeights } from '../parameters/parameter.js';
import type { DefaultLayers } from '../terms/openTerm.js';
import type { Normalisation } from '../weights/normalisations.js';
import type { Weights } from '../weights/tensors.js';
import { type InceptionOptions, inceptionNetwork } from './inception.js';
import { INCEPTION_STEPS } from './inceptionTable.js';
import type { Network } from './network.js';
import { type VggOptions, vggNetwork } from './vgg.js';
import { type VggName, vggBlocks } from './vggTable.js';

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
  /** Peak memory, measured at 512 and 1024 px (docs/benchmarks.md): what a run needs however small the picture. */
  readonly baseBytes: number;
  /** And for each pixel of the largest stage. */
  pixelBytes(choice: NetworkChoice): number;
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
  baseBytes: 300e6,
  pixelBytes: (choice) => {
    if (choice.name !== 'inception') return INCEPTION_PIXEL_BYTES[1];
    return INCEPTION_PIXEL_BYTES[choice.geometry === 'trained' ? 2 : (choice.firstStride ?? 1)];
  },
  build: (choice, weights) => inceptionNetwork(weights, choice.name === 'inception' ? choice : {}),
};

function vggLayers(name: VggName): string[] {
  return vggBlocks(name).flatMap((convs, block) => [
    ...convs.flatMap((conv) => [conv.name, conv.alias, conv.name.replace('conv', 'relu')]),
    `pool${block + 1}`,
  ]);
}

function vgg(name: VggName, bytes: { readonly base: number; readonly pixel: number }): PictureNetwork {
  return {
    choice: { name, pooling: 'avg' },
    layers: vggLayers(name),
    defaultLayers: {
      style: evenWeights(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
      content: { relu4_2: 1 },
      prior: {},
      patches: evenWeights(['relu3_1', 'relu4_1']),
    },
    alignment: { fine: ['relu4_1', 'relu5_1'], coarse: 'relu5_1' },
    pyramid: ['relu5_1', 'relu4_1', 'relu3_1', 'relu2_1', 'relu1_1'],
    isShipped: false,
    baseBytes: bytes.base,
    pixelBytes: () => bytes.pixel,
    build: (choice, weights, normalisation) => {
      const options = choice.name === 'inception' ? {} : choice;
      return vggNetwork(name, weights, normalisation ? { ...options, normalisation } : options);
    },
  };
}

/** The networks by name. */
export const PICTURE_NETWORKS: Readonly<Record<NetworkName, PictureNetwork>> = {
  inception: INCEPTION,
  vgg19: vgg('vgg19', { base: 800e6, pixel: 6500 }),
  vgg16: vgg('vgg16', { base: 750e6, pixel: 6000 }),
};
