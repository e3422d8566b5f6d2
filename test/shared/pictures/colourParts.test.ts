import { describe, expect, it } from 'vitest';
import { IDENTITY3 } from '../../../src/shared/linalg/matrix3.js';
import { heifColour } from '../../../src/shared/pictures/heifColour.js';
import { iccColourSpace } from '../../../src/shared/pictures/iccColour.js';
import { pngColour } from '../../../src/shared/pictures/pngColour.js';
import { PRIMARIES, toBt709 } from '../../../src/shared/pictures/primaries.js';
import { toneMap, toneMapColour } from '../../../src/shared/pictures/toneMap.js';
import { CURVES, linearToPq, linearToSrgb, pqToLinear } from '../../../src/shared/pictures/transferCurve.js';
import { Rng } from '../../../src/shared/rng.js';
import { greyProfile, iccProfile } from '../../support/iccProfile.js';

describe('primaries', () => {
  it.each([...PRIMARIES])('of number %i keep white', (_, primaries) => {
    const matrix = toBt709(primaries);
    const sums = [0, 3, 6].map((row) => matrix[row]! + matrix[row + 1]! + matrix[row + 2]!);
    expect(sums).toBeAllclose([1, 1, 1], 0, 1e-9);
  });

  it('of Display P3 and BT.2020 give the published matrices (CSS Color 4, ITU-R BT.2087-0)', () => {
    const p3 = [1.22494, -0.22494, 0, -0.042057, 1.042057, 0, -0.019638, -0.078636, 1.098274];
    expect(toBt709(PRIMARIES.get(12)!)).toBeAllclose(p3, 0, 1e-6);
    const bt2020 = [1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187];
    expect(toBt709(PRIMARIES.get(9)!)).toBeAllclose(bt2020, 0, 1.5e-4);
    expect(toBt709(PRIMARIES.get(1)!)).toBeAllclose(IDENTITY3, 0, 1e-12);
  });
});

describe('transfer curves', () => {
  it.each([...CURVES])('of number %i rise from 0 to 1 without a jump', (_, { toLinear }) => {
    const light = Array.from({ length: 4097 }, (_, i) => toLinear(i / 4096));
    expect([light[0]!, light[4096]!]).toBeAllclose([0, 1], 0, 1e-6);
    const steps = light.slice(1).map((value, i) => value - light[i]!);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan(0.005);
  });

  it('PQ has the levels of ITU-R BT.2408-7: 58 % at 203 cd/m2, 75 % at 1,000', () => {
    expect([linearToPq(0.0203), linearToPq(0.1)]).toBeAllclose([0.5807, 0.7518], 0, 1e-4);
    for (const light of [1e-4, 0.02, 0.5, 1]) expect(pqToLinear(linearToPq(light))).toBeCloseTo(light, 9);
  });

  it('sRGB is the inverse of its decoding', () => {
    const { toLinear } = CURVES.get(13)!;
    for (const value of [0.01, 0.04, 0.2, 0.9]) expect(linearToSrgb(toLinear(value))).toBeCloseTo(value, 6);
  });
});

describe('tone mapping', () => {
  it('keeps the dark, rises, and ends at white', () => {
    expect(toneMap(0)).toBe(0);
    expect(toneMap(60)).toBeCloseTo(60 / 203, 9);
    const levels = Array.from({ length: 1001 }, (_, nits) => toneMap(nits));
    for (let i = 1; i < levels.length; i++) expect(levels[i]!).toBeGreaterThan(levels[i - 1]!);
    expect([toneMap(1000), toneMap(10_000)]).toBeAllclose([1, 1], 0, 1e-9);
  });

  it('keeps the ratios of a colour', () => {
    const rgb = Float64Array.of(0.06, 0.03, 0.01);
    toneMapColour(rgb, 'pq');
    expect([rgb[0]! / rgb[1]!, rgb[0]! / rgb[2]!]).toBeAllclose([2, 6], 0, 1e-9);
    expect(rgb[0]!).toBeLessThan(1);
  });
});

