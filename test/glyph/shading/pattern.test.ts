/** Patterns that repeat keep their direction and period on other letters: hatching across them, stitches and beads along their contours. */
import { describe, expect, it } from 'vitest';
import { patchSynthesis } from '../../../src/glyph/patch/patchSynthesis.js';
import { findPattern } from '../../../src/glyph/shading/pattern/findPattern.js';
import { offsetLines, placesOn } from '../../../src/glyph/shading/pattern/offsetLines.js';
import { periodOf } from '../../../src/glyph/shading/pattern/period.js';
import { sitesOf } from '../../../src/glyph/shading/sites.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf, textShape } from '../../support/glyphShapes.js';
import { STYLE_EFFECTS } from '../../support/styleEffects.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const shapeOf = (text: string) => textShape(text, font, 70, 20);
const RADIUS_PX = 10;
const clamp01 = (value: number) => Math.min(1, Math.max(0, value));

/** Dashes or beads of one colour on another, at a depth along the contour, each `period` after the last. */
function sewn(shape: Grid, depth: number, period: number): Premultiplied {
  const sites = sitesOf(shape)!;
  const lines = offsetLines(sites, depth * RADIUS_PX);
  const places = placesOn(lines, sites, depth * RADIUS_PX, 0.4 * RADIUS_PX);
  const rgba = new Float32Array(shape.data.length * 4);
  for (const [i, distance] of sites.distance.data.entries()) {
    const covered = clamp01(0.5 - distance);
    let bead = 0;
    if (places.line[i]! >= 0) {
      const { length } = lines[places.line[i]!]!.x;
      const turns = (Math.round(length / (period * RADIUS_PX)) * places.step[i]!) / length;
      const along = Math.abs(turns - Math.round(turns)) * period * RADIUS_PX;
      bead = clamp01(0.5 + 0.2 * RADIUS_PX - Math.hypot(along, distance + depth * RADIUS_PX));
    }
    const over = (bare: number, thread: number) => (1 - bead) * bare * covered + bead * thread;
    rgba.set([over(0.5, 1), over(0.1, 0.9), over(0.2, 0.3), over(1, 1)], i * 4);
  }
  return { width: shape.width, height: shape.height, rgba };
}

const drawnLike = async (picture: Premultiplied, shape: Grid, target: Grid) => {
  const task = { example: { picture, shape }, target, strength: 1, direction: 'auto', seed: 1 } as const;
  return (await patchSynthesis({ ...task, reporter: SILENT })).picture;
};

/** Mean difference of what is seen, in 0..1. */
function difference(a: Premultiplied, b: Premultiplied, within: Grid): number {
  let [sum, count] = [0, 0];
  for (const [i, covered] of within.data.entries()) {
    if (covered < 1) continue;
    count++;
    for (let k = 0; k < 3; k++) sum += Math.abs(a.rgba[i * 4 + k]! - b.rgba[i * 4 + k]!) / 3;
  }
  return sum / count;
}

describe('periodOf', () => {
  const waves = (period: number, decay: number) =>
    Float64Array.from(
      { length: 60 },
      (_, lag) => Math.exp(-lag * decay) * Math.cos((2 * Math.PI * lag) / period),
    );

  it('is where something is like itself again, between steps', () => {
    expect(periodOf(waves(9.4, 0.001))).toBeCloseTo(9.4, 1);
  });

  it('is none of noise with a grain, and of what does not repeat', () => {
    expect(periodOf(waves(9.4, 0.15))).toBeUndefined();
    expect(periodOf(new Float64Array(60).fill(1))).toBeUndefined();
  });
});

describe('a pattern', () => {
  it('is found in hatching, with its direction and period, and runs on straight in other letters', async () => {
    const hatching = STYLE_EFFECTS.find(({ name }) => name === 'hatching')!;
    const [shape, target] = [shapeOf('R'), shapeOf('kF')];
    const radiusPx = radiusOf(shape);
    const picture = renderEffect(hatching, shape, radiusPx, 1);
    const { periodPx, layOn } = findPattern(picture, sitesOf(shape)!)!;
    // 0.36 radii, falling to the left.
    expect(periodPx / radiusPx).toBeCloseTo(0.36, 2);
    const { turns } = layOn(sitesOf(target)!);
    const [across, down] = [turns[1]! - turns[0]!, turns[target.width]! - turns[0]!];
    expect(Math.abs(Math.atan2(down, across) % Math.PI)).toBeCloseTo(Math.PI / 4, 1);
    const truth = renderEffect(hatching, target, radiusPx, 1);
    expect(difference(await drawnLike(picture, shape, target), truth, target)).toBeLessThan(0.06);
  });

  it.each([
    ['inside', 0.4, 0.9],
    ['outside', -0.35, 1.1],
  ])(
    'is found in beads that run along the contour %s, and closes evenly around other letters',
    (_, depth, period) => {
      const [shape, target] = [shapeOf('S'), shapeOf('O')];
      const picture = sewn(shape, depth, period);
      const pattern = findPattern(picture, sitesOf(shape)!)!;
      expect(pattern.periodPx / RADIUS_PX / period).toBeGreaterThan(0.93);
      expect(pattern.periodPx / RADIUS_PX / period).toBeLessThan(1.07);
      const sites = sitesOf(target)!;
      const { turns } = pattern.layOn(sites);
      const lines = offsetLines(sites, depth * RADIUS_PX);
      for (const { x, y } of lines) {
        // Along a closed line the phase runs on by the same from step to step, and comes back to where it was.
        const phases = Array.from(
          x,
          (_value, s) => turns[Math.floor(y[s]!) * target.width + Math.floor(x[s]!)]!,
        );
        const steps = phases.map((phase, s) => {
          const step = phases[(s + 1) % phases.length]! - phase;
          return step - Math.round(step);
        });
        const all = steps.filter((step) => !Number.isNaN(step)).reduce((sum, step) => sum + step, 0);
        expect(all).toBeCloseTo(Math.round(all), 6);
        expect(x.length / Math.abs(all) / RADIUS_PX / period).toBeGreaterThan(0.9);
        expect(x.length / Math.abs(all) / RADIUS_PX / period).toBeLessThan(1.15);
      }
    },
  );

  it('leaves no blur of beads where there is no room for them', async () => {
    const [shape, target] = [shapeOf('R'), shapeOf('ss')];
    const made = await drawnLike(sewn(shape, -0.35, 0.8), shape, target);
    const { data } = sitesOf(target)!.distance;
    const open = [...data.keys()].filter((i) => data[i]! > 0.8 * RADIUS_PX);
    expect(Math.max(...open.map((i) => made.rgba[i * 4 + 3]!))).toBeLessThan(0.2);
  });

  it.each(GLYPH_EFFECTS.map(({ name }) => name))('is not found in %s', (name) => {
    const shape = shapeOf('E');
    const effect = GLYPH_EFFECTS.find((candidate) => candidate.name === name)!;
    expect(findPattern(renderEffect(effect, shape, radiusOf(shape), 1), sitesOf(shape)!)).toBeUndefined();
  });
});
