import { describe, expect, it } from 'vitest';
import { bandView, viewOf } from '../../../src/glyph/bands/bandView.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { scene } from '../../support/pictures.js';
import { toyNetwork } from '../../support/toyNetwork.js';

describe('viewOf', () => {
  it('lays a picture over black and over white', () => {
    const rgba = tf.tensor4d([0.1, 0.2, 0.3, 0.4, 0.5, 0, 0.25, 1], [1, 1, 2, 4]);
    expect(viewOf('black', rgba).dataSync()).toBeAllclose([0.1, 0.2, 0.3, 0.5, 0, 0.25], 1e-6);
    expect(viewOf('white', rgba).dataSync()).toBeAllclose([0.7, 0.8, 0.9, 0.5, 0, 0.25], 1e-6);
  });
});

describe('bandView', () => {
  const network = toyNetwork(['a', 'b']);
  const { pixels, width, height } = scene({ width: 8, height: 4 }, 1);
  const opaque = Array.from({ length: 32 }, (_, i) => [...pixels.subarray(3 * i, 3 * i + 3), 1]).flat();

  it('shows the layers that are asked for, over black and over white, and the picture itself', () => {
    const rgba = tf.tensor4d(opaque, [1, height, width, 4]);
    const seen = bandView(network, { width, height }).see(rgba, ['black a', 'white b', 'rgba']);
    expect(Object.keys(seen).sort()).toEqual(['black a', 'rgba', 'white b']);
    const naive = network.naive({ width, height, pixels });
    expect(seen['black a']!.dataSync()).toBeAllclose(naive.get('a')!.data, 1e-4, 1e-5);
    expect(seen['white b']!.dataSync()).toBeAllclose(naive.get('b')!.data, 1e-4, 1e-5);
  });
});
