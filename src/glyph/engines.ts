import type { Device } from '../shared/engine/device.js';
import type { Premultiplied } from '../shared/pictures/premultiplied.js';
import type { BandStatistic } from './bands/bandStatistics.js';
import { chosenEngine, type EngineName } from './engineNames.js';
import type { PatchField } from './patch/field.js';
import { type PatchTask, patchSynthesisOn } from './patch/patchSynthesis.js';
import { TEFFECT_2017 } from './patch/teffect2017.js';
import type { Threads } from './patch/threads.js';

/** What an engine runs on. */
export interface EngineRoom {
  /** Of the patch engine. */
  readonly threads: Threads;
  /** Of the engine of bands. */
  readonly device: Device;
  /** What the engine of bands compares. */
  readonly statistic: BandStatistic;
  /** CPU threads of the engine of bands; 0: one for each core. */
  readonly threadCount: number;
}

/** Gives a shape an effect. Only patches know where each pixel came from. */
export async function runEngine(
  engine: EngineName,
  { threads, device, statistic, threadCount }: EngineRoom,
  task: PatchTask,
): Promise<{ readonly picture: Premultiplied; readonly field?: PatchField }> {
  const chosen = chosenEngine(engine);
  if (chosen !== 'bands') return patchSynthesisOn(threads, task, chosen === 'patch' ? {} : TEFFECT_2017);
  // Loaded only when it is wanted: the network's engine takes a while.
  const { bandSynthesis } = await import('./bands/bandSynthesis.js');
  const { bandRecipe } = await import('./bands/recipe.js');
  return {
    picture: await bandSynthesis({ device, threads: threadCount, recipe: bandRecipe(statistic) })(task),
  };
}
