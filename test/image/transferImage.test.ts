import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { oklabOf } from '../../src/image/colour/oklab.js';
import type { Picture, TransferImageOptions, TransferImageResult } from '../../src/image/index.js';
import { readPicture, transferImage, writePicture } from '../../src/image/index.js';
import { EVEN_RATIO } from '../../src/image/methods/base.js';
import type { StepProgress } from '../../src/shared/reporter.js';
import { sharesAt } from '../../src/shared/transfer/balance.js';
import { largestDifference, paint, scene, scratchFolder } from '../support/pictures.js';

const SIZE = 48;
const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const FILES = { content: file('content.png'), style: file('style.png'), other: file('other.png') };

/** Something painted: stripes in strong colours. */
const stripes = (red: number, blue: number) =>
  paint({ width: 64, height: 64 }, (x, y) => {
    const wave = 0.5 + 0.5 * Math.sin(40 * x + 25 * y);
    return [red * wave, 0.3 + 0.3 * wave, blue * (1 - wave)];
  });

beforeAll(async () => {
  await writePicture(FILES.content, scene({ width: 64, height: 48 }, 1));
  await writePicture(FILES.style, stripes(1, 0.2));
  await writePicture(FILES.other, stripes(0.1, 1));
});

/** Few layers, small matrices and no programs but that of the transfer, whatever the presets are tuned to. */
const QUICK = {
  preset: 'draft',
  match: false,
  statistic: 'gram',
  styleLayers: ['conv1', 'conv3', 'mixed0'],
  contentLayers: ['mixed0'],
  tvWeight: 0,
} as const;

const DEFAULTS = {
  content: FILES.content,
  style: FILES.style,
  size: SIZE,
  device: 'cpu',
  // Pictures this small are not worth a second thread.
  threads: 1,
} as const;

/** A run at a size where every step takes some milliseconds. */
function run(options: Partial<TransferImageOptions> = {}): Promise<TransferImageResult> {
  return transferImage({ ...DEFAULTS, ...QUICK, iterations: 8, ...options });
}

/** The content as the run sees it. */
const contentAt = (width: number, height: number, path = FILES.content) =>
  readPicture(path, () => ({ width, height }));
const small = () => contentAt(SIZE, 36);

/** Root mean square of the differences of two pictures. */
function distance({ pixels }: Picture, other: Picture): number {
  const squares = pixels.reduce((sum, value, i) => sum + (value - other.pixels[i]!) ** 2, 0);
  return Math.sqrt(squares / pixels.length);
}

/** A reporter that remembers. */
function listener(onStep: (progress: StepProgress) => void = () => {}) {
  const stages: string[] = [];
  const steps: StepProgress[] = [];
  const reporter = {
    stage: (text: string) => void stages.push(text),
    step: (progress: StepProgress) => {
      steps.push(progress);
      onStep(progress);
    },
    warn() {},
  };
  return { stages, steps, reporter };
}

