/** Small pictures of every kind, made in code. */
import sharp, { type Sharp } from 'sharp';
import { Rng } from '../../src/shared/rng.js';
import { tiff } from '../../test/support/pictureFiles.js';
import { oneFile } from '../input.js';
import { fixture } from './fixture.js';
import type { Seed } from './target.js';

/** Of all small pictures. */
export const SMALL = { width: 32, height: 24 } as const;
const PIXELS = SMALL.width * SMALL.height;

/** A disc on a gradient, with some noise: compresses, but not to nothing. */
function raw(channels: 3 | 4, frames = 1): Sharp {
  const rng = new Rng(1);
  const data = Buffer.alloc(PIXELS * frames * channels);
  for (let i = 0; i < PIXELS * frames; i++) {
    const [x, y] = [i % SMALL.width, Math.floor(i / SMALL.width) % SMALL.height];
    const isInside = Math.hypot(x - 16, y - 12) < 8;
    const values = [
      isInside ? 220 : 8 * x - 8,
      isInside ? 40 : 10 * y,
      rng.integer(40),
      isInside ? 255 : 6 * x,
    ];
    data.set(values.slice(0, channels), i * channels);
  }
  const height = SMALL.height * frames;
  return sharp(data, { raw: { width: SMALL.width, height, channels, pageHeight: SMALL.height } });
}

type Make = readonly [name: string, make: () => Promise<Uint8Array>];

const rgb = () => raw(3);
const rgba = () => raw(4);
const CMYK = { colourspace: 'cmyk' } as const;

const MAKERS: Readonly<Record<string, readonly Make[]>> = {
  png: [
    ['plain', () => rgb().png().toBuffer()],
    ['alpha', () => rgba().png().toBuffer()],
    ['palette', () => rgb().png({ palette: true, colours: 16 }).toBuffer()],
    ['interlaced', () => rgb().png({ progressive: true }).toBuffer()],
    ['grey', () => rgb().toColourspace('b-w').png().toBuffer()],
    ['profile', () => rgba().withIccProfile('p3').png().toBuffer()],
    ['16 bits', () => rgb().toColourspace('rgb16').png().toBuffer()],
    ['turned', () => rgb().withMetadata({ orientation: 6 }).png().toBuffer()],
  ],
  jpeg: [
    ['plain', () => rgb().jpeg().toBuffer()],
    ['progressive', () => rgb().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
    ['grey', () => rgb().toColourspace('b-w').jpeg().toBuffer()],
    ['cmyk', () => rgb().toColourspace(CMYK.colourspace).jpeg().toBuffer()],
    ['turned', () => rgb().withMetadata({ orientation: 8 }).withIccProfile('p3').jpeg().toBuffer()],
  ],
  webp: [
    ['plain', () => rgb().webp().toBuffer()],
    ['alpha', () => rgba().webp().toBuffer()],
    ['lossless', () => rgba().webp({ lossless: true }).toBuffer()],
    ['profile', () => rgb().withIccProfile('p3').webp().toBuffer()],
    [
      'moving',
      () =>
        raw(4, 3)
          .webp({ delay: [50, 60, 70] })
          .toBuffer(),
    ],
  ],
  tiff: [
    ['plain', () => rgb().tiff({ compression: 'none' }).toBuffer()],
    ['lzw', () => rgba().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer()],
    ['deflate', () => rgb().tiff({ compression: 'deflate' }).toBuffer()],
    ['jpeg', () => rgb().tiff({ compression: 'jpeg' }).toBuffer()],
    ['tiles', () => rgb().tiff({ tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer()],
    ['pyramid', () => rgb().tiff({ tile: true, pyramid: true, tileWidth: 16, tileHeight: 16 }).toBuffer()],
    ['one bit', () => rgb().toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer()],
    [
      '16 bits',
      async () =>
        tiff(
          SMALL,
          Uint16Array.from({ length: 3 * PIXELS }, (_, i) => (i * 97) % 65_536),
        ),
    ],
  ],
  gif: [
    ['plain', () => rgb().gif().toBuffer()],
    ['alpha', () => rgba().gif().toBuffer()],
    ['interlaced', () => rgb().gif({ progressive: true }).toBuffer()],
    [
      'moving',
      () =>
        raw(4, 3)
          .gif({ delay: [50, 60, 70] })
          .toBuffer(),
    ],
  ],
  avif: [
    ['plain', () => rgb().avif({ effort: 0 }).toBuffer()],
    ['alpha', () => rgba().avif({ effort: 0 }).toBuffer()],
    ['lossless', () => rgb().avif({ effort: 0, lossless: true }).toBuffer()],
    ['profile', () => rgb().withIccProfile('p3').avif({ effort: 0 }).toBuffer()],
  ],
};

/** Picture formats that are fuzzed. */
export const PICTURE_KINDS = Object.keys(MAKERS);

/** Files of the repository, which are larger. */
const FIXTURES: Readonly<Record<string, readonly string[]>> = {
  png: ['fixtures/glyph/fire-mask.png'],
  jpeg: ['fixtures/pictures/cat.jpg'],
};
const FIXTURE_WEIGHT = 0.1;

/** Seeds of one format; the file is called `picture.KIND`. */
export async function pictureSeeds(kind: string): Promise<Seed[]> {
  const name = `picture.${kind}`;
  const small = await Promise.all(
    (MAKERS[kind] ?? []).map(async ([what, make]) => ({
      name: `${kind}, ${what}`,
      input: oneFile(name, new Uint8Array(await make())),
    })),
  );
  const large = (FIXTURES[kind] ?? []).map((path) => ({
    name: path,
    input: oneFile(name, fixture(path)),
    weight: FIXTURE_WEIGHT,
  }));
  return [...small, ...large];
}

/** The bytes of one of the small pictures. */
export async function pictureBytes(kind: string, what: string): Promise<Buffer> {
  const [, make] = (MAKERS[kind] ?? []).find(([name]) => name === what) ?? [];
  if (!make) throw new RangeError(`there is no ${kind}, ${what}`);
  return Buffer.from(await make());
}

/** Three frames of one animation, as GIF or WebP. */
export async function movingPicture(kind: 'gif' | 'webp'): Promise<Uint8Array> {
  return new Uint8Array(await pictureBytes(kind, 'moving'));
}
