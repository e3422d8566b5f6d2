import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';
import { EXCHANGES } from '../../../src/shared/stylise/exchange.js';
import { STEM_LEVELS } from '../../../src/shared/stylise/levels.js';
import { stemWeights } from '../../../src/shared/stylise/stem.js';
import { drawStyliser, PICTURE, type StyliserFamily } from '../../../src/shared/stylise/styliser.js';
import { lookGraph, STYLISED, styliserGraph } from '../../../src/shared/stylise/styliserGraph.js';
import { tensorOps } from '../../../src/shared/stylise/tensorOps.js';
import { openModelStore, resolveModel } from '../../../src/shared/weights/store.js';
import type { Weights } from '../../../src/shared/weights/tensors.js';
import { noisePicture, randomWeights, someInputs } from '../../support/styliser.js';

let engine: Engine;
let stem: Weights;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
  const { weights } = await resolveModel(await openModelStore(), 'inception');
  stem = stemWeights(STEM_LEVELS, weights);
});
afterAll(() => engine.close());

const RESIDUAL = { kind: 'residual', width: 4, blocks: 1, kernel: 3, styles: 1 } as const;
const FAMILIES: Record<string, StyliserFamily> = {
  'one style': { kind: 'residual', width: 4, blocks: 1, kernel: 5, styles: 1 },
  'three styles': { kind: 'residual', width: 4, blocks: 2, kernel: 3, styles: 3 },
  'norms that are foretold': { ...RESIDUAL, norm: 'predicted' },
  'a bank of two styles': { ...RESIDUAL, styles: 2, bottleneck: 'bank' },
  'products of a style': { ...RESIDUAL, bottleneck: 'match' },
  'noise of three styles': { ...RESIDUAL, styles: 3, bottleneck: 'selection' },
  'a pyramid': { kind: 'pyramid', width: 4, styles: 2 },
  'a cascade': { kind: 'cascade', exchange: 'moments', width: 4, keepsDetail: false },
  'a cascade that keeps detail': { kind: 'cascade', exchange: 'moments', width: 4, keepsDetail: true },
  'patches of a style': { kind: 'swap', width: 4 },
  ...Object.fromEntries(EXCHANGES.map((exchange) => [exchange, { kind: 'exchange', exchange, width: 4 }])),
};

/** The net traced op by op, as it is in training. */
async function traced(family: StyliserFamily, weights: Weights, [height, width]: [number, number]) {
  const inputs = someInputs(family, height, width);
  const program = await engine.compileForward(
    (tensors) => ({ stylised: drawStyliser(tensorOps(constantWeights(weights)), family, tensors) }),
    Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, { shape }])),
  );
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));
  const { stylised } = await program.run(feeds);
  await program.release();
  return stylised!;
}

describe('a net as a graph for any size', () => {
  it.each(Object.entries(FAMILIES))('is the net that was trained: %s', async (_, family) => {
    const weights = new Map([...stem, ...randomWeights(family)]);
    const model = await engine.loadModel(styliserGraph(family, weights));
    for (const size of [
      [32, 48],
      [48, 32],
    ] satisfies [number, number][]) {
      const drawn = (await model.run(someInputs(family, ...size)))[STYLISED]!;
      expect(drawn.shape).toEqual([1, ...size, 3]);
      expect(drawn.data).toBeAllclose((await traced(family, weights, size)).data, 5e-3, 5e-3);
    }
    await model.release();
  });

  it('gives a picture the statistics that it has itself, which changes nothing', async () => {
    const family = { kind: 'exchange', exchange: 'transport', width: 4 } as const;
    const weights = new Map([...stem, ...randomWeights(family)]);
    const [styliser, statistics] = [
      await engine.loadModel(styliserGraph(family, weights)),
      await engine.loadModel(lookGraph(family, weights)),
    ];
    const picture = noisePicture(64, 64);
    const own = await statistics.run({ [PICTURE]: picture });
    const at = async (strength: number) =>
      (
        await styliser.run({
          [PICTURE]: picture,
          ...own,
          strength: { shape: [1, 1], data: Float32Array.of(strength) },
        })
      )[STYLISED]!;
    expect((await at(1)).data).toBeAllclose((await at(0)).data, 0.02, 0.05);
  });
});
