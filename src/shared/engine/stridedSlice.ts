import { type StridedSliceAttrs, tf } from './tf.js';

/** What the masks of a strided slice come to. */
export interface StridedRanges {
  /** First element, end (exclusive) and stride along each axis of the input. */
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly strides: readonly number[];
  /** What they leave, with as many axes as the input. */
  readonly dense: number[];
  /** What is left when axes are dropped and put in. */
  readonly finalShape: number[];
}

/** @param shape of the input */
export function stridedRanges(shape: readonly number[], attributes: StridedSliceAttrs): StridedRanges {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const info = tf.sliceInfo(
    [...shape],
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  return {
    begin: info.begin,
    end: info.end,
    strides: info.strides,
    dense: tf.computeOutShape(info.begin, info.end, info.strides),
    finalShape: info.finalShape,
  };
}
