import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import type { CascadeFamily } from '../../../src/shared/stylise/cascadeNet.js';
import { readStem } from '../../../src/shared/stylise/readStem.js';
import { PICTURE, STRENGTH } from '../../../src/shared/stylise/styliser.js';
import { STYLISED, styliserGraph } from '../../../src/shared/stylise/styliserGraph.js';
import type { Weights } from '../../../src/shared/weights/tensors.js';
import { noisePicture, randomWeights, someCondition } from '../../support/styliser.js';

const FAMILY: CascadeFamily = { kind: 'cascade', exchange: 'transport', width: 4, keepsDetail: true };
const picture = noisePicture(32, 32);

let engine: Engine;
let stem: Weights;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
  stem = await readStem();
});
afterAll(() => engine.close());

async function drawn(family: CascadeFamily, weights: Weights): Promise<Float32Array> {
  const model = await engine.loadModel(styliserGraph(family, new Map([...stem, ...weights])));
  const { [STYLISED]: result } = await model.run({
    ...someCondition(family),
    [PICTURE]: picture,
    [STRENGTH]: { shape: [1, 1], data: Float32Array.of(0) },
  });
  await model.release();
  return result!.data;
}

describe('a cascade without strength', () => {
  it('gives a picture back where it keeps detail, whatever its decoders know', async () => {
    expect(await drawn(FAMILY, randomWeights(FAMILY))).toBeAllclose(picture.data, 1e-4, 1e-3);
  });

  it('paints nothing but what decoders make of features where it does not', async () => {
    const silent = new Map(
      [...randomWeights(FAMILY)].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => 0) }]),
    );
    const grey = new Float32Array(picture.data.length).fill(0.5);
    expect(await drawn({ ...FAMILY, keepsDetail: false }, silent)).toBeAllclose(grey, 0, 0);
  });
});
