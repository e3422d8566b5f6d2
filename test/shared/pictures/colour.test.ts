import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { greyProfile, iccProfile, type ProfileColours } from '../../support/iccProfile.js';
import {
  avifWithCodes,
  jpegWithProfile,
  pngWithChunk,
  pngWithProfile,
  tiff,
} from '../../support/pictureFiles.js';
import { largestDifference, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const SIZE = { width: 16, height: 16 };
type Depth = 8 | 16;

/** XYZ under D50 of red, green and blue: Lindbloom's tables; Display P3 as in Apple's profile. */
const SPACES = {
  srgb: {
    curve: 'srgb',
    columns: [
      [0.4360747, 0.2225045, 0.0139322],
      [0.3850649, 0.7168786, 0.0971045],
      [0.1430804, 0.0606169, 0.7141733],
    ],
  },
  p3: {
    curve: 'srgb',
    columns: [
      [0.515102, 0.241182, -0.001049],
      [0.291965, 0.692236, 0.041882],
      [0.157153, 0.066582, 0.784378],
    ],
  },
  adobe: {
    curve: 2.19921875,
    columns: [
      [0.6097559, 0.3111242, 0.0194811],
      [0.2052401, 0.625656, 0.0608902],
      [0.149224, 0.0632197, 0.7448387],
    ],
  },
  gamma18: {
    curve: 1.8,
    columns: [
      [0.4360747, 0.2225045, 0.0139322],
      [0.3850649, 0.7168786, 0.0971045],
      [0.1430804, 0.0606169, 0.7141733],
    ],
  },
} as const satisfies Record<string, ProfileColours>;
type SpaceName = keyof typeof SPACES;

/** XYZ under D50 to linear sRGB, Lindbloom's table. */
const TO_SRGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
];

const decodeSrgb = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const encodeSrgb = (light: number) => {
  const l = Math.min(1, Math.max(0, light));
  return l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055;
};
const toLight = (curve: number | 'srgb', v: number) => (curve === 'srgb' ? decodeSrgb(v) : v ** curve);
const times = (rows: readonly (readonly number[])[], v: readonly number[]) =>
  rows.map((row) => row.reduce((sum, m, i) => sum + m * v[i]!, 0));

/** What a colour of a space is in sRGB, levels of 255 in and out. */
function expectedOf(space: ProfileColours, levels: readonly number[]): number[] {
  const light = levels.map((level) => toLight(space.curve, level / 255));
  if (!space.columns) return [0, 0, 0].map(() => 255 * encodeSrgb(light[0]!));
  const xyz = [0, 1, 2].map((row) =>
    space.columns!.reduce((sum, column, i) => sum + column[row]! * light[i]!, 0),
  );
  return times(TO_SRGB, xyz).map((value) => 255 * encodeSrgb(value));
}

function samples(levels: readonly number[], depth: Depth): Uint8Array | Uint16Array {
  const length = SIZE.width * SIZE.height * levels.length;
  if (depth === 8) return Uint8Array.from({ length }, (_, i) => levels[i % levels.length]!);
  return Uint16Array.from({ length }, (_, i) => levels[i % levels.length]! * 257);
}

/** A picture of one colour. */
function flat(levels: readonly number[], depth: Depth) {
  const image = sharp(samples(levels, depth), { raw: { ...SIZE, channels: levels.length as 1 | 3 } });
  if (depth === 8) return levels.length === 1 ? image.toColourspace('b-w') : image;
  return image.toColourspace(levels.length === 1 ? 'grey16' : 'rgb16');
}

let files = 0;
function save(bytes: Uint8Array): string {
  const path = join(folder, `${files++}.picture`);
  writeFileSync(path, bytes);
  return path;
}

