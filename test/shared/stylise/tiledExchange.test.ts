import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { readStem } from '../../../src/shared/stylise/readStem.js';
import { PICTURE, STRENGTH } from '../../../src/shared/stylise/styliser.js';
import { lookGraph, STYLISED, styliserGraph } from '../../../src/shared/stylise/styliserGraph.js';
import { exchangedInTiles } from '../../../src/shared/stylise/tiledExchange.js';
import { noisePicture, randomWeights } from '../../support/styliser.js';

const FAMILY = { kind: 'exchange', exchange: 'transport', width: 2 } as const;
const STRENGTHS = { shape: [1, 1], data: Float32Array.of(0.7) };

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
});
afterAll(() => engine.close());

it('a picture in tiles is the picture in one piece', async () => {
  const weights = new Map([...(await readStem()), ...randomWeights(FAMILY)]);
  const [height, width] = [160, 224];
  const picture = noisePicture(height, width);
  const [net, looker] = [
    await engine.loadModel(styliserGraph(FAMILY, weights)),
    await engine.loadModel(lookGraph(FAMILY, weights)),
  ];
  const condition = await looker.run({ [PICTURE]: noisePicture(128, 128, 2) });
  const { [STYLISED]: expected } = await net.run({ [PICTURE]: picture, ...condition, [STRENGTH]: STRENGTHS });
  // Six tiles, of which no one sees all of the picture.
  const tiled = await exchangedInTiles(
    engine,
    { family: FAMILY, weights },
    { width, height, pixels: picture.data },
    { condition, strength: STRENGTHS.data[0]! },
    { sidePx: 80, haloPx: 64 },
  );
  expect(tiled.pixels).toBeAllclose(expected!.data, 2e-3, 2e-3);
});
