import { expect, it } from 'vitest';
import { withoutFaintParts } from '../../../../src/glyph/style/find/candidates.js';
import { searchView } from '../../../../src/glyph/style/find/view.js';
import type { Picture } from '../../../../src/shared/pictures/picture.js';

const SIZE = { width: 100, height: 60 };
const isBar = (i: number) => {
  const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
  return x >= 15 && x < 55 && y >= 20 && y < 40;
};

/** A black bar with sharp edges, and a black cloud that fades into the white around it. */
const picture: Picture = {
  ...SIZE,
  pixels: Float32Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, k) => {
    const i = Math.floor(k / 3);
    if (isBar(i)) return 0;
    const away = Math.hypot((i % SIZE.width) - 78, Math.floor(i / SIZE.width) - 30);
    return 1 - Math.exp(-((away / 10) ** 2));
  }),
};

const view = searchView(picture);
const dark = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
  picture.pixels[i * 3]! < 0.5 ? 1 : 0,
);
const bar = dark.map((_, i) => (isBar(i) ? 1 : 0));

it('leaves out the part that fades into its surroundings', () => {
  expect(dark).not.toEqual(bar);
  expect(withoutFaintParts({ origin: 'dark', mask: dark }, view)?.mask).toEqual(bar);
});

it('leaves a shape of one part, and one of parts with sharp edges, as it is', () => {
  const two = bar.map((set, i) => (i % SIZE.width === 35 ? 0 : set));
  for (const mask of [bar, two]) expect(withoutFaintParts({ origin: 'sharp', mask }, view)).toBeUndefined();
});