/** Reads a file of one colour, in levels of 255; its pixels are alike but for the rounding of a lossy format. */
async function colourOf(bytes: Uint8Array, warnings: string[] = []): Promise<number[]> {
  const { pixels } = await readPicture(save(bytes), undefined, undefined, {
    warn: (text) => warnings.push(text),
  });
  const first = [...pixels.subarray(0, 3)];
  const same = Float32Array.from(pixels, (_, i) => first[i % 3]!);
  expect(largestDifference(pixels, same)).toBeLessThan(4 / 255);
  return first.map((value) => value * 255);
}

/** The values that an 8-bit file holds, not converted. */
async function storedIn(bytes: Buffer): Promise<number[]> {
  const data = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
  return [...data.subarray(0, 3)];
}

/** Colours of the middle, of the dark, neutral, and one that sRGB has not. */
const COLOURS = [
  [200, 60, 30],
  [40, 30, 20],
  [128, 128, 128],
  [20, 220, 60],
];
const NAMES: SpaceName[] = ['srgb', 'p3', 'adobe', 'gamma18'];

describe('RGB with a profile', () => {
  it.each(NAMES.flatMap((name) => ([8, 16] as const).map((depth) => [name, depth] as const)))(
    '%s in TIFF and PNG, %i bits',
    async (name, depth) => {
      const icc = iccProfile(SPACES[name]);
      for (const levels of COLOURS) {
        const expected = expectedOf(SPACES[name], levels);
        const png = pngWithProfile(await flat(levels, depth).png().toBuffer(), icc);
        // lcms works with 8 bits in 8-bit files; profiles hold their columns in steps of 2^-16.
        const tolerance = depth === 8 ? 1.2 : 0.25;
        expect(await colourOf(tiff(SIZE, samples(levels, depth), 'rgb', icc))).toBeAllclose(
          expected,
          0,
          tolerance,
        );
        expect(await colourOf(png)).toBeAllclose(expected, 0, tolerance);
      }
    },
  );

  it.each(NAMES)('%s in JPEG, WebP and AVIF', async (name) => {
    const profile = save(iccProfile(SPACES[name]));
    const image = flat([180, 100, 60], 8).withIccProfile(profile);
    const encoded = [
      image.clone().jpeg({ quality: 100 }),
      image.clone().webp({ lossless: true }),
      image.clone().avif(),
    ];
    for (const file of encoded) {
      const bytes = await file.toBuffer();
      expect((await sharp(bytes).metadata()).icc).toBeDefined();
      const expected = expectedOf(SPACES[name], await storedIn(bytes));
      expect(await colourOf(bytes)).toBeAllclose(expected, 0, 1.2);
      expect(expected).toBeAllclose([180, 100, 60], 0, 4);
    }
  });
});

describe('grey with a profile', () => {
  const GREY: ProfileColours[] = [{ curve: 1.8 }, { curve: 'srgb' }, { curve: 2.2 }];

  it.each(GREY)('$curve in TIFF, PNG and JPEG', async (colours) => {
    const icc = iccProfile(colours);
    for (const level of [12, 88, 200, 255]) {
      const expected = expectedOf(colours, [level]);
      for (const depth of [8, 16] as const) {
        const png = pngWithProfile(await flat([level], depth).png().toBuffer(), icc);
        const tolerance = depth === 8 ? 1.2 : 0.02;
        expect(await colourOf(tiff(SIZE, samples([level], depth), 'grey', icc))).toBeAllclose(
          expected,
          0,
          tolerance,
        );
        expect(await colourOf(png)).toBeAllclose(expected, 0, tolerance);
      }
      const jpeg = jpegWithProfile(await flat([level], 8).jpeg({ quality: 100 }).toBuffer(), icc);
      expect(await colourOf(jpeg)).toBeAllclose(expected, 0, 1.2);
    }
  });
});

