/** VGG-16 and VGG-19 (Simonyan & Zisserman 2015) up to pool5: all convolutions are 3x3. */

/** The two sizes that style transfer uses. */
export type VggName = 'vgg16' | 'vgg19';

/** One convolution and the names of its tensors, which are those of torchvision. */
export interface VggConv {
  /** `conv3_1`: the first convolution of the third block. */
  readonly name: string;
  /** `conv_5`: the fifth convolution, as the PyTorch tutorial on style transfer counts them. */
  readonly alias: string;
  readonly inputs: number;
  readonly outputs: number;
  /** Name of the tensor [outputs, inputs, 3, 3]. */
  readonly weight: string;
  /** Name of the tensor [outputs]. */
  readonly bias: string;
}

const BLOCK_CHANNELS = [64, 128, 256, 512, 512] as const;

const BLOCK_CONVS: Readonly<Record<VggName, readonly number[]>> = {
  vgg16: [2, 2, 3, 3, 3],
  vgg19: [2, 2, 4, 4, 4],
};

/** The five blocks, each a list of convolutions with ReLUs between them and a pooling behind. */
export function vggBlocks(name: VggName): readonly (readonly VggConv[])[] {
  let count = 0;
  let inputs = 3;
  return BLOCK_CHANNELS.map((outputs, block) =>
    Array.from({ length: BLOCK_CONVS[name][block] ?? 0 }, (_, i) => {
      // torchvision counts convolutions, ReLUs and poolings alike.
      const feature = 2 * count + block;
      count += 1;
      const conv = {
        name: `conv${block + 1}_${i + 1}`,
        alias: `conv_${count}`,
        inputs,
        outputs,
        weight: `features.${feature}.weight`,
        bias: `features.${feature}.bias`,
      };
      inputs = outputs;
      return conv;
    }),
  );
}
