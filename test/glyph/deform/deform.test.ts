import { describe, expect, it } from 'vitest';
import { bend, layEdge } from '../../../src/glyph/deform/bend.js';
import { connectedTo } from '../../../src/glyph/deform/connected.js';
import { deformShape } from '../../../src/glyph/deform/deformShape.js';
import { edgeProfile } from '../../../src/glyph/deform/edgeProfile.js';
import { hasEvenRim } from '../../../src/glyph/deform/evenRim.js';
import { isLegible, legibilityOf } from '../../../src/glyph/deform/legible.js';
import { missingRoughness } from '../../../src/glyph/deform/missingRoughness.js';
import { roughness } from '../../../src/glyph/deform/roughness.js';
import { strokeDistance } from '../../../src/glyph/fields/strokeDistance.js';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { analyseEffect } from '../../../src/glyph/shading/smoothPart.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { COVERED, reachedFrom } from '../../../src/shared/fields/connected.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { Rng } from '../../../src/shared/rng.js';
import { textShape } from '../../support/glyphShapes.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const plain = textShape('e', font, 60, 20);
const radiusPx = radiusOf(plain);

const SIDE = 120;
/** How far pixel i is from the middle, and in which direction. */
function polar(i: number): [px: number, turn: number] {
  const [x, y] = [(i % SIDE) - (SIDE - 1) / 2, Math.floor(i / SIDE) - (SIDE - 1) / 2];
  return [Math.hypot(x, y), Math.atan2(y, x)];
}
/** The coverage of a disc with so many tips of a height around it. */
const discOf = (tips: number, heightPx: number): Grid => ({
  width: SIDE,
  height: SIDE,
  data: Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [px, turn] = polar(i);
    const tip = heightPx * Math.abs(Math.sin((tips / 2) * turn));
    return Math.min(1, Math.max(0, 30 + tip - px + 0.5));
  }),
});
const pictureOf = ({ width, height, data }: Grid) => ({
  width,
  height,
  rgba: Float32Array.from({ length: 4 * data.length }, (_, i) => data[i >> 2]!),
});
/** A round shape whose effect has an edge with tips. */
const shown = (tips: number, heightPx: number) => ({
  picture: pictureOf(discOf(tips, heightPx)),
  shape: discOf(0, 0),
});
const spiky = shown(24, 6);
const count = ({ data }: Grid, isIn: (value: number, i: number) => boolean) => data.filter(isIn).length;

describe('edgeProfile', () => {
  it('is flat where what is seen is as wide everywhere', () => {
    for (const rimPx of [0, 5]) {
      const disc = discOf(0, 0);
      const wider = disc.data.map((_, i) => Math.min(1, Math.max(0, 30.5 + rimPx - polar(i)[0])));
      const [profile, ...others] = edgeProfile(
        { picture: pictureOf({ ...disc, data: wider }), shape: disc },
        10,
      );
      expect(others).toEqual([]);
      expect(Math.max(...profile!.map(Math.abs))).toBeLessThan(1);
    }
  });

  it('has the tips of an edge, and as much above as below their mean', () => {
    const [profile] = edgeProfile(spiky, 10);
    expect(profile!.length).toBeCloseTo(2 * Math.PI * 30, -1);
    expect(Math.max(...profile!) - Math.min(...profile!)).toBeGreaterThan(4);
    expect(Math.abs(profile!.reduce((sum, px) => sum + px, 0) / profile!.length)).toBeLessThan(0.3);
    const peaks = profile!.filter((px, i) => px > 1 && (profile!.at(i - 1) ?? 0) <= 1).length;
    expect(peaks).toBe(24);
  });
});

describe('roughness', () => {
  it('is that of the pixel grid for smooth lines, and grows with tips', () => {
    const smooth = roughness(discOf(0, 0));
    expect(smooth).toBeLessThan(0.03);
    expect(roughness(discOf(24, 3))).toBeGreaterThan(2 * smooth);
    expect(roughness(discOf(24, 6))).toBeGreaterThan(roughness(discOf(24, 3)));
  });
});

