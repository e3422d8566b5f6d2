import { registerArithmeticGradients } from './arithmetic.js';
import { registerAveragePoolGradient } from './averagePool.js';
import { registerConvolutionGradients } from './convolution.js';
import { registerMirrorPadGradient } from './mirrorPad.js';
import { registerResizeGradients } from './resize.js';
import { registerSelectionGradients } from './selection.js';

/**
 * Gradients that tfjs lacks or gets wrong. They are written with tfjs ops, so they serve the eager backends and are
 * traced like everything else.
 */
export function registerGradients(): void {
  registerArithmeticGradients();
  registerAveragePoolGradient();
  registerConvolutionGradients();
  registerMirrorPadGradient();
  registerResizeGradients();
  registerSelectionGradients();
}