describe('a run', () => {
  it('tells what came of it', async () => {
    let beginMs = 0;
    const passedSeconds = () => (performance.now() - beginMs) / 1000;
    let lastStepSeconds = 0;
    const { steps, reporter } = listener(() => {
      lastStepSeconds = passedSeconds();
    });
    const options = { ...DEFAULTS, ...QUICK, iterations: 8, reporter, seed: 3 };
    // Right before the run begins to count: its end may follow the last step within half a millisecond.
    beginMs = performance.now();
    const { picture, seconds, iterations, losses, ...rest } = await transferImage(options);
    const wholeSeconds = passedSeconds();
    expect(rest).toEqual({ network: 'inception', device: 'cpu', seed: 3, ended: 'finished' });
    expect(picture).toMatchObject({ width: SIZE, height: 36 });
    expect(picture.pixels).toHaveLength(SIZE * 36 * 3);
    expect(Math.min(...picture.pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...picture.pixels)).toBeLessThanOrEqual(1);
    expect(iterations).toBe(8);
    expect(seconds).toBeLessThanOrEqual(wholeSeconds);
    expect(seconds).toBeGreaterThan(lastStepSeconds);
    expect(losses.total).toBe(Math.min(...steps.map(({ total }) => total)));
    const sum = Object.values(losses.terms).reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(losses.total, 2);
  });

  it('gives the same bytes for the same seed, others for another one', async () => {
    const [first, again, other] = [
      await run({ init: 'noise', seed: 1, iterations: 4 }),
      await run({ init: 'noise', seed: 1, iterations: 4 }),
      await run({ init: 'noise', seed: 2, iterations: 4 }),
    ];
    expect(again.picture.pixels).toEqual(first.picture.pixels);
    expect(again.losses).toEqual(first.losses);
    expect(distance(other.picture, first.picture)).toBeGreaterThan(0.05);
  });

  it('does not depend on the seed where nothing is random', async () => {
    expect((await run({ seed: 1, iterations: 3 })).picture).toEqual(
      (await run({ seed: 2, iterations: 3 })).picture,
    );
  });

  it('starts from the picture of a file', async () => {
    const { picture } = await run({ init: FILES.other, iterations: 1 });
    const start = await contentAt(SIZE, 36, FILES.other);
    expect(largestDifference(picture.pixels, start.pixels)).toBeLessThan(0.02);
  });

  it('leaves no worker behind', async () => {
    const workers = () => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;
    const before = workers();
    let during = 0;
    const { reporter } = listener(() => {
      during = workers();
    });
    for (let i = 0; i < 3; i++) await run({ iterations: 2, reporter });
    await expect(run({ styleMask: [file('none.png')] })).rejects.toThrow();
    expect(during).toBe(before + 1);
    expect(workers()).toBe(before);
  });
});

describe('coarse to fine', () => {
  // Flat, so that two stages take no time.
  const wide = file('wide.png');
  const alpha = Float32Array.from({ length: 400 * 50 }, (_, i) => (i % 400 < 200 ? 1 : 0.5));
  beforeAll(() => writePicture(wide, { ...scene({ width: 400, height: 50 }, 5), alpha }));
  const runWide = (options: Partial<TransferImageOptions>) =>
    run({ content: wide, size: 240, iterations: 4, ...options });

  it('counts its steps over all stages up to the plan', async () => {
    const { steps, stages, reporter } = listener();
    const { iterations } = await runWide({ reporter, match: true });
    expect(stages).toEqual([
      'putting like on like',
      'stage 1 of 2: 120x15, 2 iterations',
      'stage 2 of 2: 240x30, 2 iterations',
    ]);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(new Set(steps.map((progress) => progress.steps))).toEqual(new Set([4]));
    expect(iterations).toBe(4);
    for (const { total, terms } of steps) expect(terms.content! + terms.style!).toBeCloseTo(total, 2);
  });

  it('shows how it will look at the size of the result, every so often', async () => {
    const previews: Picture[] = [];
    await runWide({ iterations: 7, preview: { every: 2, onPicture: (picture) => previews.push(picture) } });
    expect(previews.map(({ width, height }) => [width, height])).toEqual([
      [240, 30],
      [240, 30],
      [240, 30],
    ]);
    for (const { pixels, alpha: shown, width, height } of previews) {
      expect(shown).toHaveLength(width * height);
      expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    }
  });

  it.each(['none', 'luma'] as const)(
    'stopped in its first stage ends at full size (colours: %s)',
    async (keepColors) => {
      const controller = new AbortController();
      const { reporter, steps } = listener(() => controller.abort());
      const { picture, ended } = await runWide({
        iterations: 500,
        keepColors,
        reporter,
        signal: controller.signal,
      });
      expect(ended).toBe('stopped');
      expect(steps[0]!.steps).toBe(500);
      expect(picture).toMatchObject({ width: 240, height: 30 });
      expect(picture.pixels).toHaveLength(240 * 30 * 3);
      expect(picture.alpha).toEqual((await contentAt(240, 30, wide)).alpha);
    },
  );

  it.each(['lbfgs', 'adam'] as const)('%s goes down in each stage', async (optimizer) => {
    const { steps, reporter } = listener();
    await runWide({ optimizer, iterations: 16, reporter });
    const [coarse, fine] = [steps.slice(0, 8), steps.slice(8)].map((part) => part.map(({ total }) => total));
    expect(Math.min(...coarse!)).toBeLessThan(0.8 * coarse![0]!);
    expect(Math.min(...fine!)).toBeLessThan(fine![0]!);
  });
});

