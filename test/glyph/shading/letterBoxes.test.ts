import { expect, test } from 'vitest';
import { lettersOf } from '../../../src/glyph/shading/letterBoxes.js';

const WIDTH = 20;
const HEIGHT = 10;

/** Rectangles [left, top, right, bottom) of 1 on 0. */
function shapeOf(...boxes: [number, number, number, number][]) {
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    return boxes.some(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom)
      ? 1
      : 0;
  });
  return { width: WIDTH, height: HEIGHT, data };
}

test('letters stand apart by columns, dots belong to what is below them', () => {
  const letters = lettersOf(shapeOf([2, 3, 5, 9], [8, 1, 10, 2], [8, 4, 11, 8]))!;
  expect(letters.boxes).toEqual([
    { left: 2, top: 3, right: 5, bottom: 9 },
    { left: 8, top: 1, right: 11, bottom: 8 },
  ]);
  expect(letters.word).toEqual({ left: 2, top: 1, right: 11, bottom: 9 });
});

test('columns between letters belong to the nearer one', () => {
  const { letterOfColumn } = lettersOf(shapeOf([0, 0, 4, 5], [10, 0, 14, 5]))!;
  expect([...letterOfColumn]).toEqual(Array.from({ length: WIDTH }, (_, x) => (x < 7 ? 0 : 1)));
});

test('an empty shape has none, one that touches the border has all of it', () => {
  expect(lettersOf(shapeOf())).toBeUndefined();
  expect(lettersOf(shapeOf([0, 0, WIDTH, HEIGHT]))!.word).toEqual({
    left: 0,
    top: 0,
    right: WIDTH,
    bottom: HEIGHT,
  });
});
