import { describe, expect, it } from 'vitest';
import { MOMENT_BANDS } from '../../../src/audio/features/bands.js';
import { PRESETS } from '../../../src/audio/presets.js';
import { decodeStyle, encodeStyle } from '../../../src/audio/styleFile/encodeStyle.js';
import {
  checkStyleKey,
  digestOf,
  type SavedStyle,
  styleKeyOf,
} from '../../../src/audio/styleFile/savedStyle.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensors.js';
import { noise } from '../../shared/dsp/signals.js';

const random = { ...PRESETS.default, network: 'random', seed: 3 } as const;
const key = await styleKeyOf(random);
const gaussian = (size: number) => ({
  mean: Float64Array.from(noise(size)),
  covariance: Float64Array.from(noise(size * size)),
});
const style: SavedStyle = {
  key,
  measures: {
    style: {
      style: { timbre: { shape: [1, 2, 3], data: noise(6) } },
      style2: { bands: { shape: [1, 1, 2], data: noise(2) } },
    },
    bands: gaussian(MOMENT_BANDS),
    energies: noise(9).sort(),
  },
  loudnessLufs: -20.123456789,
  spectrum: { sampleRateHz: 44_100, power: noise(5) },
  metrics: {
    timbre: gaussian(19),
    gram: noise(16),
    chroma: noise(24),
    flux: noise(7),
    envelopeDb: noise(3),
  },
  digest: digestOf({ sampleRateHz: 44_100, channels: [noise(10)] }),
};
const bytes = encodeStyle(style);

/** What is said of other bytes. */
function refusal(changed: Uint8Array): string {
  try {
    decodeStyle(changed, 'a.nststyle');
  } catch (error) {
    expect(error).toMatchObject({ name: 'NstError', code: 'NST_BAD_INPUT' });
    return (error as Error).message;
  }
  return 'nothing';
}

describe('a saved style', () => {
  it('is read back as it was', () => {
    expect(decodeStyle(bytes, 'a.nststyle')).toEqual(style);
  });

  it('is refused when it is cut short, wherever', () => {
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.9999]) {
      expect(refusal(bytes.subarray(0, Math.floor(share * bytes.length)))).toMatch(
        /^a\.nststyle: expected a saved style, found a damaged file[^\n]*nst audio style$/,
      );
    }
  });

  it('is refused when a bit is another, in the arrays or in the settings', () => {
    const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const inFacts = Buffer.from(bytes).indexOf('loudnessLufs') + 'loudnessLufs":-20.'.length + 2;
    for (const at of [header + 50, bytes.length - 1, inFacts]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect(refusal(changed)).toMatch(/^a\.nststyle: the saved style is damaged \(its checksum/);
    }
  });

  it('is refused when it is of another version, or something else', () => {
    const file = (metadata: Record<string, string>) => writeSafetensors(new Map(), metadata);
    expect(refusal(file({ format: 'nst style', version: '9' }))).toMatch(
      /^a\.nststyle: expected version 2 of a saved style, found 9/,
    );
    expect(refusal(file({ format: 'pt' }))).toMatch(/found another safetensors file$/);
    expect(refusal(new TextEncoder().encode('some words, no style at all'))).toMatch(
      /^a\.nststyle: expected a saved style, found a damaged file or another one/,
    );
  });
});

describe('the key of a style', () => {
  it('says what differs, and what this run has', async () => {
    const other = await styleKeyOf({ ...random, seed: 4 });
    checkStyleKey(key, await styleKeyOf({ ...random }), 'a.nststyle');
    expect(() => checkStyleKey(other, key, 'a.nststyle')).toThrow(
      'a.nststyle: the style was saved with seed 4, this run has 3; save it again with the settings of this run',
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
      digestOf({ sampleRateHz, channels });
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
