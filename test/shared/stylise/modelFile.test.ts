import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBase } from '../../../src/image/train/bases.js';
import { baseWeights } from '../../../src/image/train/baseWeights.js';
import { TRAININGS } from '../../../src/image/train/registry.js';
import { type ModelCard, modelBytes, parseModel, writeModel } from '../../../src/shared/stylise/modelFile.js';
import { failure } from '../../support/failure.js';
import { MODEL_CARD } from '../../support/modelCard.js';
import { randomWeights } from '../../support/styliser.js';

const FAMILY = { kind: 'residual', width: 4, blocks: 1, kernel: 3, styles: 3 } as const;
const CARD: ModelCard = { ...MODEL_CARD, family: FAMILY };
const ONE = { ...FAMILY, styles: 1 };
const WIDE = { ...FAMILY, width: 16 };
const MODEL = { card: CARD, weights: randomWeights(FAMILY) };
const BASE = { name: 'own.safetensors', model: MODEL };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-model-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a file of a net', () => {
  it('has all that was known of it, and its weights in half precision', () => {
    const { card, weights } = parseModel(modelBytes(MODEL), 'net');
    expect(card).toEqual(CARD);
    for (const [name, { shape, data }] of MODEL.weights) {
      expect(weights.get(name)?.shape).toEqual(shape);
      expect(weights.get(name)?.data).toBeAllclose(data, 1e-3, 1e-6);
    }
  });

  it.each([
    ['of another version', { ...CARD, version: 2 }],
    ['of a kind that there is not', { ...CARD, family: { kind: 'cubist' } }],
    ['with more styles than a net can have', { ...CARD, family: { ...FAMILY, styles: 5000 } }],
    ['whose weights are others than it says', { ...CARD, family: { ...FAMILY, width: 8 } }],
  ])('%s is refused in one line', (_, card) => {
    const read = () => parseModel(modelBytes({ ...MODEL, card: card as ModelCard }), 'net.safetensors');
    expect(read).toThrow(/^net\.safetensors: [^\n]*expected[^\n]*$/);
  });
});

describe('a net to start from', () => {
  it('lends its filters, and new styles the mean of its norms', () => {
    const started = baseWeights(BASE, ONE, randomWeights(ONE));
    expect(started.get('front.kernel')?.data).toBeAllclose(MODEL.weights.get('front.kernel')!.data, 0, 0);
    const table = MODEL.weights.get('front.scale')!.data;
    const mean = Array.from({ length: 4 }, (_, i) => (table[i]! + table[4 + i]! + table[8 + i]!) / 3);
    expect(started.get('front.scale')?.shape).toEqual([1, 4]);
    expect(started.get('front.scale')?.data).toBeAllclose(mean, 1e-3);
  });

  it('has no say in what it knows nothing of', () => {
    const bank = { ...ONE, bottleneck: 'bank' } as const;
    const first = randomWeights(bank, 7);
    const started = baseWeights(BASE, bank, first);
    expect(started.get('bank.kernel')).toEqual(first.get('bank.kernel'));
    expect(started.get('up1.kernel')).not.toEqual(first.get('up1.kernel'));
  });

  it('of another width is refused', () => {
    const problem = 'expected a residual net of width 16, found a residual net of width 4';
    expect(() => baseWeights(BASE, WIDE, randomWeights(WIDE))).toThrow(
      failure('NST_BAD_OPTION', `from: own.safetensors: ${problem}`),
    );
  });

  it('is the package’s own of the same kind, a file, or none', async () => {
    const path = join(folder, 'base.safetensors');
    await writeModel(path, MODEL);
    const [left, asked, own, none] = [
      await findBase(undefined, WIDE),
      await findBase('base', WIDE),
      await findBase(path, WIDE),
      await findBase('noise', WIDE),
    ];
    expect([left?.name, asked?.name, own?.name, none]).toEqual([
      'named-styles',
      'named-styles',
      path,
      undefined,
    ]);
    // What comes along fits what is trained.
    const plan = TRAININGS.johnson2016.plan(1);
    const first = randomWeights(plan.family);
    expect([...baseWeights(left!, plan.family, first).keys()]).toEqual([...first.keys()]);
    const pyramid = TRAININGS.ulyanov2016.plan(1).family;
    expect(await findBase(undefined, pyramid)).toBeUndefined();
    await expect(findBase('base', pyramid)).rejects.toEqual(
      failure('NST_BAD_OPTION', 'from: expected a kind of net that the package has one of, found pyramid'),
    );
  });
});
