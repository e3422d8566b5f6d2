import type { Conv2DInfo } from '../tf.js';

/** Attributes of an operator that looks through a window. */
export function windowOf(info: Conv2DInfo) {
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [info.padInfo.top, info.padInfo.left, info.padInfo.bottom, info.padInfo.right],
  };
}

/** The padding of the window that looks back, at stride 1, from outputs to the inputs that they saw. */
export function backwardPads({ padInfo, filterHeight, filterWidth }: Conv2DInfo): number[] {
  return [
    filterHeight - 1 - padInfo.top,
    filterWidth - 1 - padInfo.left,
    filterHeight - 1 - padInfo.bottom,
    filterWidth - 1 - padInfo.right,
  ];
}

/** What a transposed convolution must add at the bottom and right to give the input's size back. */
export function outputPadding(info: Conv2DInfo): [number, number] {
  const { padInfo } = info;
  const coveredHeight = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const coveredWidth = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  return [
    info.inHeight - coveredHeight + padInfo.top + padInfo.bottom,
    info.inWidth - coveredWidth + padInfo.left + padInfo.right,
  ];
}
