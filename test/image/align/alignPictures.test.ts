import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alignPictures } from '../../../src/image/align/alignPictures.js';
import type { Correspondence } from '../../../src/image/align/correspondence.js';
import { describeLayers, likeness } from '../../../src/image/align/descriptors.js';
import { refineCorrespondence } from '../../../src/image/align/refine.js';
import { findSimilarity } from '../../../src/image/align/similarity.js';
import { readPicture } from '../../../src/image/index.js';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { openNetwork } from '../../../src/shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../../src/shared/networks/pictureNetworks.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
});
afterAll(() => engine.close());

/** Noise without a second place like any of its own, cut out of a larger one. */
const noise = new Rng(5).normals(40 * 40 * 6);
const cut = (left: number, top: number, width: number, height: number) =>
  describeLayers([
    {
      shape: [1, height, width, 6],
      data: Float32Array.from({ length: width * height * 6 }, (_, i) => {
        const [x, y] = [left + (Math.floor(i / 6) % width), top + Math.floor(i / 6 / width)];
        return noise[(y * 40 + x) * 6 + (i % 6)]!;
      }),
    },
  ]);

describe('describeLayers', () => {
  it('says of rows of length 1 how alike they are', () => {
    const a = cut(0, 0, 8, 8);
    expect(likeness(a, 3, a, 3)).toBeCloseTo(1, 5);
    expect(likeness(a, 3, a, 4)).toBeLessThan(0.99);
  });

  it('does not mind how strong channels are, nor what all places have in common', () => {
    const data = new Rng(1).normals(5 * 5 * 3);
    const changed = data.map((value, i) => value * [2, 0.1, 7][i % 3]! + [5, -1, 0][i % 3]!);
    const [a, b] = [data, changed].map((of) => describeLayers([{ shape: [1, 5, 5, 3], data: of }]));
    expect(b!.data).toBeAllclose(a!.data, 1e-3, 1e-3);
  });
});

describe('findSimilarity', () => {
  it('finds by how much a part was moved', () => {
    const similarity = findSimilarity(cut(6, 4, 16, 16), cut(2, 6, 16, 16));
    expect(similarity).toEqual({ scale: 1, shiftX: 4, shiftY: -2 });
  });
});

describe('refineCorrespondence', () => {
  it('leaves a picture on itself', () => {
    const a = cut(0, 0, 16, 16);
    const start: Correspondence = {
      width: 16,
      height: 16,
      x: Float32Array.from({ length: 256 }, (_, i) => ((i % 16) + 0.5) / 16),
      y: Float32Array.from({ length: 256 }, (_, i) => (Math.floor(i / 16) + 0.5) / 16),
    };
    const { x, y } = refineCorrespondence(a, a, start);
    expect(x).toBeAllclose(start.x, 0, 0.01);
    expect(y).toBeAllclose(start.y, 0, 0.01);
  });
});

describe('alignPictures', () => {
  /** A part of a picture: left, top, width, height. */
  const part = (
    { width, pixels }: Picture,
    [left, top, w, h]: readonly [number, number, number, number],
  ): Picture => ({
    width: w,
    height: h,
    pixels: Float32Array.from({ length: w * h * 3 }, (_, i) => {
      const [x, y] = [left + (Math.floor(i / 3) % w), top + Math.floor(i / 3 / w)];
      return pixels[(y * width + x) * 3 + (i % 3)]!;
    }),
  });

  it('finds a part of a photograph in another one, within a twentieth of it', async () => {
    const cat = await readPicture('fixtures/pictures/cat.jpg', () => ({ width: 132, height: 110 }));
    const network = await openNetwork(PICTURE_NETWORKS.inception.choice);
    const [a, b] = [part(cat, [22, 16, 100, 88]), part(cat, [11, 5, 100, 88])];
    const { x, y, width, height } = await alignPictures(
      engine,
      network,
      PICTURE_NETWORKS.inception.alignment,
      [a, b],
    );
    let [sum, count] = [0, 0];
    for (let i = 0; i < width * height; i++) {
      const [u, v] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
      // What lies beyond the other picture has no place in it.
      if (u > 0.85 || v > 0.85) continue;
      sum += Math.hypot(x[i]! - u - 11 / 100, y[i]! - v - 11 / 88);
      count++;
    }
    expect(sum / count).toBeLessThan(0.05);
  });
});
