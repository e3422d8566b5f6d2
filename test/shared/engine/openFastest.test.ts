import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openFastest } from '../../../src/shared/engine/openFastest.js';
import { type Trial, tryDevice } from '../../../src/shared/engine/tryDevice.js';

vi.mock('../../../src/shared/engine/tryDevice.js', () => ({ tryDevice: vi.fn() }));

/** Devices that are here, by their speed; of those that are not, why. */
let trials: Record<string, number | string>;
let closed: string[];
let told: string[];

beforeEach(() => {
  closed = [];
  told = [];
  vi.mocked(tryDevice).mockClear();
  vi.mocked(tryDevice).mockImplementation(async (device): Promise<Trial> => {
    const found = trials[device] ?? 'not there';
    if (typeof found === 'string') return { problem: found };
    const close = async () => {
      closed.push(device);
    };
    return { engine: { device, close } as Partial<Engine> as Engine, gflops: found };
  });
});

const open = async () => (await openFastest(1, (text) => told.push(text))).device;

describe('openFastest', () => {
  it('takes the first accelerator that is faster than the CPU, and closes the others', async () => {
    trials = { cpu: 100, cuda: 'no driver', dml: 50, webgpu: 900 };
    expect(await open()).toBe('webgpu');
    expect(closed).toEqual(['dml', 'cpu']);
    expect(told).toEqual([
      'cuda left out: no driver',
      'dml left out: 50.0 GFLOP/s, the CPU 100 GFLOP/s',
      'webgpu taken: 900 GFLOP/s, the CPU 100 GFLOP/s',
    ]);
  });

  it('takes the CPU when all accelerators are slower, and measures it once', async () => {
    trials = { cpu: 100, cuda: 1, dml: 2, webgpu: 3 };
    expect(await open()).toBe('cpu');
    expect(closed).toEqual(['cuda', 'dml', 'webgpu']);
    expect(told.at(-1)).toBe('cpu taken: no accelerator is here and faster');
    expect(vi.mocked(tryDevice).mock.calls.filter(([device]) => device === 'cpu')).toHaveLength(1);
  });

  it('takes an accelerator when the CPU cannot be used', async () => {
    trials = { cpu: 'no library', webgpu: 3 };
    expect(await open()).toBe('webgpu');
    expect(told.at(-1)).toBe('webgpu taken: 3.00 GFLOP/s, the CPU no library');
  });

  it('takes the CPU unmeasured where there is nothing else', async () => {
    trials = {};
    const engine = await openFastest(1, (text) => told.push(text));
    expect(engine.device).toBe('cpu');
    expect(vi.mocked(tryDevice).mock.calls.map(([device]) => device)).not.toContain('cpu');
    await engine.close();
  });
});
