import type { Tensor4D } from '../engine/tf.js';
import type { Parameterisation } from './parameterisation.js';

/** The pixels themselves. @param channels 3 for a colour picture */
export function pixelParameterisation(height: number, width: number, channels = 3): Parameterisation {
  return {
    shape: [1, height, width, channels],
    encode: (pixels) => pixels.slice(),
    decode: (variable) => variable as Tensor4D,
    render: (variable) => variable.slice(),
  };
}
