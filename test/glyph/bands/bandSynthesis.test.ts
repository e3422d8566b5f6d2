import { describe, expect, it } from 'vitest';
import { bandSynthesis } from '../../../src/glyph/bands/bandSynthesis.js';
import { BAND_RECIPE, type BandRecipe } from '../../../src/glyph/bands/recipe.js';
import type { SynthesisTask } from '../../../src/glyph/synthesis.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { evenWeights } from '../../../src/shared/parameters/parameter.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import type { Reporter, StepProgress } from '../../../src/shared/reporter.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';

const LAYERS = ['black conv1', 'black conv3', 'white conv1', 'white conv3'];
const recipe: BandRecipe = {
  ...BAND_RECIPE,
  terms: [
    { kind: 'moments', name: 'style', layers: evenWeights(LAYERS), leastEnergy: 1e-6 },
    { kind: 'plausible', weight: 0.01 },
  ],
  lastIterations: 4,
  smallestRadiusPx: 2,
  polishIterations: 3,
};
const RADIUS_PX = 6;

const cross = (width: number, height: number, x0: number, y0: number): Grid => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [Math.abs((i % width) - x0), Math.abs(Math.floor(i / width) - y0)];
    return Math.max(x, y) < 20 && Math.min(x, y) < RADIUS_PX ? 1 : 0;
  }),
});
const SHAPE = cross(64, 64, 30, 32);
const TARGET = cross(72, 60, 40, 30);

const effectNamed = (name: string) => GLYPH_EFFECTS.find((effect) => effect.name === name)!;

function taskFor(name: string, more: Partial<SynthesisTask> = {}): SynthesisTask {
  const picture = renderEffect(effectNamed(name), SHAPE, RADIUS_PX, 1);
  return {
    example: { picture, shape: SHAPE },
    target: TARGET,
    strength: 1,
    direction: 'up',
    seed: 1,
    reporter: SILENT,
    ...more,
  };
}

const truth = (name: string) => renderEffect(effectNamed(name), TARGET, RADIUS_PX, 2);
const decibels = (a: Premultiplied, b: Premultiplied) =>
  -10 * Math.log10(a.rgba.reduce((sum, value, i) => sum + (value - b.rgba[i]!) ** 2, 0) / a.rgba.length);

const synthesis = bandSynthesis({ device: 'cpu', threads: 1, recipe });

describe('bandSynthesis', () => {
  it.each([
    ['outline', 28],
    ['drop shadow', 28],
  ])('gives another shape the effect %s', async (name, least) => {
    const result = await synthesis(taskFor(name));
    expect(result).toMatchObject({ width: 72, height: 60 });
    expect(decibels(result, truth(name))).toBeGreaterThan(least);
  });

  it('has colours that their alpha allows', async () => {
    const { rgba } = await synthesis(taskFor('outer glow'));
    for (let i = 0; i < rgba.length; i += 4) {
      const alpha = rgba[i + 3]!;
      expect(alpha).toBeLessThanOrEqual(1);
      for (let c = 0; c < 3; c++) {
        expect(rgba[i + c]).toBeGreaterThanOrEqual(0);
        expect(rgba[i + c]).toBeLessThanOrEqual(alpha);
      }
    }
  });

  it('makes the same of the same seed, and other fire of another', async () => {
    const [first, second, other] = [
      await synthesis(taskFor('fire')),
      await synthesis(taskFor('fire')),
      await synthesis(taskFor('fire', { seed: 2 })),
    ];
    expect(second.rgba).toEqual(first.rgba);
    expect(decibels(first, other)).toBeLessThan(40);
  });

  it('turns the effect', async () => {
    const halo = ({ rgba, width, height }: Premultiplied, isRight: boolean) => {
      let sum = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const beside = isRight ? x > 60 && x < 68 : y < 9;
          if (beside) sum += rgba[(y * width + x) * 4 + 3]!;
        }
      }
      return sum;
    };
    const upright = await synthesis(taskFor('fire'));
    const turned = await synthesis(taskFor('fire', { direction: 90 }));
    expect(halo(turned, true)).toBeGreaterThan(1.5 * halo(upright, true));
    expect(halo(turned, false)).toBeLessThan(halo(upright, false) / 1.5);
  });

  it('goes on from another picture in one stage', async () => {
    const stages: string[] = [];
    const reporter: Reporter = { ...SILENT, stage: (text) => stages.push(text) };
    const start = truth('fire');
    const polished = await bandSynthesis({ device: 'cpu', threads: 1, recipe, start })(
      taskFor('fire', { reporter }),
    );
    expect(stages).toEqual(['stage 1 of 1: 72x60, 3 iterations']);
    expect(decibels(polished, start)).toBeGreaterThan(decibels(await synthesis(taskFor('fire')), start) + 2);
  });

  it('fills a shape with a texture that was shown without any', async () => {
    const { picture } = taskFor('fire').example;
    const texture = { ...picture, rgba: picture.rgba.map((value, i) => (i % 4 === 3 ? 1 : value)) };
    const { rgba } = await synthesis(taskFor('fire', { example: { picture: texture } }));
    const alpha = rgba.filter((_, i) => i % 4 === 3);
    for (const [i, covered] of TARGET.data.entries()) {
      if (covered === 0) expect(alpha[i]).toBe(0);
      else expect(alpha[i]).toBeGreaterThan(0.9);
    }
  });

  it('stops within a step, with what there is by then', async () => {
    const stop = new AbortController();
    const steps: StepProgress[] = [];
    const reporter: Reporter = {
      ...SILENT,
      step: (progress) => {
        steps.push(progress);
        stop.abort();
      },
    };
    const result = await synthesis(taskFor('outline', { reporter, signal: stop.signal }));
    expect(steps.length).toBeLessThan(5);
    expect(steps[0]!.steps).toBeGreaterThan(5);
    expect(result).toMatchObject({ width: 72, height: 60 });
    expect(decibels(result, truth('outline'))).toBeGreaterThan(15);
  });

  it('makes do with shapes that are empty', async () => {
    const nothing = { ...TARGET, data: new Float32Array(TARGET.data.length) };
    const result = await synthesis(taskFor('outline', { target: nothing }));
    expect(Math.max(...result.rgba)).toBeLessThan(0.1);
  });
});