describe('stopping', () => {
  it('returns the best so far', async () => {
    const controller = new AbortController();
    const { steps, reporter } = listener(({ step }) => {
      if (step === 5) controller.abort();
    });
    const { ended, iterations, losses, picture } = await run({
      iterations: 500,
      reporter,
      signal: controller.signal,
    });
    expect(ended).toBe('stopped');
    expect(iterations).toBe(steps.length);
    expect(iterations).toBeLessThan(100);
    expect(losses.total).toBe(Math.min(...steps.map(({ total }) => total)));
    expect(losses.total).toBeLessThan(steps[0]!.total);
    expect(distance(picture, await small())).toBeGreaterThan(0.01);
  });

  it('ends at once with the start when it was stopped before', async () => {
    const { ended, iterations, picture } = await run({ iterations: 500, signal: AbortSignal.abort() });
    expect(ended).toBe('stopped');
    expect(iterations).toBe(1);
    expect(largestDifference(picture.pixels, (await small()).pixels)).toBeLessThan(0.01);
  });
});

describe('masks and alpha', () => {
  const half = (left: boolean) =>
    paint({ width: 64, height: 48 }, (x) => (x < 0.5 === left ? [1, 1, 1] : [0, 0, 0]));

  it('leaves the content as it was outside of its mask, whatever size is worked at', async () => {
    const mask = file('left.png');
    await writePicture(mask, half(true));
    const best = (await run({ preset: 'best', contentMask: [mask], iterations: 2 })).picture;
    expect(best).toMatchObject({ width: SIZE, height: 36 });
    const outside = (pixels: Float32Array) =>
      pixels.filter((_, i) => Math.floor(i / 3) % SIZE > SIZE / 2 + 1);
    expect(outside(best.pixels)).toEqual(outside((await small()).pixels));
    const content = await small();
    const { picture } = await run({ contentMask: [mask] });
    const change = (from: number, to: number) => {
      let largest = 0;
      for (let i = 0; i < picture.pixels.length; i++) {
        const x = Math.floor(i / 3) % SIZE;
        if (x < from || x >= to) continue;
        largest = Math.max(largest, Math.abs(picture.pixels[i]! - content.pixels[i]!));
      }
      return largest;
    };
    expect(change(26, SIZE)).toBe(0);
    expect(change(0, 22)).toBeGreaterThan(0.1);
  });

  it('gives each region its own style', async () => {
    const masks = [file('l.png'), file('r.png')];
    await writePicture(masks[0]!, half(true));
    await writePicture(masks[1]!, half(false));
    const style = [FILES.style, FILES.other];
    const redness = ({ pixels }: Picture, left: boolean) => {
      let sum = 0;
      for (let i = 0; i < pixels.length; i += 3) {
        if ((i / 3) % SIZE < SIZE / 2 === left) sum += pixels[i]! - pixels[i + 2]!;
      }
      return sum;
    };
    const there = (await run({ style, contentMask: masks, strength: 0.9, iterations: 15 })).picture;
    const swapped = (
      await run({ style: style.toReversed(), contentMask: masks, strength: 0.9, iterations: 15 })
    ).picture;
    expect(redness(there, true)).toBeGreaterThan(redness(swapped, true) + 50);
    expect(redness(there, false)).toBeLessThan(redness(swapped, false) - 50);
  });

  it('looks only at the white parts of a style', async () => {
    const both = file('both.png');
    const [red, blue] = [stripes(1, 0), stripes(0, 1)];
    const pixels = red.pixels.map((v, i) => (Math.floor(i / 3) % 64 < 32 ? v : blue.pixels[i]!));
    await writePicture(both, { width: 64, height: 64, pixels });
    const masks = [file('sl.png'), file('sr.png')];
    for (const [i, left] of [true, false].entries()) {
      await writePicture(
        masks[i]!,
        paint({ width: 64, height: 64 }, (x) => (x < 0.5 === left ? [1, 1, 1] : [0, 0, 0])),
      );
    }
    const redness = async (mask: string) => {
      const { picture } = await run({ style: both, styleMask: [mask], strength: 0.9, iterations: 15 });
      return picture.pixels.reduce((sum, v, i) => sum + (i % 3 === 0 ? v : i % 3 === 2 ? -v : 0), 0);
    };
    expect(await redness(masks[0]!)).toBeGreaterThan((await redness(masks[1]!)) + 100);
  });

  it('carries the alpha of the content over', async () => {
    const clear = file('clear.png');
    const alpha = Float32Array.from({ length: 64 * 48 }, (_, i) => (i % 64 < 32 ? 1 : 0));
    await writePicture(clear, { ...scene({ width: 64, height: 48 }, 1), alpha });
    const { picture } = await run({ content: clear });
    expect(picture.alpha).toEqual((await contentAt(SIZE, 36, clear)).alpha);
    expect((await run()).picture.alpha).toBeUndefined();
  });
});

