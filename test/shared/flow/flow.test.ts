import { describe, expect, test } from 'vitest';
import { colourTrust } from '../../../src/shared/flow/colourTrust.js';
import { composeFlows } from '../../../src/shared/flow/composeFlows.js';
import { findFlow } from '../../../src/shared/flow/findFlow.js';
import { type Flow, noFlow } from '../../../src/shared/flow/flow.js';
import { flowTrust } from '../../../src/shared/flow/flowTrust.js';
import { warpPicture } from '../../../src/shared/flow/warpPicture.js';
import { type Picture, RGB, type Size } from '../../../src/shared/pictures/picture.js';
import { flowOf, type Move, turnedAbout } from '../../support/trueFlow.js';

const SIZE: Size = { width: 96, height: 64 };

/** Smooth waves without a period that fits: a picture that is known between its pixels, too. */
function colour(x: number, y: number, c: number): number {
  const waves =
    Math.sin(0.31 * x + 0.17 * y + c) +
    Math.sin(0.11 * x - 0.27 * y) +
    Math.cos(0.43 * x - 0.05 * y + 0.02 * x * y * 0.1);
  return 0.5 + waves / 7;
}

/** The picture whose pixel (x, y) shows what is at `from(x, y)`. */
function picture(from: Move = (x, y) => [x, y], { width, height } = SIZE): Picture {
  const pixels = Float32Array.from({ length: width * height * RGB }, (_, i) => {
    const pixel = Math.floor(i / RGB);
    const [x, y] = from(pixel % width, Math.floor(pixel / width));
    return colour(x, y, i % RGB);
  });
  return { width, height, pixels };
}

/** Mean distance of a flow from the true one over pixels that stay inside by some pixels. */
function endPointError({ width, height, dx, dy }: Flow, to: Move, borderPx = 6): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] = to(x, y);
      const isInside = (v: number, length: number) => v >= borderPx && v <= length - 1 - borderPx;
      if (![x, tx].every((v) => isInside(v, width)) || ![y, ty].every((v) => isInside(v, height))) continue;
      sum += Math.hypot(x + dx[y * width + x]! - tx, y + dy[y * width + x]! - ty);
      count++;
    }
  }
  return sum / count;
}

const turned = (degrees: number, factor: number): Move => turnedAbout([47.5, 31.5], degrees, factor);

describe('the flow', () => {
  test('of a picture against itself is 0', () => {
    const { dx, dy } = findFlow(picture(), picture());
    expect(Math.max(...dx.map(Math.abs), ...dy.map(Math.abs))).toBeLessThan(1e-6);
  });

  test.each([
    ['a pan', (x, y) => [x + 5.3, y - 2.6], (x, y) => [x - 5.3, y + 2.6]],
    ['a zoom', turned(0, 1.06), turned(0, 1 / 1.06)],
    ['a rotation', turned(4, 1), turned(-4, 1)],
  ] as readonly (readonly [string, Move, Move])[])('of %s is the closed form', (_, to, from) => {
    expect(endPointError(findFlow(picture(), picture(from)), to)).toBeLessThan(0.1);
  });

  test.each([
    { width: 1, height: 1 },
    { width: 5, height: 40 },
    { width: 33, height: 17 },
  ])('of a picture of $width x $height is as large', (size) => {
    const { dx, dy, width, height } = findFlow(picture(undefined, size), picture(undefined, size));
    expect([width, height, dx.length]).toEqual([size.width, size.height, size.width * size.height]);
    expect(Math.max(...dx.map(Math.abs), ...dy.map(Math.abs))).toBeLessThan(1e-6);
  });

  test('of one colour on another is finite', () => {
    const plain = (value: number): Picture => ({
      ...SIZE,
      pixels: new Float32Array(96 * 64 * RGB).fill(value),
    });
    const { dx } = findFlow(plain(0), plain(1));
    expect(dx.every((value) => Number.isFinite(value))).toBe(true);
  });
});

const panFlow = (u: number, v: number): Flow => {
  const flow = noFlow(SIZE);
  flow.dx.fill(u);
  flow.dy.fill(v);
  return flow;
};

test('two pans after one another are the pan by both', () => {
  const { dx, dy } = composeFlows(panFlow(2, -1), panFlow(0.5, 3));
  expect(new Set(dx)).toEqual(new Set([2.5]));
  expect(new Set(dy)).toEqual(new Set([2]));
});

test('a zoom after its inverse leads back', () => {
  const back = composeFlows(flowOf(SIZE, turned(0, 0.9)), flowOf(SIZE, turned(0, 1 / 0.9)));
  expect(endPointError(back, (x, y) => [x, y], 0)).toBeLessThan(1e-4);
});

test('a picture that is warped by the flow of a pan is the other one', () => {
  const warped = warpPicture(
    picture((x, y) => [x - 3.5, y]),
    panFlow(3.5, 0),
  );
  const still = picture();
  const errors = Array.from(
    { length: 40 },
    (_, x) => warped.pixels[(20 * 96 + 20 + x) * RGB]! - still.pixels[(20 * 96 + 20 + x) * RGB]!,
  );
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.005);
});

describe('trust', () => {
  test('is 1 where everything moves alike, and 0 where it comes from outside', () => {
    const trust = flowTrust(panFlow(-10, 0), panFlow(10, 0));
    expect(trust[32 * 96 + 50]).toBeCloseTo(1, 6);
    expect(trust[32 * 96 + 4]).toBe(0);
  });

  test('is 0 where flows do not lead back, and at edges of motion', () => {
    expect(flowTrust(panFlow(4, 0), panFlow(0, 0))[32 * 96 + 50]).toBe(0);
    const torn = noFlow(SIZE);
    for (let y = 0; y < SIZE.height; y++) torn.dx.fill(2, y * 96 + 48, (y + 1) * 96);
    const back = noFlow(SIZE);
    for (let y = 0; y < SIZE.height; y++) back.dx.fill(-2, y * 96 + 48, (y + 1) * 96);
    const trust = flowTrust(torn, back);
    expect(trust[32 * 96 + 48]).toBeLessThan(0.3);
    expect(trust[32 * 96 + 70]).toBeCloseTo(1, 6);
  });
});

describe('colours', () => {
  const still = picture();
  const lighter: Picture = { ...SIZE, pixels: still.pixels.map((value) => value + 0.3) };
  const middle = 32 * 96 + 50;

  test('confirm a flow that leads to the same ones, and no other', () => {
    const { confirmed, allowed } = colourTrust(still, still, panFlow(-10, 0));
    expect(confirmed[middle]).toBeCloseTo(1, 6);
    expect(allowed[middle]).toBeCloseTo(1, 6);
    expect(confirmed[32 * 96 + 4]).toBe(0);
    const other = colourTrust(still, lighter, panFlow(0, 0));
    expect(other.confirmed[middle]).toBeLessThan(0.01);
    expect(other.allowed[middle]).toBeLessThan(0.01);
  });

  test('confirm no flow that stretches things', () => {
    const stretched = noFlow(SIZE);
    for (let i = 0; i < stretched.dx.length; i++) stretched.dx[i] = -0.5 * (i % SIZE.width);
    expect(colourTrust(still, still, stretched).confirmed[middle]).toBeLessThan(0.01);
  });
});
