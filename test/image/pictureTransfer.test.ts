import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransferInputs } from '../../src/image/inputs.js';
import { PRESETS } from '../../src/image/methods/registry.js';
import { PictureTransfer } from '../../src/image/pictureTransfer.js';
import type { Recipe } from '../../src/image/recipe.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import type { Network } from '../../src/shared/networks/network.js';
import { openNetwork } from '../../src/shared/networks/openNetwork.js';
import { SILENT, type StepProgress } from '../../src/shared/reporter.js';
import { scene } from '../support/pictures.js';

const SIZE = { width: 48, height: 32 };
const inputsOf = (seed: number, more: Partial<TransferInputs> = {}): TransferInputs => ({
  marginPx: 0,
  content: scene(SIZE, seed),
  styles: [{ picture: scene({ width: 40, height: 40 }, seed + 10), regions: [] }],
  contentMasks: [],
  init: undefined,
  ...more,
});

const RECIPE: Recipe = {
  ...PRESETS.default,
  terms: [
    { kind: 'content', name: 'content', layers: { conv3: 1 } },
    { kind: 'wasserstein', name: 'style', layers: { conv1: 0.5, conv3: 0.5 } },
  ],
  iterations: 6,
};

/** An engine that counts what it compiles. */
function counting(engine: Engine) {
  const counts = { compiled: 0, released: 0 };
  const count = <P extends { release(): Promise<void> }>(program: P): P => {
    counts.compiled++;
    const release = program.release.bind(program);
    program.release = async () => {
      counts.released++;
      await release();
    };
    return program;
  };
  const counted: Engine = {
    device: engine.device,
    lanes: engine.lanes,
    compile: async (...args) => count(await engine.compile(...args)),
    compileForward: async (...args) => count(await engine.compileForward(...args)),
    loadModel: async (...args) => count(await engine.loadModel(...args)),
    close: () => engine.close(),
  };
  return { engine: counted, counts };
}

let engine: Engine;
let network: Network;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
  network = await openNetwork(RECIPE.network);
});
afterAll(() => engine.close());

const run = async (transfer: PictureTransfer, inputs: TransferInputs) => {
  const steps: StepProgress[] = [];
  const result = await transfer.run(inputs, {
    reporter: { ...SILENT, step: (step) => void steps.push(step) },
  });
  return { ...result, steps };
};

describe('a transfer that stays open', () => {
  it('compiles nothing for a second picture, style and mask of the same size', async () => {
    const { engine: counted, counts } = counting(engine);
    const transfer = new PictureTransfer(counted, network, RECIPE);
    await run(transfer, inputsOf(1));
    const first = counts.compiled;
    expect(first).toBeGreaterThan(2);
    const second = await run(transfer, inputsOf(2));
    expect(counts.compiled).toBe(first);
    const alone = await run(new PictureTransfer(engine, network, RECIPE), inputsOf(2));
    expect(second.picture.pixels).toEqual(alone.picture.pixels);
    await transfer.close();
    expect(counts.released).toBe(first);
  });

  it('keeps nothing of a stage behind where it is told so, but the programs for measures of any size', async () => {
    const { engine: counted, counts } = counting(engine);
    const transfer = new PictureTransfer(counted, network, RECIPE, false);
    await run(transfer, inputsOf(1));
    // What makes goals of content and of styles, and what compares: once for both stages.
    expect(counts.compiled - counts.released).toBe(3);
    await transfer.close();
    expect(counts.released).toBe(counts.compiled);
  });
});

describe('terms that are added', () => {
  const half = (left: boolean) =>
    Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => (i % SIZE.width < 24 === left ? 1 : 0));

  it.each([
    ['laplacian', { kind: 'laplacian', pool: 2 }],
    ['histogram', { kind: 'histogram', layers: { conv1: 1 }, every: 3 }],
    ['tv', { kind: 'tv', weight: 10 }],
  ] as const)('%s is reported, and minimised with the others, also in regions', async (name, spec) => {
    const transfer = new PictureTransfer(engine, network, { ...RECIPE, terms: [...RECIPE.terms, spec] });
    const styles = [3, 4].map((seed) => ({
      picture: scene({ width: 40, height: 40 }, seed),
      regions: [],
    }));
    const regions = { styles, contentMasks: [half(true), half(false)] };
    for (const more of [{}, regions]) {
      const { steps, terms, total } = await run(transfer, inputsOf(1, more));
      expect(Object.keys(terms)).toEqual(['content', 'style', name]);
      expect(Object.values(terms).reduce((a, b) => a + b)).toBeCloseTo(total, 2);
      expect(steps).toHaveLength(6);
      expect(Math.min(...steps.map((step) => step.total))).toBeLessThan(0.9 * steps[0]!.total);
    }
    await transfer.close();
  });

  it('histogram has its range at the content, as the style has', async () => {
    const spec = { kind: 'histogram', layers: { conv1: 1 } } as const;
    const { steps } = await run(
      new PictureTransfer(engine, network, {
        ...RECIPE,
        match: undefined,
        terms: [...RECIPE.terms, spec],
      }),
      inputsOf(1),
    );
    expect(steps[0]!.terms.histogram! / steps[0]!.terms.style!).toBeCloseTo(1, 2);
  });

  it('refuses layers that the network does not have', () => {
    const terms = [...RECIPE.terms, { kind: 'gram', layers: { relu9: 1 } } as const];
    expect(() => new PictureTransfer(engine, network, { ...RECIPE, terms })).toThrow(
      /^term gram: layers: expected layers of inception \(.+\), found "relu9"$/,
    );
  });
});
