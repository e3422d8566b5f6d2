import { type Reporter, SILENT } from '../reporter.js';
import { CompiledEngine } from './compiled.js';
import type { Device } from './device.js';
import { EagerEngine } from './eager.js';
import type { Engine } from './engine.js';
import { openFastest } from './openFastest.js';

/** How an engine is opened. */
export interface EngineOptions {
  readonly device?: Device;
  /** CPU threads for one operator; 0, the default: one for each core. */
  readonly threads?: number;
  /** Is told what was left out and why, where there is a choice. */
  readonly reporter?: Reporter;
}

/**
 * Opens an engine. `auto` tries the accelerators of this platform and takes the first that is there and faster than
 * the CPU on a short convolution; a software driver is not.
 *
 * @throws NstError NST_DEVICE if a device that was named is not there
 */
export async function openEngine({
  device = 'auto',
  threads = 0,
  reporter = SILENT,
}: EngineOptions = {}): Promise<Engine> {
  const tell = (text: string) => reporter.detail?.(`device: ${text}`);
  if (device === 'tfjs') return EagerEngine.open(tell);
  return device === 'auto' ? openFastest(threads, tell) : CompiledEngine.open(device, threads);
}
