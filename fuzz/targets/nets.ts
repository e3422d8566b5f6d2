/** Nets that users have trained. */
import { type ModelCard, modelBytes, readModel } from '../../src/shared/stylise/modelFile.js';
import { styliserShapes } from '../../src/shared/stylise/styliser.js';
import { styliserGraph } from '../../src/shared/stylise/styliserGraph.js';
import { sizeOf } from '../../src/shared/weights/tensors.js';
import { MODEL_CARD } from '../../test/support/modelCard.js';
import { mutateSafetensors } from '../formats/safetensors.js';
import { oneFile } from '../input.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

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
  const any = {
    ...MODEL_CARD,
    family: { kind: 'exchange', exchange: 'moments', width: 1 },
    styles: [],
  } as const;
  return [
    { name: 'styles by name', input: file(MODEL_CARD) },
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