describe('CMYK', () => {
  it.each([8, 16] as const)(
    '%i bits: paper is white, all ink is near black, with a profile or without',
    async (depth) => {
      const { icc } = await sharp(
        await flat([9, 9, 9], 8).toColourspace('cmyk').withIccProfile('cmyk').tiff().toBuffer(),
      ).metadata();
      for (const profile of [undefined, icc]) {
        const ink = (levels: readonly number[]) =>
          colourOf(tiff(SIZE, samples(levels, depth), 'cmyk', profile));
        expect(await ink([0, 0, 0, 0])).toBeAllclose([255, 255, 255], 0, 0.5);
        expect(Math.max(...(await ink([0, 0, 0, 255])))).toBeLessThan(25);
        expect(Math.max(...(await ink([255, 255, 255, 255])))).toBeLessThan(2);
        const [red, green, blue] = await ink([255, 0, 0, 0]);
        expect(blue! - red!).toBeGreaterThan(150);
        expect(green! - red!).toBeGreaterThan(80);
      }
    },
  );
});

/** Linear light to linear sRGB: CSS Color 4 for Display P3, ITU-R BT.2087-0 for BT.2020. */
const P3 = [
  [1.22494, -0.22494, 0],
  [-0.042057, 1.042057, 0],
  [-0.019638, -0.078636, 1.098274],
];
const BT2020 = [
  [1.6605, -0.5876, -0.0728],
  [-0.1246, 1.1329, -0.0083],
  [-0.0182, -0.1006, 1.1187],
];
const BT709 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const decode709 = (v: number) => (v < 0.081 ? v / 4.5 : ((v + 0.099) / 1.099) ** (1 / 0.45));

const SIGNALS: [name: string, primaries: number, transfer: number, number[][], (v: number) => number][] = [
  ['sRGB', 1, 13, BT709, decodeSrgb],
  ['nothing said', 2, 2, BT709, decodeSrgb],
  ['Display P3', 12, 13, P3, decodeSrgb],
  ['BT.2020', 9, 14, BT2020, decode709],
  ['BT.709', 1, 1, BT709, decode709],
  ['linear', 1, 8, BT709, (v) => v],
  ['gamma 2.2', 1, 4, BT709, (v) => v ** 2.2],
];

describe('colours named by numbers', () => {
  it.each(SIGNALS)('%s', async (_, primaries, transfer, matrix, decode) => {
    const expectedFor = (levels: readonly number[]) =>
      times(
        matrix,
        levels.map((level) => decode(level / 255)),
      ).map((value) => 255 * encodeSrgb(value));
    const cicp = Buffer.from([primaries, transfer, 0, 1]);
    const srgb = save(iccProfile(SPACES.srgb));
    for (const levels of COLOURS) {
      for (const depth of [8, 16] as const) {
        const png = pngWithChunk(await flat(levels, depth).png().toBuffer(), 'cICP', cicp);
        expect(await colourOf(png)).toBeAllclose(expectedFor(levels), 0, 0.5);
      }
      for (const bitdepth of [8, 10] as const) {
        const made = await flat(levels, bitdepth === 8 ? 8 : 16)
          .withIccProfile(srgb)
          .avif({ bitdepth, quality: 95, effort: 0, chromaSubsampling: '4:4:4' })
          .toBuffer();
        const avif = avifWithCodes(made, primaries, transfer);
        const stored = await colourOf(avifWithCodes(made, 1, 13));
        expect(await colourOf(avif)).toBeAllclose(expectedFor(stored), 0, 0.5);
      }
    }
  });

  it('in PNG they go before a profile, in AVIF behind', async () => {
    const cicp = Buffer.from([1, 13, 0, 1]);
    const png = pngWithProfile(await flat([200, 60, 30], 8).png().toBuffer(), iccProfile(SPACES.adobe));
    expect(await colourOf(pngWithChunk(png, 'cICP', cicp))).toBeAllclose([200, 60, 30], 0, 1e-4);
    const profile = save(iccProfile(SPACES.p3));
    const avif = await flat([180, 100, 60], 8).withIccProfile(profile).avif().toBuffer();
    const expected = expectedOf(SPACES.p3, await storedIn(avif));
    expect(await colourOf(avif)).toBeAllclose(expected, 0, 1.2);
  });

  it('warns of numbers that are not known, and takes sRGB', async () => {
    const warnings: string[] = [];
    const png = pngWithChunk(
      await flat([200, 60, 30], 8).png().toBuffer(),
      'cICP',
      Buffer.from([99, 13, 0, 1]),
    );
    expect(await colourOf(png, warnings)).toBeAllclose([200, 60, 30], 0, 1e-4);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^\S+: its colours are described by primaries 99 and transfer 13, which are not known; .*$/,
    );
  });
});

