/** How good a result is, by a network that no optimiser saw. */

import type { ArrayValue } from '../src/shared/engine/objective.js';
import { openEngine } from '../src/shared/engine/openEngine.js';
import type { Tensor4D } from '../src/shared/engine/tf.js';
import { gramMatrix } from '../src/shared/losses/gram.js';
import { fitTo, type Picture, RGB } from '../src/shared/pictures/picture.js';
import { resizePicture } from '../src/shared/pictures/resize.js';
import { correlation } from './correlation.js';
import { holdoutNetwork } from './holdout.js';

const STYLE_LAYERS = ['conv1', 'block1', 'block3', 'block6', 'block10'];
const CONTENT_LAYER = 'block10';
/** Longer side of the pictures of the benchmarks. */
const SIZE_PX = 320;

/** Features of a picture: a Gram matrix for each style layer, and the deepest activations. */
export type Looks = Readonly<Record<string, ArrayValue>>;

/** Two numbers, both better when larger. */
export interface Verdict {
  /** Share of the distance from content to style that is gone: mean over layers; 0 for the content, 1 for the style. */
  readonly styleGap: number;
  /** Correlation of deep features with those of the content. */
  readonly content: number;
}

/** A judge that must be closed. */
export interface Judge {
  /** @param sizePx longer side at which the picture is judged; pictures that are compared must be of one size then */
  look(picture: Picture, sizePx?: number): Promise<Looks>;
  compare(result: Looks, content: Looks, style: Looks): Verdict;
  close(): Promise<void>;
}

/** Opens the judge. */
export async function openJudge(): Promise<Judge> {
  const network = holdoutNetwork();
  const engine = await openEngine({ device: 'cpu' });
  return {
    async look(picture, sizePx = SIZE_PX) {
      const { width, height } = fitTo(picture, sizePx);
      const { pixels } = resizePicture(picture, { width, height });
      const program = await engine.compileForward(
        ({ x }) => {
          const features = network.features(x as Tensor4D, STYLE_LAYERS);
          const grams = STYLE_LAYERS.map((layer) => [layer, gramMatrix(features[layer]!)] as const);
          return { ...Object.fromEntries(grams), content: features[CONTENT_LAYER]! };
        },
        { x: { shape: [1, height, width, RGB] } },
      );
      const looks = await program.run({ x: pixels });
      await program.release();
      return looks;
    },
    compare: (result, content, style) => ({
      styleGap: gapClosed(result, content, style),
      content: correlation(dataOf(result, 'content'), dataOf(content, 'content')),
    }),
    close: () => engine.close(),
  };
}

const dataOf = (looks: Looks, name: string) => looks[name]!.data;

function gapClosed(result: Looks, content: Looks, style: Looks): number {
  const gaps = STYLE_LAYERS.map((layer) => {
    const goal = dataOf(style, layer);
    return 1 - distance(dataOf(result, layer), goal) / distance(dataOf(content, layer), goal);
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0));
}
