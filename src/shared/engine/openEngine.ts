import type { MinimizationKeeper } from '../checkpoint/keeper.js';
import { keptEngine } from '../checkpoint/keptEngine.js';
import { type Reporter, SILENT } from '../reporter.js';
import { CompiledEngine } from './compiled.js';
import type { Device } from './device.js';
import { EagerEngine } from './eager.js';
import type { Engine } from './engine.js';
import { openCpu, openFastest } from './openFastest.js';
import { Workshop } from './workshop.js';

/** How an engine is opened. */
export interface EngineOptions {
  readonly device?: Device;
  /** CPU threads in all; 0, the default: one for each core. */
  readonly threads?: number;
  /** How many runs could go on at the same time; 1, the default, if each waits for the one before. The CPU shares its threads out among them. */
  readonly lanes?: number;
  /** Is told what was left out and why, where there is a choice. */
  readonly reporter?: Reporter;
  /** Keeps minimisations, so that another process can go on with them. */
  readonly keeper?: MinimizationKeeper | undefined;
}

/**
 * Opens an engine. `auto` tries the accelerators of this platform and takes the first that is there and faster than
 * the CPU on a short convolution; a software driver is not.
 *
 * @throws NstError NST_DEVICE if a device that was named is not there
 */
export async function openEngine({ keeper, ...options }: EngineOptions = {}): Promise<Engine> {
  const { device, threads, lanes } = options;
  const workshop = Workshop.current;
  const open = () => openPlain(options);
  const engine = await (workshop?.lease(JSON.stringify([device, threads, lanes]), open) ?? open());
  return keeper ? keptEngine(engine, keeper) : engine;
}

async function openPlain({
  device = 'auto',
  threads = 0,
  lanes = 1,
  reporter = SILENT,
}: Omit<EngineOptions, 'keeper'>): Promise<Engine> {
  const tell = (text: string) => reporter.detail?.(`device: ${text}`);
  if (device === 'tfjs') return EagerEngine.open(tell);
  if (device === 'auto') return openFastest(threads, tell, lanes);
  return device === 'cpu' ? openCpu(threads, lanes) : CompiledEngine.open(device, threads);
}
