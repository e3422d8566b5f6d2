import { describe, expect, it } from 'vitest';
import { deviceError, obstacleOf } from '../../../src/shared/engine/device.js';

describe('obstacleOf', () => {
  const DEVICES = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const;

  it.each([
    ['darwin', [], ['cpu', 'webgpu', 'coreml']],
    ['win32', [], ['cpu', 'cuda', 'webgpu', 'dml']],
    ['linux', [], ['cpu']],
    ['linux', ['/dev/dri'], ['cpu', 'webgpu']],
    ['linux', ['/dev/nvidiactl'], ['cpu', 'cuda', 'webgpu']],
    ['linux', ['/dev/dxg'], ['cpu', 'cuda', 'webgpu']],
  ] as const)('on %s with %j leaves %j', (platform, files: readonly string[], expected) => {
    const isThere = (path: string) => files.includes(path);
    const left = DEVICES.filter((device) => obstacleOf(device, platform, isThere) === undefined);
    expect(left).toEqual(expected);
  });

  it('says what is missing', () => {
    expect(obstacleOf('cuda', 'linux', () => false)).toBe(
      'there is no device file of a GPU (/dev/nvidiactl, /dev/dxg)',
    );
    expect(obstacleOf('dml', 'linux')).toBe('only Windows has it');
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