describe('layEdge', () => {
  it('goes around, with the roughness of the edge it is made of', () => {
    const rng = new Rng(1);
    const profile = [rng.normals(400)].map((values) => Float64Array.from(values));
    const laid = layEdge(profile, 2000, 6, new Rng(2));
    const square = (values: Float64Array) => values.reduce((sum, px) => sum + px * px, 0) / values.length;
    expect(laid.length).toBe(2000);
    expect(square(laid) / square(profile[0]!)).toBeCloseTo(1, 0);
  });
});

describe('missingRoughness', () => {
  it('is nothing for edges that are smooth, and for results that are rough enough', () => {
    const smooth = shown(0, 0);
    expect(missingRoughness(smooth, smooth.picture, smooth.shape)).toBe(0);
    expect(missingRoughness(spiky, spiky.picture, spiky.shape)).toBe(0);
  });

  it('is all of it for a smooth result of a rough style, less for one that has some', () => {
    const smooth = shown(0, 0);
    expect(missingRoughness(spiky, smooth.picture, smooth.shape)).toBeGreaterThan(0.95);
    const half = shown(24, 2);
    const some = missingRoughness(spiky, half.picture, half.shape);
    expect(some).toBeGreaterThan(0.3);
    expect(some).toBeLessThan(0.98);
  });
});

describe('hasEvenRim', () => {
  it('tells a rim that is the same all around from tips', () => {
    const disc = discOf(0, 0);
    const rimmed = disc.data.map((_, i) => Math.min(1, Math.max(0, 36.5 - polar(i)[0])));
    const even = { picture: pictureOf({ ...disc, data: rimmed }), shape: disc };
    const isEven = (example: typeof even) =>
      hasEvenRim(analyseEffect(example, true)!.profile, radiusOf(example.shape));
    expect(isEven(even)).toBe(true);
    expect(isEven(shown(24, 14))).toBe(false);
  });
});

describe('bend', () => {
  const strokes = strokeDistance(signedDistance(plain), radiusPx);
  const profile = edgeProfile(spiky, radiusPx);
  const bendBy = (amount: number, seed = 0) => bend(plain, profile, radiusPx, amount, seed);

  it.each([0, 0.5, 1])('keeps the trunk, and covers what hangs together (%d)', (amount) => {
    const shape = bendBy(amount);
    const isTrunk = (i: number) => strokes.data[i]! < 0.5;
    expect(count(shape, (value, i) => isTrunk(i) && value !== 1)).toBe(0);
    expect(count(shape, (value) => !(value >= 0 && value <= 1))).toBe(0);
    const roots = Uint8Array.from(strokes.data, (_, i) => (isTrunk(i) ? 1 : 0));
    const reached = reachedFrom(roots, shape);
    expect(count(shape, (value, i) => value >= COVERED && reached[i] === 0)).toBe(0);
  });

  it.each([0.3, 0.6, 1])('keeps the gap within a letter open (%d)', (amount) => {
    const shape = bendBy(amount);
    // The eye of an e is ground that is not connected with what is around the letter.
    const ground = (of: Grid): Grid => ({ ...of, data: of.data.map((value) => 1 - value) });
    const corner = Uint8Array.from(shape.data, (_, i) => (i === 0 ? 1 : 0));
    const eye = (of: Grid) => {
      const outside = reachedFrom(corner, ground(of));
      return count(ground(of), (value, i) => value >= COVERED && outside[i] === 0);
    };
    expect(eye(plain)).toBeGreaterThan(50);
    expect(eye(shape) / eye(plain)).toBeGreaterThan(0.3);
  });

  it('makes the contour rougher and goes further from it, the more it is asked for', () => {
    const away = (amount: number) => legibilityOf(bendBy(amount), plain, radiusPx).contourDistance;
    expect(away(1)).toBeGreaterThan(1.3 * away(0.2));
    expect(roughness(bendBy(1))).toBeGreaterThan(1.5 * roughness(plain));
    expect(away(0)).toBeLessThan(0.05);
  });

  it('makes the same of the same seed, and something else of another', () => {
    const [first, again, other] = [bendBy(0.6, 1), bendBy(0.6, 1), bendBy(0.6, 2)];
    expect(again.data).toEqual(first.data);
    expect(other.data).not.toEqual(first.data);
  });
});

