import { existsSync } from 'node:fs';
import { NstError } from '../errors.js';

/** What a user may ask for. */
export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu', 'coreml', 'dml', 'tfjs'] as const;
export type Device = (typeof DEVICES)[number];

/** What ONNX Runtime calls its execution providers. */
export type Provider = Exclude<Device, 'auto' | 'tfjs'>;

/**
 * Accelerators that `auto` tries against the CPU. None on a Linux without a GPU's device file, where trying would only
 * make drivers print complaints. CoreML is left out: it splits gradient graphs into many small parts and may compute in
 * half precision, so it must be asked for.
 */
export function accelerators(
  platform: string,
  hasDeviceFile: (path: string) => boolean = existsSync,
): Provider[] {
  if (platform === 'darwin') return ['webgpu'];
  if (platform === 'win32') return ['cuda', 'dml', 'webgpu'];
  const hasNvidia = ['/dev/nvidiactl', '/dev/dxg'].some(hasDeviceFile);
  const hasAny = hasNvidia || hasDeviceFile('/dev/dri');
  return [...(hasNvidia ? (['cuda'] as const) : []), ...(hasAny ? (['webgpu'] as const) : [])];
}

const NEEDS: Record<Provider, string> = {
  cpu: 'the onnxruntime-node package for this platform',
  cuda: 'Linux on x64, an NVIDIA GPU, CUDA 12 with cuDNN 9, and the CUDA libraries of onnxruntime-node (run `node node_modules/onnxruntime-node/script/install.js`)',
  webgpu: 'a GPU with a Vulkan, Metal or Direct3D 12 driver',
  coreml: 'macOS',
  dml: 'Windows with a Direct3D 12 GPU',
};

/** The error for a device that did not open, with the cause kept. */
export function deviceError(device: Provider, cause: Error): NstError {
  // ONNX Runtime starts with the place in its source and the condition there.
  const found = cause.message
    .replace(/^\/\S+:\d+ .* was false\. /s, '')
    .replace(/\s+/g, ' ')
    .replace(/[. ]+$/, '');
  const advice =
    device === 'cpu' ? 'Install nst again, or see whether --device tfjs works' : 'Use --device auto or cpu';
  return new NstError(
    'NST_DEVICE',
    `device "${device}" cannot be used here: it needs ${NEEDS[device]}; found: ${found}. ${advice}`,
    { cause },
  );
}
