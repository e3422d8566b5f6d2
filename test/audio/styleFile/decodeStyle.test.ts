import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/audio/presets.js';
import { decodeStyle } from '../../../src/audio/styleFile/decodeStyle.js';
import { encodeStyle } from '../../../src/audio/styleFile/encodeStyle.js';
import { styleKeyOf } from '../../../src/audio/styleFile/savedStyle.js';
import { checksumOf } from '../../../src/shared/saved/savedFile.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import type { WeightArray } from '../../../src/shared/weights/tensors.js';
import { sampleStyle } from './sampleStyle.js';

const style = sampleStyle(await styleKeyOf({ ...PRESETS.default, network: 'random', seed: 3 }));
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
      changed[at] = changed[at]! ^ 1;
      expect(refusal(changed)).toMatch(/^a\.nststyle: the saved style is damaged \(its checksum/);
    }
  });

  it('is refused when it is of another version, or something else', () => {
    const file = (metadata: Record<string, string>) => writeSafetensors(new Map(), metadata);
    expect(refusal(file({ format: 'nst style', version: '9' }))).toMatch(
      /^a\.nststyle: expected version 3 of a saved style, found 9/,
    );
    expect(refusal(file({ format: 'pt' }))).toMatch(/found another safetensors file/);
    expect(refusal(new TextEncoder().encode('some words, no style at all'))).toMatch(
      /^a\.nststyle: expected a saved style, found a damaged file or another one/,
    );
  });
});

/** The same file with something else in it, and the checksum that belongs to it. */
function resealed(
  change: (facts: Record<string, unknown>) => unknown,
  arrays: Readonly<Record<string, WeightArray | undefined>> = {},
): Uint8Array {
  const { format, version, facts } = Object.fromEntries(parseSafetensorsHeader(bytes, 'a').metadata);
  const changed = change(JSON.parse(facts!));
  const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
  const metadata = { format: format!, version: version!, facts: text };
  const tensors = new Map(readSafetensors(bytes, 'a'));
  for (const [name, array] of Object.entries(arrays)) {
    if (array) tensors.set(name, array);
    else tensors.delete(name);
  }
  return writeSafetensors(tensors, { ...metadata, checksum: checksumOf(tensors, metadata) });
}

const vector = (length: number, value = 0): WeightArray => ({
  shape: [length],
  data: new Float32Array(length).fill(value),
});

describe('a saved style whose checksum is right', () => {
  it('is read when nothing else is wrong', () => {
    expect(
      decodeStyle(
        resealed((facts) => facts),
        'a.nststyle',
      ),
    ).toEqual(style);
  });

  it.each<[string, (facts: Record<string, unknown>) => unknown]>([
    ['facts: expected JSON, found something else', () => ''],
    ['facts: expected an object, found null', () => null],
    ['facts.key: expected an object, found nothing', ({ key: _, ...facts }) => facts],
    [
      'facts.key.seed: expected a number, found "3"',
      (facts) => ({ ...facts, key: { ...style.key, seed: '3' } }),
    ],
    ['facts.digest: expected 64 hexadecimal digits, found "../x"', (facts) => ({ ...facts, digest: '../x' })],
    ['facts.loudnessLufs: expected a number, found null', (facts) => ({ ...facts, loudnessLufs: null })],
    [
      'facts.spectrumRateHz: expected at most 768000, found 1e+30',
      (facts) => ({ ...facts, spectrumRateHz: 1e30 }),
    ],
    ['facts.loudnessLufs: expected a number, found "loud"', (facts) => ({ ...facts, loudnessLufs: 'loud' })],
    ['expected 513 numbers in "spectrum", found 1025', (facts) => ({ ...facts, spectrumRateHz: 22_050 })],
  ])('is refused for wrong facts: %s', (problem, change) => {
    const message = refusal(resealed(change));
    expect(message.startsWith(`a.nststyle: ${problem}`)).toBe(true);
    expect(message).toMatch(/^[^\n]+; save it again with nst audio style$/);
  });

  it.each<[string, Readonly<Record<string, WeightArray | undefined>>]>([
    ['the saved style has no "energies"', { energies: undefined }],
    ['expected some numbers in "energies", found 0', { energies: vector(0) }],
    ['expected 40 numbers in "bands.mean", found 39', { 'bands.mean': vector(39) }],
    ['expected 1600 numbers in "bands.covariance", found 40', { 'bands.covariance': vector(40) }],
    ['expected finite numbers in "metrics.flux", found NaN', { 'metrics.flux': vector(3, Number.NaN) }],
    ['expected whole frames of 12 in "metrics.chroma", found 13', { 'metrics.chroma': vector(13) }],
    ['expected a matrix in "layer.style/block1", found the shape [6]', { 'layer.style/block1': vector(6) }],
  ])('is refused for wrong arrays: %s', (problem, arrays) => {
    const message = refusal(resealed((facts) => facts, arrays));
    expect(message).toBe(`a.nststyle: ${problem}; save it again with nst audio style`);
  });
});
