import { describe, expect, it, vi } from 'vitest';
import { CompiledEngine } from '../../../src/shared/engine/compiled.js';
import { fasterThanCpu } from '../../../src/shared/engine/probe.js';

/** An engine whose runs take some time more. */
async function slowedBy(delayMs: number): Promise<CompiledEngine> {
  const engine = await CompiledEngine.open('cpu', 1);
  const compile = engine.compileForward.bind(engine);
  vi.spyOn(engine, 'compileForward').mockImplementation(async (...parts) => {
    const program = await compile(...parts);
    return {
      ...program,
      run: async (values) => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        return program.run(values);
      },
    };
  });
  return engine;
}

describe('fasterThanCpu', () => {
  it('is false for a device that is slower', async () => {
    const engine = await slowedBy(600);
    expect(await fasterThanCpu(engine, 1)).toBe(false);
    await engine.close();
  });

  it('is true for one that is faster', async () => {
    const engine = await CompiledEngine.open('cpu', 1);
    // Nothing is faster than no work at all.
    vi.spyOn(engine, 'compileForward').mockResolvedValue({ run: async () => ({}), release: async () => {} });
    expect(await fasterThanCpu(engine, 1)).toBe(true);
    await engine.close();
  });

  it('is false for one that fails', async () => {
    const engine = await CompiledEngine.open('cpu', 1);
    vi.spyOn(engine, 'compileForward').mockRejectedValue(new Error('out of memory'));
    expect(await fasterThanCpu(engine, 1)).toBe(false);
    await engine.close();
  });
});
