import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DecodeRules, decodeCompressed } from '../../../src/audio/files/decoders.js';
import type { CompressedFormat } from '../../../src/audio/files/format.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { soundInMemory } from '../../../src/audio/sound.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { errorDb } from '../../shared/dsp/signals.js';

const bytesOf = (name: string) =>
  readFileSync(new URL(`../../../fixtures/audio/formats/${name}`, import.meta.url));
const decode = (
  name: string,
  format: CompressedFormat,
  bytes: Uint8Array = bytesOf(name),
  rules: DecodeRules = {},
) => decodeCompressed(bytes, format, name, rules, new Scratch()).then(soundInMemory);

/** The sweeps that the fixtures hold (sox's "synth" with a linear sweep, at -6 dB). */
function sweep(fromHz: number, toHz: number, rateHz: number): Float32Array {
  const seconds = 0.5;
  return Float32Array.from({ length: seconds * rateHz }, (_, i) => {
    const t = i / rateHz;
    const cycles = fromHz * t + ((toHz - fromHz) / (2 * seconds)) * t * t;
    return 10 ** (-6 / 20) * Math.sin(2 * Math.PI * cycles);
  });
}

const CASES: [string, CompressedFormat, number, number][] = [
  ['sweep.flac', 'flac', 44_100, -70],
  ['sweep.oga', 'ogg', 44_100, -70],
  ['sweep.mp3', 'mp3', 44_100, -20],
  ['sweep.ogg', 'ogg', 44_100, -20],
  ['sweep.opus', 'ogg', 48_000, -20],
];

describe('decodeCompressed', () => {
  it.each(CASES)('reads %s in full, in place, both channels', async (name, format, rateHz, limitDb) => {
    const { sampleRateHz, channels } = await decode(name, format);
    expect(sampleRateHz).toBe(rateHz);
    expect(channels.map((channel) => channel.length)).toEqual([rateHz / 2, rateHz / 2]);
    expect(errorDb(channels[0]!, sweep(300, 1500, rateHz), 1000, 20_000)).toBeLessThan(limitDb);
    expect(errorDb(channels[1]!, sweep(1200, 400, rateHz), 1000, 20_000)).toBeLessThan(limitDb);
  });

  it('reads whole numbers of FLAC exactly', async () => {
    for (const [name, bits, levelDb] of [
      ['sweep.flac', 16, -6],
      ['sweep24.flac', 24, -9],
    ] as const) {
      const { channels } = await decode(name, 'flac');
      expect(channels[0]!.every((x) => Number.isInteger(x * 2 ** (bits - 1)))).toBe(true);
      const peakDb = 20 * Math.log10(Math.max(...channels[0]!));
      expect(Math.abs(peakDb - levelDb)).toBeLessThan(0.01);
    }
  });

  it.each(CASES.filter(([, format]) => format !== 'mp3'))('refuses %s cut short', async (name, format) => {
    for (const share of [0.4, 0.7, 0.99]) {
      const bytes = bytesOf(name);
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(decode(name, format, cut)).rejects.toThrow(/cut short|damaged|no sound could be decoded/);
    }
  });

  it.each(CASES)(
    'salvages what is there of %s cut short, as it is in the whole, and says how much',
    async (name, format) => {
      const whole = await decode(name, format);
      const bytes = bytesOf(name);
      const warnings: string[] = [];
      const reporter = { ...SILENT, warn: (text: string) => warnings.push(text) };
      const cut = bytes.subarray(0, Math.floor(bytes.length * 0.8));
      const { channels } = await decode(name, format, cut, { salvage: true, reporter });
      expect(channels[0]!.length).toBeGreaterThan(3000);
      expect(channels[0]!.length).toBeLessThan(whole.channels[0]!.length);
      channels.forEach((channel, c) => {
        expect(channel).toEqual(whole.channels[c]!.subarray(0, channel.length));
      });
      expect(warnings[0]).toMatch(
        new RegExp(
          `^${name}: the file is .*; \\d\\.\\d\\d s \\(${channels[0]!.length} samples\\) were salvaged$`,
        ),
      );
    },
  );

  it.each(CASES)('refuses a header like that of %s with nothing behind it', async (name, format) => {
    const bytes = new Uint8Array(3000);
    bytes.set(bytesOf(name).subarray(0, 40));
    await expect(decode(name, format, bytes)).rejects.toMatchObject({ code: 'NST_BAD_INPUT' });
  });
});
