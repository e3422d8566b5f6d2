import { registerConvolution } from './convolution.js';
import { registerCreation } from './creation.js';
import { registerElementwise } from './elementwise.js';
import { registerIndexing } from './indexing.js';
import { registerMatMul } from './matMul.js';
import { registerPooling } from './pooling.js';
import { registerReductions } from './reduction.js';
import { registerResize } from './resize.js';
import { registerShape } from './shape.js';

/** Registers every kernel of the recording backend. */
export function registerKernels(): void {
  registerCreation();
  registerElementwise();
  registerReductions();
  registerShape();
  registerIndexing();
  registerMatMul();
  registerConvolution();
  registerPooling();
  registerResize();
}
