import { expect, it } from 'vitest';
import { colourNamed } from '../../../src/glyph/effects/colour.js';

it('knows colours', () => {
  expect(colourNamed('#f80')).toEqual([1, 136 / 255, 0, 1]);
  expect(colourNamed('#ff880080')).toEqual([1, 136 / 255, 0, 128 / 255]);
  expect(colourNamed('#0f08')).toEqual([0, 1, 0, 136 / 255]);
  expect(colourNamed('Orange')).toEqual([1, 165 / 255, 0, 1]);
  expect(colourNamed('transparent')).toEqual([0, 0, 0, 0]);
  for (const text of ['', '#', '#12345', 'f80', 'constructor', '#ggg'])
    expect(colourNamed(text)).toBeUndefined();
});
