/** Styles whose letters once came out wrong: gradients in blotches, shadows broken off, hatching as a muddle. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPattern } from '../../src/glyph/shading/pattern/findPattern.js';
import { sitesOf } from '../../src/glyph/shading/sites.js';
import { transferGlyph } from '../../src/glyph/transferGlyph.js';
import type { Grid } from '../../src/shared/fields/grid.js';
import { signedDistance } from '../../src/shared/fields/signedDistance.js';
import type { Premultiplied } from '../../src/shared/pictures/premultiplied.js';
import { knownCases } from '../support/fixturePaths.js';
import { radiusOf } from '../support/glyphShapes.js';

const CASES = knownCases('glyph');
const given = (name: string) => join(CASES, name);

/** Mean colour of each row of a letter, well inside of it, from its top to its foot: `bins` values of each channel. */
function shades(picture: Premultiplied, shape: Grid, columns: readonly [number, number], bins: number) {
  const { width, height } = shape;
  const away = signedDistance(shape).data;
  const depthPx = 0.35 * radiusOf(shape);
  const rows = Array.from({ length: height }, () => [0, 0, 0, 0]);
  for (let y = 0; y < height; y++) {
    for (let x = columns[0]; x < columns[1]; x++) {
      const i = y * width + x;
      if (away[i]! > -depthPx) continue;
      for (let k = 0; k < 3; k++) rows[y]![k]! += picture.rgba[i * 4 + k]!;
      rows[y]![3]! += 1;
    }
  }
  const filled = rows.filter((row) => row[3]! > 0);
  return Array.from({ length: bins }, (_, bin) => {
    const part = filled.slice(
      Math.floor((bin * filled.length) / bins),
      Math.floor(((bin + 1) * filled.length) / bins),
    );
    const count = part.reduce((sum, row) => sum + row[3]!, 0);
    return [0, 1, 2].map((k) => part.reduce((sum, row) => sum + row[k]!, 0) / count);
  });
}

/** Columns of each letter: from a column without ink to the next. */
function lettersOf({ width, height, data }: Grid): [number, number][] {
  const letters: [number, number][] = [];
  for (let x = 0, wasInk = false; x < width; x++) {
    const isInk = Array.from({ length: height }, (_, y) => data[y * width + x]!).some((value) => value > 0.5);
    if (isInk && !wasInk) letters.push([x, x]);
    if (isInk) letters.at(-1)![1] = x + 1;
    wasInk = isInk;
  }
  return letters;
}

describe.skipIf(!existsSync(CASES))('a style of the known cases', () => {
  it('shades each letter from top to bottom as its own letter is, without steps', async () => {
    const [style, styleMask] = [given('gradient.png'), given('gradient-fill.png')];
    const options = { text: 'Hn', style, styleMask, size: 160, deform: 0, threads: 1 };
    const { picture, mask, stylised } = await transferGlyph(options);
    const { picture: shown, shape } = stylised!.example;
    const bins = 8;
    const expected = shades(shown, shape!, [0, shape!.width], bins);
    const largestStep = Math.max(
      ...expected.slice(1).flatMap((shade, b) => shade.map((v, k) => Math.abs(v - expected[b]![k]!))),
    );
    const letters = lettersOf(mask);
    expect(letters).toHaveLength(2);
    for (const columns of letters) {
      const made = shades(picture, mask, columns, bins);
      for (const [bin, shade] of made.entries()) {
        for (const [k, value] of shade.entries()) {
          expect(Math.abs(value - expected[bin]![k]!)).toBeLessThan(0.02);
          if (bin > 0) expect(Math.abs(value - made[bin - 1]![k]!)).toBeLessThan(1.5 * largestStep);
        }
      }
    }
  });

  it('throws its shadow between the legs of an H without a seam', async () => {
    const [style, styleMask] = [given('shadow-on-white.png'), given('shadow-on-white-fill.png')];
    const options = { text: 'H', style, styleMask, size: 120, deform: 0, threads: 1 };
    const { picture, mask } = await transferGlyph(options);
    const { width, data } = signedDistance(mask);
    // Beyond the outline, what is seen is shadow alone.
    const beyondPx = 0.5 * radiusOf(mask);
    let [steepest, darkest] = [0, 0];
    for (const [i, distance] of data.entries()) {
      const alpha = picture.rgba[i * 4 + 3]!;
      if (distance < beyondPx) continue;
      darkest = Math.max(darkest, alpha);
      for (const next of [i + 1, i + width]) {
        if ((data[next] ?? 0) < beyondPx) continue;
        steepest = Math.max(steepest, Math.abs(alpha - picture.rgba[next * 4 + 3]!));
      }
    }
    expect(darkest).toBeGreaterThan(0.3);
    expect(steepest).toBeLessThan(0.1);
  });

  it('hatches letters with lines of its own slant and distance, on its white', async () => {
    const style = given('hatched-on-white.png');
    const options = { text: 'ng', style, size: 160, deform: 0, threads: 1 };
    const { picture, mask, stylised } = await transferGlyph(options);
    const { picture: shown, shape } = stylised!.example;
    const [made, example] = [findPattern(picture, sitesOf(mask)!)!, findPattern(shown, sitesOf(shape!)!)!];
    const slant = ({ layOn }: typeof made) => {
      const { turns } = layOn(sitesOf(mask)!);
      return Math.atan2(turns[mask.width]! - turns[0]!, turns[1]! - turns[0]!);
    };
    expect(Math.sin(slant(made) - slant(example))).toBeCloseTo(0, 1);
    expect(made.periodPx / example.periodPx).toBeCloseTo(1, 1);
    const away = signedDistance(mask).data;
    const inside = [...away.keys()].filter((i) => away[i]! < -2);
    expect(Math.min(...inside.map((i) => picture.rgba[i * 4 + 3]!))).toBeGreaterThan(0.95);
    const white = inside.filter((i) => picture.rgba[i * 4]! > 0.85).length / inside.length;
    expect(white).toBeGreaterThan(0.3);
  });
});
