import { describe, expect, it } from 'vitest';
import { poolStatistics } from '../../../src/audio/statistics/pool.js';
import { STYLE_STATISTICS, type StyleStatisticName } from '../../../src/shared/losses/style.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';

const of = (name: StyleStatisticName, features: Features) => {
  const tensor = STYLE_STATISTICS[name].measure(tensorOf(features));
  return { shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) };
};

describe('poolStatistics', () => {
  // Their means differ, so what varies from part to part counts.
  const a = randomFeatures(1, 1, 30, 4);
  const b = randomFeatures(2, 1, 10, 4);
  const both = { ...a, width: 40, data: Float32Array.from([...a.data, ...b.data]) };

  it.each(['gram', 'wasserstein'] as const)('%s of parts is that of the whole', (name) => {
    const parts = [
      { statistic: of(name, a), share: 0.75 },
      { statistic: of(name, b), share: 0.25 },
    ];
    const pooled = poolStatistics(name, parts);
    const whole = of(name, both);
    expect(pooled.shape).toEqual(whole.shape);
    expect(pooled.data).toBeAllclose(whole.data, 1e-4, 1e-5);
  });
});
