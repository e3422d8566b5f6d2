import type { Device } from '../shared/engine/device.js';
import type { Premultiplied } from './grid.js';
import type { PatchField } from './patch/field.js';
import { patchSynthesisOn } from './patch/patchSynthesis.js';
import { TEFFECT_2017 } from './patch/teffect2017.js';
import type { Threads } from './patch/threads.js';
import type { SynthesisTask } from './synthesis.js';

export const ENGINES = ['auto', 'patch', 'bands', 'teffect2017', 'gram'] as const;
/**
 * What makes the effect: patches of the example; the statistics of a network's features, band by band around the shape;
 * patches as T-Effect has them; or whichever suits. `gram` is what `bands` was called first.
 */
export type EngineName = (typeof ENGINES)[number];

/** What an engine runs on. */
export interface EngineRoom {
  /** Of the patch engine. */
  readonly threads: Threads;
  /** Of the engine of bands. */
  readonly device: Device;
  /** CPU threads of the engine of bands; 0: one for each core. */
  readonly threadCount: number;
}

/** The engine that `auto` stands for: patches keep directions, and take a fiftieth of the time (docs/benchmarks.md). */
export function chosenEngine(engine: EngineName): Exclude<EngineName, 'auto' | 'gram'> {
  if (engine === 'auto') return 'patch';
  return engine === 'gram' ? 'bands' : engine;
}

/** Gives a shape an effect. Only patches know where each pixel came from. */
export async function runEngine(
  engine: EngineName,
  { threads, device, threadCount }: EngineRoom,
  task: SynthesisTask,
): Promise<{ readonly picture: Premultiplied; readonly field?: PatchField }> {
  const chosen = chosenEngine(engine);
  if (chosen !== 'bands') return patchSynthesisOn(threads, task, chosen === 'patch' ? {} : TEFFECT_2017);
  // Loaded only when it is wanted: the network's engine takes a while.
  const { bandSynthesis } = await import('./bands/bandSynthesis.js');
  return { picture: await bandSynthesis({ device, threads: threadCount })(task) };
}