describe('deformShape', () => {
  it('bends the outline, and what comes of it can be read', () => {
    const shape = deformShape(spiky, plain, radiusPx, 1, 0, SILENT);
    const { bodyOverlap, contourDistance } = legibilityOf(shape, plain, radiusPx);
    expect(isLegible({ bodyOverlap, contourDistance })).toBe(true);
    expect(contourDistance).toBeGreaterThan(0.05);
  });

  it('bends less than was asked for, and says so, where letters would be lost', () => {
    const warnings: string[] = [];
    const wild = { picture: pictureOf(discOf(24, 25)), shape: discOf(0, 0) };
    const reporter = { warn: (text: string) => void warnings.push(text) };
    const thin = textShape('e', font, 24, 20);
    deformShape(wild, thin, radiusOf(thin), 1, 0, reporter);
    expect(warnings.join()).toMatch(/^deform: .* (is used|left as they are)$/);
  });
});

describe('legibilityOf', () => {
  it('is perfect for the shape itself, and no longer so for what is shifted by a stroke or lost', () => {
    const own = legibilityOf(plain, plain, radiusPx);
    expect(own.bodyOverlap).toBeGreaterThan(0.97);
    expect(own.contourDistance).toBeLessThan(0.05);
    const step = Math.round(1.2 * radiusPx);
    const shifted = { ...plain, data: plain.data.map((_, i) => plain.data[i - step] ?? 0) };
    expect(isLegible(legibilityOf(shifted, plain, radiusPx))).toBe(false);
    const lost = {
      ...plain,
      data: plain.data.map((value, i) => (i % plain.width < plain.width / 2 ? 0 : value)),
    };
    expect(isLegible(legibilityOf(lost, plain, radiusPx))).toBe(false);
    const sum = ({ data }: Grid) => data.reduce((total, value) => total + value, 0);
    expect(legibilityOf(lost, plain, radiusPx).bodyOverlap).toBeCloseTo(sum(lost) / sum(plain), 4);
  });
});

describe('legibilityOf a letter whose eye is filled', () => {
  // A letter whose eye is filled: all of it is still covered, and no new contour is far from the old one.
  const outside = reachedFrom(
    Uint8Array.from(plain.data, (_, i) => (i === 0 ? 1 : 0)),
    { ...plain, data: plain.data.map((value) => 1 - value) },
  );
  const isNearOutside = (i: number) =>
    [0, 1, -1, plain.width, -plain.width].some((step) => outside[i + step] === 1);
  const filled = { ...plain, data: plain.data.map((value, i) => (isNearOutside(i) ? value : 1)) };

  it('finds an eye that is closed', () => {
    const { bodyOverlap, contourDistance } = legibilityOf(filled, plain, radiusPx);
    expect(bodyOverlap).toBeCloseTo(1, 2);
    expect(contourDistance).toBeGreaterThan(0.1);
  });

  it('has the same distance from one to the other as back', () => {
    const there = legibilityOf(filled, plain, radiusPx).contourDistance;
    expect(legibilityOf(plain, filled, radiusPx).contourDistance).toBe(there);
  });
});

describe('connectedTo', () => {
  it('leaves out islands', () => {
    const shape = { width: 7, height: 1, data: Float32Array.of(1, 1, 0.3, 0, 0, 1, 1) };
    const roots = Uint8Array.of(1, 0, 0, 0, 0, 0, 0);
    expect([...connectedTo(roots, shape).data]).toEqual([1, 1, Math.fround(0.3), 0, 0, 0, 0]);
  });
});