describe('curves of grey profiles', () => {
  const curv = (count: number, values: readonly number[]) => {
    const tag = Buffer.alloc(12 + 2 * values.length);
    tag.write('curv', 'latin1');
    tag.writeUInt32BE(count, 8);
    values.forEach((value, i) => {
      tag.writeUInt16BE(value, 12 + 2 * i);
    });
    return greyProfile(tag);
  };
  const at = (profile: Buffer, value: number) => iccColourSpace(profile)?.curves[0](value);

  it('none, a gamma, a table', () => {
    expect(at(curv(0, []), 0.3)).toBeCloseTo(0.3, 12);
    expect(at(curv(1, [0x0180]), 0.3)).toBeCloseTo(0.3 ** 1.5, 12);
    const table = curv(3, [0, 16_384, 65_535]);
    expect([0, 0.25, 0.5, 0.75, 1].map((value) => at(table, value)!)).toBeAllclose(
      [0, 0.125, 0.25, 0.625, 1],
      0,
      1e-4,
    );
  });

  it('that lead to lightness', () => {
    const linear = iccProfile({ curve: 1, connection: 'Lab ' });
    expect(at(linear, 0.5)).toBeCloseTo(0.18419, 4);
    expect(at(linear, 1)).toBeCloseTo(1, 9);
  });

  it('that are cut short, or too long to be true, are none', () => {
    expect(at(curv(3, [0, 1]), 0.5)).toBeUndefined();
    expect(at(curv(0xffffffff, [0, 1]), 0.5)).toBeUndefined();
    expect(at(greyProfile(Buffer.from('text', 'latin1')), 0.5)).toBeUndefined();
  });
});

function box(type: string, ...parts: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const colr = (primaries: number, transfer: number) =>
  box('colr', Buffer.from('nclx'), [0, primaries, 0, transfer, 0, 6, 0x80]);

/** Two pictures, of which item 2 is shown; both have colours. */
function heif(isWide: boolean): Buffer {
  const index = (i: number) => (isWide ? [0x80, i] : [0x80 | i]);
  const properties = box('ipco', colr(1, 8), box('free'), colr(12, 13));
  const uses = [0, 0, 0, 2, 0, 1, 1, ...index(1), 0, 2, 2, ...index(2), ...index(3)];
  const ipma = box('ipma', [0, 0, 0, isWide ? 1 : 0], uses);
  const meta = box('meta', [0, 0, 0, 0], box('pitm', [0, 0, 0, 0, 0, 2]), box('iprp', properties, ipma));
  return Buffer.concat([box('ftyp', Buffer.from('avif')), meta, box('mdat', [1, 2, 3])]);
}

describe('numbers in files', () => {
  it.each([false, true])('of the picture that is shown (wide indices: %s)', (isWide) => {
    expect(heifColour(heif(isWide))).toEqual({ primaries: 12, transfer: 13 });
  });

  it('bounds hold for any byte that is changed, and any end', () => {
    const rng = new Rng(5);
    const file = heif(false);
    const profile = iccProfile({ curve: 'srgb' });
    for (let i = 0; i < 3000; i++) {
      const [brokenFile, brokenProfile] = [Buffer.from(file), Buffer.from(profile)];
      for (const data of [brokenFile, brokenProfile]) {
        for (let k = 0; k < 2; k++)
          data[Math.floor(rng.uniform() * data.length)] = Math.floor(rng.uniform() * 256);
      }
      const codes = heifColour(brokenFile);
      const light = iccColourSpace(brokenProfile)?.curves[0](0.5) ?? 0;
      if (!(light >= 0 && light <= 1) || (codes && codes.primaries > 65_535)) {
        expect.fail(`light ${light}, codes ${JSON.stringify(codes)}`);
      }
    }
    for (let end = 0; end < file.length - 11; end++)
      expect(heifColour(file.subarray(0, end))).toBeUndefined();
    for (let end = 0; end < 140; end++) expect(iccColourSpace(profile.subarray(0, end))).toBeUndefined();
    expect(pngColour(Buffer.alloc(40, 0xff))).toBeUndefined();
  });
});
