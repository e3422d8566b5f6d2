import { describe, expect, it } from 'vitest';
import { outerRim } from '../../../src/glyph/style/find/outerRings.js';
import { withoutRimless } from '../../../src/glyph/style/find/withoutRimless.js';
import { endAtRim } from '../../../src/glyph/style/matte/endAtRim.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';

const SIZE = { width: 120, height: 80 };
const COUNT = SIZE.width * SIZE.height;
const REACH_PX = 16;
const RIM = [0.1, 0, 0.15];
const FACE = [1, 0.7, 0.1];
const BUSY = [
  [0.9, 0.9, 0.8],
  [0.6, 0.2, 0.1],
  [0.1, 0.1, 0.1],
  [0.3, 0.6, 0.2],
];
const disc = (radius: number, left: number, top: number) => (i: number) =>
  radius - Math.hypot((i % SIZE.width) - left, Math.floor(i / SIZE.width) - top);
const letter = disc(24, 40, 40);
/** What has the letter's colour by chance, and no rim. */
const stray = disc(2, 100, 40);
const shapeOf = (...parts: ((i: number) => number)[]) => ({
  ...SIZE,
  data: Float32Array.from({ length: COUNT }, (_, i) => (parts.some((part) => part(i) >= 0) ? 1 : 0)),
});

/** A letter with a rim of 4 px and a stray part on tiles of many colours, or of one. */
function pictureOn(ground: readonly (readonly number[])[]): Picture {
  const colourAt = (i: number) => {
    if (letter(i) >= 0 || stray(i) >= 0) return FACE;
    if (letter(i) >= -4) return RIM;
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    return ground[
      (3 * Math.floor(x / 7) + 5 * Math.floor(y / 6) + Math.floor((x + y) / 11)) % ground.length
    ]!;
  };
  const pixels = Float32Array.from({ length: COUNT * 3 }, (_, k) => colourAt(Math.floor(k / 3))[k % 3]!);
  return { ...SIZE, pixels };
}

const busy = pictureOn(BUSY);
const away = signedDistance(shapeOf(letter));

describe('a rim on a busy ground', () => {
  it('is found to its end, and not on a ground of one colour', () => {
    expect(outerRim(busy, away, REACH_PX)?.endPx).toBeGreaterThanOrEqual(4);
    expect(outerRim(busy, away, REACH_PX)?.endPx).toBeLessThanOrEqual(6);
    expect(outerRim(pictureOn([BUSY[0]!]), away, REACH_PX)).toBeUndefined();
  });

  it('ends the effect: scraps beyond it go, what was missing of it comes back', () => {
    const mask = Uint8Array.from({ length: COUNT }, (_, i) => {
      const isScrap = letter(i) < -4 && letter(i) > -14 && i % SIZE.width > 50;
      const isHole = letter(i) < -1 && i % SIZE.width < 17;
      return (letter(i) >= -4 && !isHole) || isScrap ? 1 : 0;
    });
    const ended = endAtRim(busy, mask, away, REACH_PX)!;
    for (let i = 0; i < COUNT; i++) {
      if (letter(i) > -2.5) expect(ended.mask[i]).toBe(1);
      if (letter(i) < -7) expect(ended.mask[i]).toBe(0);
    }
    expect(ended.rim.filter((set) => set).length).toBeGreaterThan(300);
  });

  it('is left alone where most of what follows is part of the effect', () => {
    const mask = Uint8Array.from({ length: COUNT }, (_, i) => (letter(i) >= -12 ? 1 : 0));
    expect(endAtRim(busy, mask, away, REACH_PX)).toBeUndefined();
  });

  it('tells letters from parts that have none', () => {
    expect(withoutRimless(busy, shapeOf(letter, stray)).data).toEqual(shapeOf(letter).data);
    const plain = pictureOn([BUSY[0]!]);
    expect(withoutRimless(plain, shapeOf(letter, stray)).data).toEqual(shapeOf(letter, stray).data);
  });
});
