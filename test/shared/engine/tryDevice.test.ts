import { afterEach, describe, expect, it, vi } from 'vitest';
import { CompiledEngine } from '../../../src/shared/engine/compiled.js';
import { deviceError } from '../../../src/shared/engine/device.js';
import { convolutionSpeed } from '../../../src/shared/engine/probe.js';
import { tryDevice } from '../../../src/shared/engine/tryDevice.js';

afterEach(() => vi.restoreAllMocks());

describe('tryDevice', () => {
  it.each(['cpu', 'tfjs'] as const)('opens and measures %s', async (device) => {
    const told: string[] = [];
    const trial = await tryDevice(device, 1, (text) => told.push(text));
    if (!trial.engine) throw new Error(trial.problem);
    expect(trial.engine.device).toMatch(device);
    // Whatever else the machine does meanwhile.
    const again = await convolutionSpeed(trial.engine);
    expect(trial.gflops / again).toBeGreaterThan(1 / 20);
    expect(trial.gflops / again).toBeLessThan(20);
    await trial.engine.close();
    const isNative = trial.engine.device === 'tfjs:tensorflow';
    if (device === 'tfjs' && !isNative) expect(told[1]).toMatch(/^@tensorflow\/tfjs-node left out: ./);
  });

  it('says what is wrong with a device, without the advice to take another', async () => {
    vi.spyOn(CompiledEngine, 'open').mockRejectedValue(deviceError('cpu', new Error('no libm.so.6')));
    expect(await tryDevice('cpu', 1)).toEqual({
      problem: 'it needs the onnxruntime-node package for this platform; found: no libm.so.6',
    });
  });

  it('does not try what the platform cannot have', async () => {
    const open = vi.spyOn(CompiledEngine, 'open');
    const foreign = process.platform === 'darwin' ? 'dml' : 'coreml';
    expect(await tryDevice(foreign, 1)).toEqual({
      problem: expect.stringMatching(/^only \w+ has it$/),
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('closes a device that opens and then fails', async () => {
    const engine = await CompiledEngine.open('cpu', 1);
    const close = vi.spyOn(engine, 'close');
    vi.spyOn(engine, 'compileForward').mockRejectedValue(new Error('out of memory'));
    vi.spyOn(CompiledEngine, 'open').mockResolvedValue(engine);
    expect(await tryDevice('cpu', 1)).toEqual({ problem: 'out of memory' });
    expect(close).toHaveBeenCalledOnce();
  });
});
