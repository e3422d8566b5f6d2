import type { ModelCard } from '../../src/shared/stylise/modelFile.js';

/** What is known of a net of two styles that nobody has trained for long. */
export const MODEL_CARD: ModelCard = {
  version: 1,
  method: 'cin2017',
  family: { kind: 'residual', width: 4, blocks: 1, kernel: 3, styles: 2 },
  styles: [{ name: 'Whirls' }, { name: 'daffodils', author: 'Berthe Morisot' }],
  strength: 0.6,
  sizePx: 512,
  network: 'inception',
  steps: 3,
  seed: 0,
  content: '2 photographs',
  licence: 'MIT',
  attribution: 'thanks to everybody',
  creator: 'nst test',
};
