/** Nets that users have trained. */
import { type ModelCard, modelBytes, readModel } from '../../src/shared/stylise/modelFile.js';
import { styliserShapes } from '../../src/shared/stylise/styliser.js';
import { styliserGraph } from '../../src/shared/stylise/styliserGraph.js';
import { sizeOf } from '../../src/shared/weights/tensors.js';
import { mutateSafetensors } from '../formats/safetensors.js';
import { oneFile } from '../input.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

const CARD: ModelCard = {
  version: 1,
  method: 'cin2017',
  family: { kind: 'residual', width: 2, blocks: 1, kernel: 3, styles: 2 },
  styles: [{ name: 'one' }, { name: 'other', author: 'somebody', licence: 'CC0-1.0' }],
  strength: 0.6,
  sizePx: 512,
  network: 'inception',
  steps: 10,
  seed: 1,
  content: 'photographs',
  licence: 'MIT',
  attribution: '',
  creator: 'nst',
};

/** Some weights for a net. */
const netOf = (card: ModelCard) => ({
  card,
  weights: new Map(
    [...styliserShapes(card.family)].map(([name, shape]) => [
      name,
      { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => (i % 13) / 13 - 0.4) },
    ]),
  ),
});

async function seeds(): Promise<Seed[]> {
  const file = (card: ModelCard) => oneFile('net.safetensors', modelBytes(netOf(card)));
  const any = { ...CARD, family: { kind: 'exchange', exchange: 'moments', width: 1 }, styles: [] } as const;
  return [
    { name: 'styles by name', input: file(CARD) },
    { name: 'any style', input: file({ ...any, styles: [] }) },
  ];
}

/** Reads a net, and draws those that need nothing else. */
async function read({ file }: Place): Promise<void> {
  const { card, weights } = await readModel(file);
  for (const [name, { data }] of weights) expectSound(allFinite(data), `${name} is finite`);
  if (card.family.kind === 'residual') expectSound(styliserGraph(card.family, weights).length > 0, 'a graph');
}

/** Readers of nets. */
export const NET_TARGETS: readonly Target[] = [
  { name: 'trained nets', seeds, mutatorOf: () => mutateSafetensors, read },
];
