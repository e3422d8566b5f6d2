import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { tilesOf } from '../../../src/shared/stylise/planes.js';
import { MIXTURE, PICTURE } from '../../../src/shared/stylise/styliser.js';
import { STYLISED, styliserGraph } from '../../../src/shared/stylise/styliserGraph.js';
import { stylisedInTiles } from '../../../src/shared/stylise/tiledResidual.js';
import { noisePicture, randomWeights } from '../../support/styliser.js';

const FAMILY = { kind: 'residual', width: 2, blocks: 1, kernel: 5, styles: 2 } as const;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
});
afterAll(() => engine.close());

it('a picture in tiles is the picture in one piece', async () => {
  // Six tiles of 512 at full size, and the last ones narrow.
  const [height, width] = [532, 1036];
  const picture = noisePicture(height, width);
  const weights = randomWeights(FAMILY);
  const mixture = Float32Array.of(0.3, 0.7);
  const whole = await engine.loadModel(styliserGraph(FAMILY, weights));
  const { [STYLISED]: expected } = await whole.run({
    [PICTURE]: picture,
    [MIXTURE]: { shape: [1, 2], data: mixture },
  });
  const tiled = await stylisedInTiles(
    engine,
    FAMILY,
    weights,
    { width, height, pixels: picture.data },
    mixture,
  );
  expect(tiled.pixels).toBeAllclose(expected!.data, 1e-4, 1e-4);
});

it('tiles cover a map once, and see no further than it goes', () => {
  const tiles = tilesOf({ width: 20, height: 12 }, 8, 4);
  expect(tiles).toHaveLength(6);
  expect(tiles.reduce((sum, { inner }) => sum + inner.width * inner.height, 0)).toBe(240);
  expect(tiles[0]).toEqual({
    inner: { left: 0, top: 0, width: 8, height: 8 },
    outer: { left: 0, top: 0, width: 12, height: 12 },
  });
  expect(tiles.at(-1)!.outer).toEqual({ left: 12, top: 4, width: 8, height: 8 });
});
