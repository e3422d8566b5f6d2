/**
 * The beginning of Inception-v3 (Szegedy et al. 2016, "Rethinking the Inception Architecture for Computer
 * Vision"), as Keras numbers and trained it.
 */

/** One convolution with batch normalisation and ReLU behind it. */
export interface InceptionConv {
  /** The number in the Keras names `conv2d_6/kernel` and `batch_normalization_6/beta`. */
  readonly index: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  /** The stride and padding it was trained with. */
  readonly stride: 1 | 2;
  readonly padding: 'same' | 'valid';
}

/** A chain of convolutions, possibly with a pooling before it; the outputs of all branches are joined. */
export interface InceptionBranch {
  /** `neighbours`: the mean of each 3x3 neighbourhood, for one 1x1 convolution; `halve`: as between blocks. */
  readonly pool: 'none' | 'neighbours' | 'halve';
  readonly convs: readonly InceptionConv[];
}

/** One named layer. */
export type InceptionStep =
  | { readonly name: string; readonly kind: 'conv'; readonly conv: InceptionConv }
  | { readonly name: string; readonly kind: 'pool' }
  | { readonly name: string; readonly kind: 'mixed'; readonly branches: readonly InceptionBranch[] };

/** A convolution of stride 1 and padding `same`. */
function conv(index: number, height: number, width: number, inputs: number, outputs: number): InceptionConv {
  return { index, height, width, inputs, outputs, stride: 1, padding: 'same' };
}

function unpadded(of: InceptionConv, stride: 1 | 2 = 1): InceptionConv {
  return { ...of, stride, padding: 'valid' };
}

function branch(...convs: InceptionConv[]): InceptionBranch {
  return { pool: 'none', convs };
}

/** All layers, in forward order. */
export const INCEPTION_STEPS: readonly InceptionStep[] = [
  { name: 'conv1', kind: 'conv', conv: unpadded(conv(1, 3, 3, 3, 32), 2) },
  { name: 'conv2', kind: 'conv', conv: unpadded(conv(2, 3, 3, 32, 32)) },
  { name: 'conv3', kind: 'conv', conv: conv(3, 3, 3, 32, 64) },
  { name: 'pool1', kind: 'pool' },
  { name: 'conv4', kind: 'conv', conv: unpadded(conv(4, 1, 1, 64, 80)) },
  { name: 'conv5', kind: 'conv', conv: unpadded(conv(5, 3, 3, 80, 192)) },
  { name: 'pool2', kind: 'pool' },
  {
    name: 'mixed0',
    kind: 'mixed',
    branches: [
      branch(conv(6, 1, 1, 192, 64)),
      branch(conv(7, 1, 1, 192, 48), conv(8, 5, 5, 48, 64)),
      branch(conv(9, 1, 1, 192, 64), conv(10, 3, 3, 64, 96), conv(11, 3, 3, 96, 96)),
      { pool: 'neighbours', convs: [conv(12, 1, 1, 192, 32)] },
    ],
  },
  {
    name: 'mixed1',
    kind: 'mixed',
    branches: [
      branch(conv(13, 1, 1, 256, 64)),
      branch(conv(14, 1, 1, 256, 48), conv(15, 5, 5, 48, 64)),
      branch(conv(16, 1, 1, 256, 64), conv(17, 3, 3, 64, 96), conv(18, 3, 3, 96, 96)),
      { pool: 'neighbours', convs: [conv(19, 1, 1, 256, 64)] },
    ],
  },
  {
    name: 'mixed2',
    kind: 'mixed',
    branches: [
      branch(conv(20, 1, 1, 288, 64)),
      branch(conv(21, 1, 1, 288, 48), conv(22, 5, 5, 48, 64)),
      branch(conv(23, 1, 1, 288, 64), conv(24, 3, 3, 64, 96), conv(25, 3, 3, 96, 96)),
      { pool: 'neighbours', convs: [conv(26, 1, 1, 288, 64)] },
    ],
  },
  {
    name: 'mixed3',
    kind: 'mixed',
    branches: [
      branch(unpadded(conv(27, 3, 3, 288, 384), 2)),
      branch(conv(28, 1, 1, 288, 64), conv(29, 3, 3, 64, 96), unpadded(conv(30, 3, 3, 96, 96), 2)),
      { pool: 'halve', convs: [] },
    ],
  },
  {
    name: 'mixed4',
    kind: 'mixed',
    branches: [
      branch(conv(31, 1, 1, 768, 192)),
      branch(conv(32, 1, 1, 768, 128), conv(33, 1, 7, 128, 128), conv(34, 7, 1, 128, 192)),
      branch(
        conv(35, 1, 1, 768, 128),
        conv(36, 7, 1, 128, 128),
        conv(37, 1, 7, 128, 128),
        conv(38, 7, 1, 128, 128),
        conv(39, 1, 7, 128, 192),
      ),
      { pool: 'neighbours', convs: [conv(40, 1, 1, 768, 192)] },
    ],
  },
];

/** The convolutions of a step. */
export function convsOf(step: InceptionStep): readonly InceptionConv[] {
  if (step.kind === 'pool') return [];
  return step.kind === 'conv' ? [step.conv] : step.branches.flatMap((of) => of.convs);
}

/** The names of the tensors of one convolution. */
export function inceptionTensorNames({ index }: InceptionConv) {
  const norm = `batch_normalization_${index}`;
  return {
    kernel: `conv2d_${index}/kernel`,
    beta: `${norm}/beta`,
    mean: `${norm}/moving_mean`,
    variance: `${norm}/moving_variance`,
  };
}

/** The name of every tensor that the network needs. */
export const INCEPTION_TENSORS: readonly string[] = INCEPTION_STEPS.flatMap(convsOf).flatMap((of) =>
  Object.values(inceptionTensorNames(of)),
);
