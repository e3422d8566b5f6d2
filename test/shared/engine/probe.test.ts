import { expect, it, vi } from 'vitest';
import { CompiledEngine } from '../../../src/shared/engine/compiled.js';
import { convolutionSpeed } from '../../../src/shared/engine/probe.js';

it('is the work of the convolution over the time of its fastest run', async () => {
  const engine = await CompiledEngine.open('cpu', 1);
  const delaysMs = [400, 100, 200, 150];
  const run = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, delaysMs.shift()));
    return {};
  });
  const release = vi.fn(async () => {});
  vi.spyOn(engine, 'compileForward').mockResolvedValue({ run, release });
  // 9 multiplications and additions for each of 64 x 64 channels and 96 x 96 positions, in 0.1 s and a bit.
  const most = (2 * 9 * 64 ** 2 * 96 ** 2) / 0.1 / 1e9;
  const gflops = await convolutionSpeed(engine);
  expect(gflops).toBeLessThanOrEqual(most * 1.05);
  expect(gflops).toBeGreaterThan(most / 2);
  expect(release).toHaveBeenCalledOnce();
  await engine.close();
});

it('does not wait long for a slow device', async () => {
  const engine = await CompiledEngine.open('cpu', 1);
  const run = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1100));
    return {};
  });
  vi.spyOn(engine, 'compileForward').mockResolvedValue({ run, release: async () => {} });
  await convolutionSpeed(engine);
  expect(run).toHaveBeenCalledOnce();
  await engine.close();
});

it('is that of a real convolution', async () => {
  const engine = await CompiledEngine.open('cpu', 1);
  expect(await convolutionSpeed(engine)).toBeGreaterThan(0.1);
  await engine.close();
});
