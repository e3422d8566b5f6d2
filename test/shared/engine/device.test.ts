import { describe, expect, it } from 'vitest';
import { accelerators, deviceError } from '../../../src/shared/engine/device.js';

describe('accelerators', () => {
  it.each([
    ['darwin', [], ['webgpu']],
    ['win32', [], ['cuda', 'dml', 'webgpu']],
    ['linux', [], []],
    ['linux', ['/dev/dri'], ['webgpu']],
    ['linux', ['/dev/nvidiactl'], ['cuda', 'webgpu']],
    ['linux', ['/dev/dxg'], ['cuda', 'webgpu']],
  ] as const)('of %s with %j', (platform, files: readonly string[], expected) => {
    const isThere = (path: unknown) => files.includes(path as string);
    expect(accelerators(platform, isThere)).toEqual(expected);
  });
});

describe('deviceError', () => {
  it('says what was asked for, what it needs, what was found and what to do', () => {
    expect(deviceError('coreml', new Error('no such backend'))).toMatchObject({
      name: 'NstError',
      code: 'NST_DEVICE',
      message:
        'device "coreml" cannot be used here: it needs macOS; found: no such backend. Use --device auto or cpu',
    });
  });

  it('is one line without the place in the source of ONNX Runtime', () => {
    const reason =
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::Context::<lambda()> ' +
      'result.status == wgpu::Success was false. Failed to get a WebGPU adapter:\n  No supported adapters.\n';
    expect(deviceError('webgpu', new Error(reason)).message).toBe(
      'device "webgpu" cannot be used here: it needs a GPU with a Vulkan, Metal or Direct3D 12 driver; ' +
        'found: Failed to get a WebGPU adapter: No supported adapters. Use --device auto or cpu',
    );
  });
});
