import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writePicture } from '../../src/shared/pictures/write.js';

const [SIDE_PX, RADIUS_PX] = [48, 14] as const;

/** A file of a style that is quickly read: a disc that is yellow within and red at its rim, on nothing. It goes with the test. */
export async function ringStyle(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-ring-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const pixels = new Float32Array(SIDE_PX * SIDE_PX * 3);
  const alpha = new Float32Array(SIDE_PX * SIDE_PX);
  for (let i = 0; i < alpha.length; i++) {
    const [x, y] = [(i % SIDE_PX) - SIDE_PX / 2, Math.floor(i / SIDE_PX) - SIDE_PX / 2];
    const share = Math.hypot(x, y) / RADIUS_PX;
    alpha[i] = share < 1 ? 1 : 0;
    pixels.set([1, Math.max(0, 1 - share), 0], 3 * i);
  }
  const path = join(folder, 'ring.png');
  await writePicture(path, { width: SIDE_PX, height: SIDE_PX, pixels, alpha });
  return path;
}