describe('colours', () => {
  /** Mean distance in Oklab's a and b from the content. */
  const drift = ({ pixels }: Picture, content: Picture) => {
    let sum = 0;
    for (let i = 0; i < pixels.length; i += 3) {
      const at = (p: Float32Array) => oklabOf([p[i]!, p[i + 1]!, p[i + 2]!]);
      const [[, a, b], [, c, d]] = [at(pixels), at(content.pixels)];
      sum += Math.hypot(a - c, b - d);
    }
    return sum / (pixels.length / 3);
  };
  const mean = ({ pixels }: Picture) =>
    [0, 1, 2].map(
      (c) => pixels.filter((_, i) => i % 3 === c).reduce((a, b) => a + b, 0) / (pixels.length / 3),
    );

  it('keeps hue and chroma with luma, and still changes lightness', async () => {
    // Faint, so that its colours can be had at any lightness but the very ends.
    const faint = file('faint.png');
    const { pixels, ...size } = scene({ width: 64, height: 48 }, 1);
    await writePicture(faint, { ...size, pixels: pixels.map((v) => 0.5 + 0.2 * (v - 0.5)) });
    const content = await contentAt(SIZE, 36, faint);
    const [kept, free] = [await run({ content: faint, keepColors: 'luma' }), await run({ content: faint })];
    expect(drift(kept.picture, content)).toBeLessThan(0.005);
    expect(drift(free.picture, content)).toBeGreaterThan(0.03);
    expect(distance(kept.picture, content)).toBeGreaterThan(0.05);
  });

  it('keeps the mean colour with match', async () => {
    const content = mean(await small());
    const away = (picture: Picture) => Math.hypot(...mean(picture).map((v, c) => v - content[c]!));
    const [kept, free] = [await run({ keepColors: 'match', strength: 0.9 }), await run({ strength: 0.9 })];
    expect(away(kept.picture)).toBeLessThan(0.5 * away(free.picture));
  });
});

describe('blending', () => {
  it('with 1 and 0 is the first style alone', async () => {
    const [blend, single] = [
      await run({ style: [FILES.style, FILES.other], styleBlend: [1, 0] }),
      await run({ style: FILES.style }),
    ];
    expect(blend.picture.pixels).toEqual(single.picture.pixels);
  });

  it('counts ratios only, and lies between its styles', async () => {
    const style = [FILES.style, FILES.other];
    const [even, alike] = [await run({ style, styleBlend: [3, 3] }), await run({ style })];
    expect(even.picture.pixels).toEqual(alike.picture.pixels);
    const [first, second] = [await run({ style: FILES.style }), await run({ style: FILES.other })];
    const whole = distance(first.picture, second.picture);
    expect(distance(even.picture, first.picture)).toBeLessThan(whole);
    expect(distance(even.picture, second.picture)).toBeLessThan(whole);
  });
});

