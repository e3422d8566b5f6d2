import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/audio/presets.js';
import { longSound } from '../../../src/audio/sound.js';
import { checkStyleKey, digestOf, styleKeyOf } from '../../../src/audio/styleFile/savedStyle.js';
import { noise } from '../../shared/dsp/signals.js';

const random = { ...PRESETS.default, network: 'random', seed: 3 } as const;
const key = await styleKeyOf(random);

describe('the key of a style', () => {
  it('says what differs, and what this run has', async () => {
    const other = await styleKeyOf({ ...random, seed: 4 });
    checkStyleKey(key, await styleKeyOf({ ...random }), 'a.nststyle');
    expect(() => checkStyleKey(other, key, 'a.nststyle')).toThrow(
      'a.nststyle: the style was saved with seed 4, this run has 3; save it again with the settings of this run',
    );
  });

  it('says in one line which statistics an older default had, and which there are now', async () => {
    const terms = random.terms.filter(
      (term) => !('layers' in term && term.layers && 'patterns' in term.layers),
    );
    const older = await styleKeyOf({ ...random, terms });
    expect(() => checkStyleKey(older, key, 'a.nststyle')).toThrow(
      /^a\.nststyle: the style was saved with statistics gram block1, .*cepstrum, this run has .*, gram patterns; save it again with the settings of this run$/,
    );
  });

  it('does not depend on what only the transfer needs', async () => {
    expect(
      await styleKeyOf({ ...random, balance: { ...random.balance, strength: 0.1 }, iterations: 3 }),
    ).toEqual(key);
  });

  it('of a trained network depends on its weights and not on the seed', async () => {
    const trained = { ...random, network: 'audio' } as const;
    const one = await styleKeyOf(trained);
    expect(one.weights).toMatch(/^[0-9a-f]{16}$/);
    expect(await styleKeyOf({ ...trained, seed: 8 })).toEqual(one);
    expect(() => checkStyleKey({ ...one, weights: '12' }, one, 'a.nststyle')).toThrow(
      'with weights 12, this run',
    );
  });
});

describe('the digest of a sound', () => {
  it('depends on rate, channels and every sample', () => {
    const channel = noise(100);
    const digest = (sampleRateHz: number, ...channels: Float32Array[]) =>
      digestOf(longSound({ sampleRateHz, channels }));
    const changed = channel.with(50, 0);
    const all = [
      digest(8000, channel),
      digest(9000, channel),
      digest(8000, channel, channel),
      digest(8000, changed),
    ];
    expect(new Set(all).size).toBe(4);
    expect(digest(8000, channel.slice())).toBe(all[0]);
  });
});
