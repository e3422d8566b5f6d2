import { existsSync } from 'node:fs';
import { NstError } from '../errors.js';

/** What a user may ask for. */
export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'dml', 'tfjs'] as const;
export type Device = (typeof DEVICES)[number];

/** What ONNX Runtime calls its execution providers. */
export type Provider = Exclude<Device, 'auto' | 'tfjs'>;

/**
 * What `auto` tries against the CPU, in this order. CoreML is left out: it splits gradient graphs into many small parts and
 * may compute in half precision, so it must be asked for.
 */
export const ACCELERATORS = ['cuda', 'dml', 'webgpu'] as const satisfies readonly Provider[];

const NVIDIA_FILES = ['/dev/nvidiactl', '/dev/dxg'];
const GPU_FILES = [...NVIDIA_FILES, '/dev/dri'];

/**
 * Why a device cannot be here, as far as the platform tells it; undefined if it may be. On a Linux without a GPU's device
 * file, trying would only make drivers print complaints.
 */
export function obstacleOf(
  device: Provider,
  platform: string,
  hasDeviceFile: (path: string) => boolean = existsSync,
): string | undefined {
  if (device === 'cpu') return undefined;
  if (device === 'coreml') return platform === 'darwin' ? undefined : 'only macOS has it';
  if (device === 'dml') return platform === 'win32' ? undefined : 'only Windows has it';
  if (device === 'cuda' && platform === 'darwin') return 'macOS does not have it';
  if (platform === 'darwin' || platform === 'win32') return undefined;
  const files = device === 'cuda' ? NVIDIA_FILES : GPU_FILES;
  return files.some(hasDeviceFile) ? undefined : `there is no device file of a GPU (${files.join(', ')})`;
}

const NEEDS: Record<Provider, string> = {
  cpu: 'the onnxruntime-node package for this platform',
  cuda: 'Linux on x64, an NVIDIA GPU, CUDA 12 with cuDNN 9, and the CUDA libraries of onnxruntime-node (run `node node_modules/onnxruntime-node/script/install.js`)',
  webgpu: 'a GPU with a Vulkan, Metal or Direct3D 12 driver',
  coreml: 'macOS',
  dml: 'Windows with a Direct3D 12 GPU',
};

/** What a device that did not open needs, and what was found instead. */
export function deviceProblem(device: Provider, cause: Error): string {
  // ONNX Runtime starts with the place in its source and the condition there.
  const problem = cause.message
    .replace(/^\/\S+:\d+ .* was false\. /s, '')
    .replace(/\s+/g, ' ')
    .replace(/[. ]+$/, '');
  return `it needs ${NEEDS[device]}; found: ${problem}`;
}

/** The error for a device that did not open, with the cause kept. */
export function deviceError(device: Provider, cause: Error): NstError {
  const advice =
    device === 'cpu' ? 'Install nst again, or see whether --device tfjs works' : 'Use --device auto or cpu';
  return new NstError(
    'NST_DEVICE',
    `device "${device}" cannot be used here: ${deviceProblem(device, cause)}. ${advice}`,
    { cause },
  );
}