describe('strength', () => {
  it('0 returns the content', async () => {
    const { picture, ended } = await run({ strength: 0, tvWeight: 0 });
    expect(largestDifference(picture.pixels, (await small()).pixels)).toBeLessThan(0.01);
    expect(ended).not.toBe('stopped');
  });

  it('moves from the content to the style, step by step', async () => {
    const style = file('near.png');
    await writePicture(style, scene({ width: 64, height: 64 }, 8));
    const content = await small();
    const strengths = [0.05, 0.15, 0.4, 0.8];
    const results = [];
    for (const strength of strengths) results.push(await run({ style, strength, iterations: 15 }));
    // Before they are weighed: what is lost of the content, and what is still missing of the style.
    const share = (i: number) => sharesAt(strengths[i]!, EVEN_RATIO);
    const lost = results.map(({ losses }, i) => losses.terms.content! / share(i).content);
    const missing = results.map(({ losses }, i) => losses.terms.style! / share(i).style);
    expect(lost).toEqual(lost.toSorted((a, b) => a - b));
    expect(missing).toEqual(missing.toSorted((a, b) => b - a));
    const distances = results.slice(0, 3).map(({ picture }) => distance(picture, content));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances[0]).toBeGreaterThan(0.01);
    expect(distances[2]! / distances[0]!).toBeGreaterThan(1.3);
  });

  it('hardly changes a picture that has the style already', async () => {
    // Larger, because the mirrored margin has a little of a style of its own.
    const content = await contentAt(96, 72);
    const own = await run({ style: FILES.content, size: 96 });
    const foreign = await run({ size: 96 });
    expect(distance(own.picture, content)).toBeLessThan(0.25 * distance(foreign.picture, content));
  });
});

describe('what is minimised', () => {
  it.each(['gram', 'moments', 'wasserstein'] as const)('%s goes down', async (statistic) => {
    const { steps, reporter } = listener();
    const { losses } = await run({
      statistic,
      styleLayers: ['conv1', 'conv3'],
      strength: 1,
      iterations: 25,
      reporter,
    });
    expect(losses.terms.style).toBeLessThan(0.8 * steps[0]!.terms.style!);
  });

  it('is smoother with total variation', async () => {
    const roughness = ({ pixels }: Picture) =>
      pixels.reduce((sum, v, i) => sum + (i < 3 ? 0 : (v - pixels[i - 3]!) ** 2), 0);
    const { steps, reporter } = listener();
    const [rough, smooth] = [await run(), await run({ tvWeight: 1e5, reporter })];
    expect(Object.keys(steps[0]!.terms)).toContain('tv');
    expect(roughness(smooth.picture)).toBeLessThan(roughness(rough.picture));
  });

  it('is the same on tfjs', async () => {
    const { steps: compiled, reporter } = listener();
    await run({ size: 24, iterations: 1, init: 'content', reporter });
    const { steps: eager, reporter: second } = listener();
    const { device } = await run({
      size: 24,
      iterations: 1,
      init: 'content',
      device: 'tfjs',
      reporter: second,
    });
    expect(device).toMatch(/^tfjs:/);
    expect(eager.map(({ total }) => total)).toBeAllclose(
      compiled.map(({ total }) => total),
      1e-2,
    );
  });
});

describe('refusals', () => {
  const refused = (options: Partial<TransferImageOptions>) =>
    run(options).then(
      () => expect.fail('nothing was thrown'),
      (error: unknown) => error as Error & { code: string },
    );

  it('names the size that fits where memory does not do', async () => {
    const { code, message } = await refused({ size: 16_384 });
    expect(code).toBe('NST_MEMORY');
    expect(message).toMatch(/^size 16384: a result of 16384x12288 needs about .+; use size \d+ or less/);
  });

  it('names the layers there are', async () => {
    const { code, message } = await refused({ styleLayers: ['relu1_1'] });
    expect(code).toBe('NST_BAD_OPTION');
    expect(message).toMatch(/^style-layers: expected layers of inception \(conv1, .+\), found "relu1_1"$/);
  });

  it('wants a network to go with a file of weights', async () => {
    const { code, message } = await refused({ modelFile: FILES.style });
    expect(code).toBe('NST_BAD_OPTION');
    expect(message).toMatch(/^model-file: .+inception/);
  });

  it('takes pictures that are nothing but a strip', async () => {
    const thin = file('thin.png');
    await writePicture(thin, scene({ width: 64, height: 2 }, 1));
    expect((await run({ content: thin, iterations: 2 })).picture).toMatchObject({ width: SIZE, height: 2 });
    expect((await run({ style: thin, iterations: 2 })).picture).toMatchObject({ width: SIZE, height: 36 });
  });
});
