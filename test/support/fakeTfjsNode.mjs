/** What tfjs-node does when it is loaded, with kernels in JavaScript: brings a whole tfjs, and a backend `tensorflow`. */
import { copyRegisteredKernels, registerBackend } from '@tensorflow/tfjs';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';

copyRegisteredKernels('cpu', 'tensorflow');
registerBackend('tensorflow', () => new MathBackendCPU(), 3);
