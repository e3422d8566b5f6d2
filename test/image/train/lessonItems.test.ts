import { describe, expect, it } from 'vitest';
import { examplePart } from '../../../src/image/train/examplePart.js';
import { garmentMask } from '../../../src/image/train/garmentMask.js';
import { framesOf, surroundingsOf } from '../../../src/image/train/twoFrames.js';
import { type Tensor2D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { twoFrameLoss } from '../../../src/shared/stylise/twoFrames.js';

const FRAME_PX = 24;

/** A photo whose frames differ by little but their motion: waves of some pixels' length. */
function waves(side: number): Float32Array {
  return Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 0.5 + 0.25 * Math.sin(x / 3) + 0.25 * Math.cos(y / 4);
  });
}

describe('frames that are made of a photo', () => {
  it.each([1, 2, 3, 4, 5, 6])('move as they say: seed %i', (seed) => {
    const { first, second, rows, columns, inside } = framesOf(
      waves(surroundingsOf(FRAME_PX)),
      FRAME_PX,
      new Rng(seed),
    );
    const square = [1, FRAME_PX, FRAME_PX, 3] as [number, number, number, number];
    const matrix = (shares: Float32Array) => tf.tensor2d(shares, [FRAME_PX, FRAME_PX]) as Tensor2D;
    const loss = (shown: Float32Array) =>
      twoFrameLoss(
        tf.tensor4d(shown, square),
        tf.tensor4d(second, square),
        { rows: matrix(rows), columns: matrix(columns) },
        tf.tensor(inside, [1, FRAME_PX, FRAME_PX, 1]) as Tensor4D,
      ).dataSync()[0]!;
    // Noise of 2 levels is all that is left.
    expect(Math.sqrt(loss(first))).toBeCloseTo(2 / 255, 2);
    expect(loss(second)).toBeGreaterThanOrEqual(0);
    expect(inside.filter((value) => value === 1).length).toBeGreaterThan(0.6 * FRAME_PX ** 2);
  });
});

it('a garment covers a part of the picture', () => {
  for (let seed = 0; seed < 20; seed++) {
    const mask = garmentMask(new Rng(seed), 32);
    const share = mask.reduce((sum, value) => sum + value, 0) / mask.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  }
});

it('parts of a style are as large as they are asked for, whatever the style’s size', () => {
  const style = (width: number, height: number) => ({
    width,
    height,
    pixels: new Float32Array(width * height * 3),
  });
  expect(examplePart(style(40, 50), new Rng(1), 32)).toHaveLength(32 * 32 * 3);
  expect(examplePart(style(20, 50), new Rng(1), 32)).toHaveLength(32 * 32 * 3);
});
