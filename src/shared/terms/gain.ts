import { type Tensor, tf } from '../engine/tf.js';
import { layersParameter, numberParameter } from '../parameters/parameter.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import { varianceOf, weightedError } from './content.js';
import { guideName, type TensorsByName, term } from './term.js';

/** Keeps quotients of features that are 0 finite (Selim et al. 2016). */
const LEAST_FEATURE = 1e-4;

/** @returns the content's features, multiplied by how much stronger the guide's are there, within limits */
function amplified(content: Tensor, guide: Tensor | undefined, least: number, most: number): Tensor {
  if (!guide) return content;
  const gain = tf.div(guide, tf.add(content, LEAST_FEATURE));
  return tf.mul(content, tf.clipByValue(gain, least, most));
}

/**
 * Selim, Elgharib & Doyle, “Painting Style Transfer for Head Portraits Using Convolutional Neural Networks” (SIGGRAPH 2016):
 * features stay where they are in the content, and are as strong as those of the style that lies there, once its face has been
 * laid on the content's (the guide). The gain is held within limits, so that faces are not bent. Without a guide it is the content
 * loss. It is measured by the variance of the goal, as `content` is.
 */
export const GAIN = term({
  help: 'features stay where they are, and are as strong as those of the style’s face that is laid on the content’s',
  source: 'Selim, Elgharib & Doyle, SIGGRAPH 2016',
  side: 'content',
  pixelBytes: 2_500,
  media: ['pictures'],
  isGuided: true,
  parameters: {
    layers: layersParameter('layers whose features are compared'),
    least: numberParameter(0.7, 0, 1, 'the least gain'),
    most: numberParameter(5, 1, 1000, 'the largest gain'),
  },
  layers: ({ layers }) => Object.keys(layers),
  measure: (seen, { layers }) => ofLayers(layers, (layer) => ({ [layer]: seen.layer(layer) })),
  prepare: (measured, { layers, least, most }) =>
    ofLayers(layers, (layer): TensorsByName => {
      const target = amplified(measured[layer]!, measured[guideName(layer)], least, most);
      return { [layer]: target, [factorName(layer)]: inverse(varianceOf(target)) };
    }),
  loss: (seen, goal, { layers }) =>
    weighedSum(layers, goal, (layer) => weightedError(seen, seen.layer(layer), goal[layer]!)),
  range: (goal, { layers }) => weighedSum(layers, goal, (layer) => varianceOf(goal[layer]!)),
});