describe('HDR', () => {
  /** SMPTE ST 2084. */
  const pq = (nits: number) => {
    const power = (nits / 10_000) ** (2610 / 16_384);
    return ((3424 / 4096 + (2413 / 128) * power) / (1 + (2392 / 128) * power)) ** (2523 / 32);
  };
  const grey = async (value: number, transfer: number, warnings: string[] = []) => {
    const level = (value * 65_535) / 257;
    const png = await flat([level, level, level], 16).png().toBuffer();
    return colourOf(pngWithChunk(png, 'cICP', Buffer.from([9, transfer, 0, 1])), warnings);
  };

  it('PQ: what is darker than the knee stays, 1,000 cd/m2 is white, with one warning', async () => {
    for (const nits of [0, 1, 20, 80]) {
      const warnings: string[] = [];
      const level = 255 * encodeSrgb(nits / 203);
      expect(await grey(pq(nits), 16, warnings)).toBeAllclose([level, level, level], 0, 0.1);
      expect(warnings).toEqual([expect.stringMatching(/^\S+: it is HDR \(PQ\); .*toned down$/)]);
    }
    expect(await grey(pq(1000), 16)).toBeAllclose([255, 255, 255], 0, 0.1);
    expect(await grey(1, 16)).toBeAllclose([255, 255, 255], 0, 0.1);
    const paper = await grey(pq(203), 16);
    expect(paper[0]).toBeGreaterThan(215);
    expect(paper[0]).toBeLessThan(250);
  });

  it('HLG: three quarters are the white of PQ (ITU-R BT.2408), 1 is white', async () => {
    const [paper, reference] = [await grey(0.75, 18), await grey(pq(203), 16)];
    expect(paper).toBeAllclose(reference, 0, 1);
    expect(await grey(1, 18)).toBeAllclose([255, 255, 255], 0, 0.1);
    expect(await grey(0, 18)).toEqual([0, 0, 0]);
  });
});

describe('profiles of another kind', () => {
  it.each([8, 16] as const)('of grey in RGB: left out with a warning, %i bits', async (depth) => {
    const warnings: string[] = [];
    const rgb = tiff(SIZE, samples([200, 60, 30], depth), 'rgb', iccProfile({ curve: 1.8 }));
    expect(await colourOf(rgb, warnings)).toBeAllclose([200, 60, 30], 0, 1e-3);
    expect(warnings).toEqual([
      expect.stringMatching(/^\S+: its colour profile is for another kind of picture and is left out; .*$/),
    ]);
  });

  it.each([8, 16] as const)('of RGB in grey: followed, %i bits', async (depth) => {
    for (const name of NAMES) {
      const warnings: string[] = [];
      const grey = tiff(SIZE, samples([88], depth), 'grey', iccProfile(SPACES[name]));
      expect(await colourOf(grey, warnings)).toBeAllclose(expectedOf(SPACES[name], [88, 88, 88]), 0, 0.1);
      expect(warnings).toEqual([]);
    }
  });

  it('without a curve, of 16-bit grey: left out with a warning', async () => {
    const warnings: string[] = [];
    const icc = greyProfile(Buffer.from('text\0\0\0\0', 'latin1'));
    expect(await colourOf(tiff(SIZE, samples([88], 16), 'grey', icc), warnings)).toBeAllclose(
      [88, 88, 88],
      0,
      1e-3,
    );
    expect(warnings).toEqual([expect.stringContaining('its colour profile has no curve that can be read')]);
  });
});
