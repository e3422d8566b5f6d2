import { afterAll, describe, expect, it } from 'vitest';
import { exampleSites } from '../../../src/glyph/patch/field.js';
import { type PatchSettings, patchSynthesisOn } from '../../../src/glyph/patch/patchSynthesis.js';
import { TEFFECT_2017 } from '../../../src/glyph/patch/teffect2017.js';
import { Threads } from '../../../src/glyph/patch/threads.js';
import type { SynthesisTask } from '../../../src/glyph/synthesis.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf, textShape } from '../../support/glyphShapes.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const shapeOf = (text: string) => textShape(text, font, 56, 26);
const effect = (name: string) => GLYPH_EFFECTS.find((found) => found.name === name)!;
const fire = effect('fire');

function taskOf(name: string, from: string, to: string): SynthesisTask {
  const shape = shapeOf(from);
  return {
    example: { picture: renderEffect(effect(name), shape, radiusOf(shape), 1), shape },
    target: shapeOf(to),
    strength: 1,
    direction: 'auto',
    seed: 0,
    reporter: SILENT,
  };
}

const one = new Threads(1);
const two = new Threads(2);
afterAll(() => Promise.all([one.close(), two.close()]));

/** Peak signal to noise of all four channels, in dB. */
function psnr(a: Premultiplied, b: Premultiplied): number {
  const square = a.rgba.reduce((sum, value, i) => sum + (value - b.rgba[i]!) ** 2, 0) / a.rgba.length;
  return -10 * Math.log10(square);
}

/** Mean alpha outside above strokes (the nearest ink is below) relative to below them. */
function upToDown({ rgba }: Premultiplied, { width, height, data }: Grid): number {
  let [up, down] = [0, 0];
  for (let y = 12; y < height - 12; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! > 0) continue;
      const alpha = rgba[(y * width + x) * 4 + 3]!;
      if (data[(y + 6) * width + x] === 1) up += alpha;
      if (data[(y - 6) * width + x] === 1) down += alpha;
    }
  }
  return up / (down + 1e-6);
}

describe('patchSynthesis', () => {
  it('gives the example back for its own shape', async () => {
    const task = taskOf('inner gradient', 'R', 'R');
    const { picture } = await patchSynthesisOn(one, task);
    expect(psnr(picture, task.example.picture)).toBeGreaterThan(26);
  });

  it('comes to the same on any number of threads, and to something else with another seed', async () => {
    const task = taskOf(fire.name, 'R', 'k');
    const [a, b, c] = [
      await patchSynthesisOn(one, task),
      await patchSynthesisOn(two, task),
      await patchSynthesisOn(two, { ...task, seed: 1 }),
    ];
    expect(b.picture.rgba).toEqual(a.picture.rgba);
    expect(b.field.nearest).toEqual(a.field.nearest);
    expect(c.picture.rgba).not.toEqual(a.picture.rgba);
  });

  it('lets flames burn upwards', async () => {
    const task = taskOf(fire.name, 'R', 'H');
    const { picture } = await patchSynthesisOn(two, task);
    const own = upToDown(task.example.picture, task.example.shape!);
    expect(own).toBeGreaterThan(1.3);
    expect(upToDown(picture, task.target)).toBeGreaterThan(1 + 0.5 * (own - 1));
  });

  it('tells the place in the example of every pixel it made', async () => {
    const task = taskOf('outline', 'R', 'k');
    const { picture, field } = await patchSynthesisOn(one, task);
    const sites = exampleSites(field);
    const { width, height } = task.example.picture;
    for (const [i, site] of sites.entries()) {
      if (site < 0) expect(picture.rgba[i * 4 + 3]).toBe(0);
      else expect(site).toBeLessThan(width * height);
    }
    expect(sites.some((site) => site >= 0)).toBe(true);
  });

  it('cuts a texture out, with some of it at every place inside', async () => {
    const { example, ...task } = taskOf('outline', 'R', 'H');
    const rgba = Float32Array.from({ length: 64 * 64 * 4 }, (_, i) =>
      i % 4 === 3 ? 1 : 0.5 + 0.4 * Math.sin(i % 4 === 0 ? (i >> 2) % 64 : (i >> 8) / 3),
    );
    const { picture } = await patchSynthesisOn(one, {
      ...task,
      example: { picture: { width: 64, height: 64, rgba } },
    });
    const { data } = task.target;
    const alphaWhere = (inside: boolean) => {
      const found = [...data.keys()].filter((i) => (inside ? data[i] === 1 : data[i] === 0));
      return found.reduce((sum, i) => sum + picture.rgba[i * 4 + 3]!, 0) / found.length;
    };
    expect(alphaWhere(true)).toBeGreaterThan(0.9);
    expect(alphaWhere(false)).toBeLessThan(0.03);
  });

  it('ends early when it is told to, with the whole picture there', async () => {
    const controller = new AbortController();
    let rounds = 0;
    const reporter = { ...SILENT, step: () => void (++rounds === 2 && controller.abort()) };
    const task = { ...taskOf('outline', 'R', 'k'), reporter, signal: controller.signal };
    const { picture } = await patchSynthesisOn(one, task);
    const covered = task.target.data.indexOf(1);
    expect(picture.rgba[covered * 4 + 3]).toBeGreaterThan(0.5);
  });

  it('does not make twins of two equal letters', async () => {
    const task = taskOf(fire.name, 'R', 'll');
    const sites = exampleSites((await patchSynthesisOn(two, task)).field);
    // How far the second letter stands to the right of the first.
    const { width, data } = task.target;
    const middle = Math.floor(task.target.height / 2) * width;
    const edges = [...Array(width - 1).keys()].filter(
      (x) => data[middle + x] === 0 && data[middle + x + 1]! > 0,
    );
    const apart = edges[1]! - edges[0]!;
    const twins = [...sites.keys()].filter(
      (i) => i % width < width / 2 && data[i] === 1 && data[i + apart] === 1,
    );
    const same = twins.filter((i) => sites[i] === sites[i + apart]).length;
    expect(twins.length).toBeGreaterThan(300);
    expect(same / twins.length).toBeLessThan(0.3);
  });
});

describe('TEFFECT_2017', () => {
  it('is as blind to above and below as the paper’s guide is', async () => {
    const task = taskOf(fire.name, 'R', 'H');
    const ratio = async (settings: PatchSettings) =>
      upToDown((await patchSynthesisOn(two, task, settings)).picture, task.target);
    expect(await ratio(TEFFECT_2017)).toBeLessThan(0.3 * (await ratio({})));
  });
});
