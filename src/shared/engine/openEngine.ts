import { CompiledEngine } from './compiled.js';
import { accelerators, type Device } from './device.js';
import { EagerEngine } from './eager.js';
import type { Engine } from './engine.js';
import { fasterThanCpu } from './probe.js';

/** How an engine is opened. */
export interface EngineOptions {
  readonly device?: Device;
  /** CPU threads for one operator; 0, the default: one for each core. */
  readonly threads?: number;
}

/**
 * Opens an engine. `auto` tries the accelerators of this platform and takes the first that is there and faster than
 * the CPU on a short convolution; a software driver is not.
 *
 * @throws NstError NST_DEVICE if a device that was named is not there
 */
export async function openEngine({ device = 'auto', threads = 0 }: EngineOptions = {}): Promise<Engine> {
  if (device === 'tfjs') return EagerEngine.open();
  if (device !== 'auto') return CompiledEngine.open(device, threads);
  for (const candidate of accelerators(process.platform)) {
    const engine = await CompiledEngine.open(candidate, threads).catch(() => undefined);
    if (!engine) continue;
    if (await fasterThanCpu(engine, threads)) return engine;
    await engine.close();
  }
  return CompiledEngine.open('cpu', threads);
}
