import { registerConvolution } from './convolution.js';
import { registerCreation } from './creation.js';
import { registerDepthwise } from './depthwise.js';
import { registerElementwise } from './elementwise.js';
import { registerIndexing } from './indexing.js';
import { registerJoining } from './join.js';
import { registerMatMul } from './matMul.js';
import { registerPadding } from './pad.js';
import { registerPooling } from './pooling.js';
import { registerReductions } from './reduction.js';
import { registerReshaping } from './reshape.js';
import { registerResize } from './resize.js';
import { registerSlicing } from './slice.js';

/** Registers every kernel of the recording backend. */
export function registerKernels(): void {
  registerCreation();
  registerElementwise();
  registerReductions();
  registerReshaping();
  registerSlicing();
  registerJoining();
  registerPadding();
  registerIndexing();
  registerMatMul();
  registerConvolution();
  registerDepthwise();
  registerPooling();
  registerResize();
}
