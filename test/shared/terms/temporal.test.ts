import { expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { noFlow } from '../../../src/shared/flow/flow.js';
import { flowTrust } from '../../../src/shared/flow/flowTrust.js';
import { warpPicture } from '../../../src/shared/flow/warpPicture.js';
import { RGB } from '../../../src/shared/pictures/picture.js';
import { temporalGoal } from '../../../src/shared/terms/temporal.js';
import { scene } from '../../support/pictures.js';
import { tensorsOf, termOf } from '../../support/terms.js';

const SIZE = { width: 24, height: 16 };
const STEP_PX = 3;

it('is 0 for paint that moves as the things do, and not for paint that stays', () => {
  const before = scene({ width: SIZE.width + STEP_PX, height: SIZE.height }, 1);
  const part = (left: number) => {
    const pixels = new Float32Array(SIZE.width * SIZE.height * RGB);
    for (let y = 0; y < SIZE.height; y++) {
      const begin = (y * before.width + left) * RGB;
      pixels.set(before.pixels.subarray(begin, begin + SIZE.width * RGB), y * SIZE.width * RGB);
    }
    return { ...SIZE, pixels };
  };
  const flow = (dx: number) => ({ ...noFlow(SIZE), dx: new Float32Array(SIZE.width * SIZE.height).fill(dx) });
  const carried = warpPicture(part(0), flow(STEP_PX));
  // Of the blurred border of what is trusted nothing counts here.
  const trust = flowTrust(flow(STEP_PX), flow(-STEP_PX)).map((value) => (value > 0.999 ? 1 : 0));
  const { pixels } = carried;
  const goal = tensorsOf(
    temporalGoal(
      { data: pixels, shape: [1, SIZE.height, SIZE.width, RGB] },
      { data: trust, shape: [1, SIZE.height, SIZE.width, 1] },
    ),
  );
  const { loss } = termOf({ kind: 'temporal' });
  const lossOf = (picture: Float32Array) =>
    loss({ layers: { pixels: tf.tensor4d(picture, [1, SIZE.height, SIZE.width, RGB]) } }, goal);
  expect(lossOf(part(STEP_PX).pixels)[0]).toBeLessThan(1e-6);
  expect(lossOf(part(0).pixels)[0]).toBeGreaterThan(1e-3);
});
