/** What lettering lies on: one colour, a gradient, a texture, a photograph. */
import { type Picture, RGB, type Size } from '../../src/shared/pictures/picture.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { cloudNoise } from './glyphEffects/noise.js';
import { type Colour, ramp, rgb } from './glyphEffects/paint.js';

/** A ground of any size; [height, width, 3] in 0..1. */
export interface StyleGround {
  readonly name: string;
  readonly kind: 'constant' | 'gradient' | 'texture' | 'photograph';
  readonly paint: (size: Size, seed: number) => Promise<Float32Array>;
}

type ColourAt = (x: number, y: number) => Colour;

function fill({ width, height }: Size, colourAt: ColourAt): Float32Array {
  const pixels = new Float32Array(width * height * RGB);
  for (let i = 0; i < width * height; i++) {
    pixels.set(colourAt((i % width) / width, Math.floor(i / width) / height), i * RGB);
  }
  return pixels;
}

const constant = (name: string, hex: number): StyleGround => ({
  name,
  kind: 'constant',
  paint: async (size) => fill(size, () => rgb(hex)),
});

const gradient = (
  name: string,
  hexes: readonly number[],
  share: (x: number, y: number) => number,
): StyleGround => ({
  name,
  kind: 'gradient',
  paint: async (size) =>
    fill(size, (x, y) =>
      ramp(
        hexes.map((hex) => rgb(hex)),
        share(x, y),
      ),
    ),
});

/** @param stretch how long the features are across and down, in shares of the picture's */
const texture = (
  name: string,
  hexes: readonly number[],
  stretch: readonly [number, number],
  contrast: number,
): StyleGround => ({
  name,
  kind: 'texture',
  paint: async (size, seed) => {
    const noise = cloudNoise(seed);
    const colours = hexes.map((hex) => rgb(hex));
    return fill(size, (x, y) =>
      ramp(
        colours,
        0.5 + contrast * (noise(x / stretch[0], (y * size.height) / size.width / stretch[1]) - 0.5),
      ),
    );
  },
});

const photograph = (name: string): StyleGround => ({
  name,
  kind: 'photograph',
  async paint({ width, height }, seed) {
    const factor = (natural: Size) => Math.max(width / natural.width, height / natural.height) * 1.3;
    const sized = (natural: Size) => ({
      width: Math.ceil(natural.width * factor(natural)),
      height: Math.ceil(natural.height * factor(natural)),
    });
    const picture: Picture = await readPicture(`fixtures/pictures/${name}.jpg`, sized, 'lanczos3');
    const left = (seed * 17) % (picture.width - width + 1);
    const top = (seed * 29) % (picture.height - height + 1);
    const out = new Float32Array(width * height * RGB);
    for (let y = 0; y < height; y++) {
      const from = ((y + top) * picture.width + left) * RGB;
      out.set(picture.pixels.subarray(from, from + width * RGB), y * width * RGB);
    }
    return out;
  },
});

const fromMiddle = (x: number, y: number) => 1.4 * Math.hypot(x - 0.5, y - 0.5);

/** The grounds of the bench of styles, by name. */
export const STYLE_GROUNDS: readonly StyleGround[] = [
  constant('white', 0xffffff),
  constant('black', 0x000000),
  constant('yellow', 0xf6c945),
  constant('slate', 0x3c4a5a),
  gradient('dusk', [0x1b1740, 0x6b2d6b, 0xe8743b], (_, y) => y),
  gradient('cream', [0xfff4d6, 0xf2d488], fromMiddle),
  gradient('teal', [0x0b3c49, 0x16a085], (x, y) => (x + y) / 2),
  gradient('spotlight', [0xc9d6e2, 0x5d7186], fromMiddle),
  texture('wood', [0x6a4423, 0x9a6b3c, 0xc19158], [0.5, 0.035], 0.9),
  texture('paper', [0xcfc4ac, 0xe9e0cc, 0xf8f3e6], [0.03, 0.03], 1),
  texture('concrete', [0x63666a, 0x83878b, 0xa9adb0], [0.08, 0.08], 1.2),
  texture('felt', [0x1c2b24, 0x2c4638, 0x43614e], [0.025, 0.025], 1.2),
  photograph('boats'),
  photograph('coffee'),
  photograph('cat'),
  photograph('ducks'),
];
