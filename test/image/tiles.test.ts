import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Checkpoint, readPicture, transferImage, writePicture } from '../../src/image/index.js';
import { PRESET_NAMES, PRESETS } from '../../src/image/methods/registry.js';
import type { TransferImageOptions } from '../../src/image/options.js';
import { tilesObstacle } from '../../src/image/tiledStage.js';
import { nstHere } from '../support/nstHere.js';
import { largestDifference, paint, scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const [CONTENT, STYLE] = [file('content.png'), file('style.png')];
const stripes = paint({ width: 90, height: 70 }, (x, y) => {
  const wave = 0.5 + 0.5 * Math.sin(40 * x + 25 * y);
  return [wave, 0.3 + 0.3 * wave, 0.2 * (1 - wave)];
});
const half = paint({ width: 97, height: 75 }, (x) => (x < 0.5 ? [1, 1, 1] : [0, 0, 0]));

beforeAll(async () => {
  await writePicture(CONTENT, scene({ width: 97, height: 75 }, 1));
  await writePicture(STYLE, stripes);
  await writePicture(file('mask.png'), half);
});

/** Layers that do not look far: tiles may be small. */
const NEAR = { 'style-layers': 'conv1,conv3', 'content-layers': 'conv3', statistic: 'gram' };
/** In one piece it is to take 388 MB: there are tiles of 64 pixels in two rows and three columns. */
const LITTLE = '360M';

function run(output: string, more: Readonly<Record<string, string>>) {
  const flags = { style: STYLE, size: '97', iterations: '4', device: 'cpu', threads: '1', ...NEAR, ...more };
  const args = Object.entries(flags).flatMap(([name, text]) => [`--${name}`, text]);
  return nstHere(['image', CONTENT, '-o', file(output), '--no-match', '--json', '-q', ...args]);
}

/** The largest difference of two results, of 255. */
async function difference(a: string, b: string): Promise<number> {
  const [one, other] = await Promise.all([a, b].map((name) => readPicture(file(name))));
  return 255 * largestDifference(one!.pixels, other!.pixels);
}

describe('a picture in tiles', () => {
  it('is that in one piece', async () => {
    const more = { mask: file('mask.png'), 'tv-weight': '1' };
    const whole = await run('whole.png', more);
    const tiles = await run('tiles.png', { ...more, memory: LITTLE });
    expect([whole.code, tiles.code]).toEqual([0, 0]);
    expect(await difference('whole.png', 'tiles.png')).toBeLessThanOrEqual(2);
    const losses = [whole, tiles].map(({ stdout }) => JSON.parse(stdout).losses);
    expect(losses[1].total / losses[0].total).toBeCloseTo(1, 3);
    expect(Object.keys(losses[1].terms)).toEqual(Object.keys(losses[0].terms));
  });

  const options: TransferImageOptions = {
    content: CONTENT,
    style: [STYLE, CONTENT],
    size: 97,
    memory: 360e6,
    device: 'cpu',
    threads: 1,
    match: false,
    statistic: 'gram',
    styleLayers: ['conv1'],
    contentLayers: ['conv3'],
    iterations: 16,
  };

  it('goes on where it was broken off, and ends as if it had not been', async () => {
    const [path, stop] = [file('run.ckpt'), new AbortController()];
    const broken = async (signal?: AbortSignal) => {
      const checkpoint = await Checkpoint.open(path, { manifest: {} });
      const steps: number[] = [];
      const result = await transferImage({
        ...options,
        checkpoint,
        ...(signal && { signal }),
        reporter: {
          stage: () => {},
          warn: () => {},
          step: ({ step, steps: all }) => {
            steps.push(step);
            if (step === all - 2) stop.abort();
          },
        },
      });
      await checkpoint.settle();
      return { ...result, steps };
    };
    expect((await broken(stop.signal)).ended).toBe('stopped');
    const resumed = await broken();
    const whole = await transferImage(options);
    expect(resumed.picture.pixels).toEqual(whole.picture.pixels);
    expect(resumed.steps).toHaveLength(2);
  });

  it('shows what it is like on the way, and stops with the best so far', async () => {
    const [seen, stop]: [number[], AbortController] = [[], new AbortController()];
    const { picture, ended, iterations } = await transferImage({
      ...options,
      signal: stop.signal,
      preview: { every: 1, onPicture: ({ width }) => seen.push(width) },
      reporter: {
        stage: () => {},
        warn: () => {},
        step: ({ step, steps }) => {
          if (step === steps - 3) stop.abort();
        },
      },
    });
    expect([picture.width, picture.height, ended]).toEqual([97, 75, 'stopped']);
    expect(iterations).toBeLessThan(16);
    expect(new Set(seen)).toEqual(new Set([97]));
  });
});

describe('tiles', () => {
  it('are for presets whose losses are means', () => {
    const presets = PRESET_NAMES.filter((name) => tilesObstacle(PRESETS[name]) === undefined);
    expect(presets).toEqual(['default', 'draft', 'best', 'gatys2016', 'tutorial', 'lapstyle2017']);
  });
});

describe('a limit of memory', () => {
  it('that cannot be met is told with what could be done', async () => {
    const { code, stderr } = await run('no.png', { memory: '300M' });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^nst: size 97: a result of 97x75 needs about /),
    ]);
    expect(stderr).toContain('GB of memory, 0.3 GB are allowed; give it more memory');
  });

  it('is told of losses that look at the whole picture at once', async () => {
    const { code, stderr } = await run('no.png', { memory: '330M', term: 'histogram' });
    expect(code).toBe(2);
    expect(stderr).toContain('(not in tiles: the loss "histogram" looks at the whole picture at once)');
  });

  it('has to be an amount', async () => {
    expect(await run('no.png', { memory: 'much' })).toMatchObject({ code: 2 });
  });
});
