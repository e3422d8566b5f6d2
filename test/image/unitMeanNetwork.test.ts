import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sight } from '../../src/image/align/sight.js';
import { unitMeanNetwork } from '../../src/image/unitMeanNetwork.js';
import { EagerEngine } from '../../src/shared/engine/eager.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { tf } from '../../src/shared/engine/tf.js';
import type { Network } from '../../src/shared/networks/network.js';
import { NO_LAYERS, openTerms } from '../../src/shared/terms/openTerm.js';
import { scene } from '../support/pictures.js';
import { toyNetwork } from '../support/toyNetwork.js';

const pictures = [scene({ width: 32, height: 24 }, 1), scene({ width: 24, height: 32 }, 2)];
const terms = openTerms([{ kind: 'content', layers: { one: 1, two: 1 } }], NO_LAYERS);

/** Every filter as it comes out of a rectifier, times a factor; the last one never fires. */
function rectified(factor: number): Network {
  const toy = toyNetwork(['one', 'two', 'three']);
  return {
    ...toy,
    features: (pixels, layers) => {
      const entries = Object.entries(toy.features(pixels, layers)).map(([name, x]) => {
        const alive = Array.from({ length: x.shape[3] }, (_, i) => Number(i < x.shape[3] - 1));
        return [name, tf.mul(tf.relu(x), tf.mul(tf.tensor1d(alive), factor))] as const;
      });
      return Object.fromEntries(entries) as ReturnType<Network['features']>;
    },
  };
}

/** The mean of each filter over all pictures and places. */
async function meansOf(engine: Engine, network: Network, layer: string): Promise<number[]> {
  const sight = new Sight(engine, network, [layer]);
  const seen = (await sight.see(pictures)).map((arrays) => arrays[layer]!);
  await sight.release();
  const channels = seen[0]!.shape.at(-1)!;
  return Array.from({ length: channels }, (_, channel) => {
    const of = seen.map(({ data }) => {
      const values = data.filter((_value, i) => i % channels === channel);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    return of.reduce((sum, value) => sum + value, 0) / of.length;
  });
}

describe('unitMeanNetwork', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await EagerEngine.open();
  });
  afterAll(() => engine.close());

  it.each([1, 40])(
    'gives each filter a mean activation of 1, whatever its scale was (%d)',
    async (factor) => {
      const network = await unitMeanNetwork(engine, rectified(factor), terms, pictures);
      for (const layer of ['one', 'two']) {
        const before = await meansOf(engine, rectified(factor), layer);
        const after = await meansOf(engine, network, layer);
        const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
        for (const [i, value] of after.entries()) {
          // One that hardly ever fires is not blown up.
          const expected = before[i]! >= 0.05 * mean ? 1 : before[i]! / (0.05 * mean);
          expect(value).toBeCloseTo(expected, 4);
        }
        expect(after.some((value) => Math.abs(value - 1) < 1e-4)).toBe(true);
        expect(after.at(-1)).toBe(0);
      }
    },
  );

  it('leaves other layers as they are', async () => {
    const network = await unitMeanNetwork(engine, rectified(3), terms, pictures);
    expect(await meansOf(engine, network, 'three')).toEqual(await meansOf(engine, rectified(3), 'three'));
  });
});
