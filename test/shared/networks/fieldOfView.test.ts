import { describe, expect, it } from 'vitest';
import type { Tensor4D } from '../../../src/shared/engine/tf.js';
import { openNetwork } from '../../../src/shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../../src/shared/networks/pictureNetworks.js';
import { Rng } from '../../../src/shared/rng.js';
import { type Arrays, compiledForward } from '../../support/engines.js';

const { choice, layers, fields } = PICTURE_NETWORKS.inception;
const HEIGHT = 16;

/** Some columns of [1, height, width, c]. */
function columns(
  { shape: [, height = 0, width = 0, c = 0], data }: Arrays[string],
  from: number,
  to: number,
) {
  const result = new Float32Array(height * (to - from) * c);
  for (let y = 0; y < height; y++)
    result.set(data.subarray((y * width + from) * c, (y * width + to) * c), y * (to - from) * c);
  return result;
}

describe('the field of view of the network that comes along', () => {
  it('is how far its layers look: a part shows what the whole does, that far from where it is cut', async () => {
    const network = await openNetwork(choice);
    const widthPx = 304;
    // A multiple of the coarsest step.
    const firstPx = 96;
    const pixels = new Rng(1).normals(HEIGHT * widthPx * 3, 0.3);
    const whole = { shape: [1, HEIGHT, widthPx, 3], data: pixels };
    const part = { shape: [1, HEIGHT, widthPx - firstPx, 3], data: columns(whole, firstPx, widthPx) };
    const see = (picture: Arrays[string]) =>
      compiledForward(({ x }) => network.features(x as Tensor4D, layers), { x: picture });
    const [ofWhole, ofPart] = [await see(whole), await see(part)];
    for (const layer of layers) {
      const { stepPx, reachPx } = fields(choice)!.get(layer)!;
      const shown = Math.floor(widthPx / stepPx);
      const [before, cut] = [firstPx / stepPx, Math.ceil(reachPx / stepPx)];
      const expected = columns(ofWhole[layer]!, before + cut, shown);
      expect(expected.length).toBeGreaterThan(0);
      expect(columns(ofPart[layer]!, cut, shown - before)).toBeAllclose(expected, 1e-4, 1e-4);
    }
  });

  it('is not known where places of a part are not those of the whole', () => {
    expect(fields({ name: 'inception', geometry: 'trained' })).toBeUndefined();
  });
});

describe('the field of view of VGG', () => {
  it('is that of its 3x3 convolutions and halvings', () => {
    const known = PICTURE_NETWORKS.vgg19.fields({ name: 'vgg19' })!;
    expect([...known.keys()].sort()).toEqual([...PICTURE_NETWORKS.vgg19.layers].sort());
    expect(known.get('relu1_1')).toEqual({ stepPx: 1, reachPx: 1 });
    expect(known.get('relu4_2')).toEqual({ stepPx: 8, reachPx: 2 + 4 + 16 + 16 });
    expect(known.get('relu5_1')).toEqual({ stepPx: 16, reachPx: 2 + 4 + 16 + 32 + 16 });
  });
});
