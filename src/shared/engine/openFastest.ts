import { CompiledEngine } from './compiled.js';
import { ACCELERATORS } from './device.js';
import type { Engine } from './engine.js';
import { planLanes } from './lanes.js';
import { type Trial, tryDevice } from './tryDevice.js';

const speedOf = (trial: Trial): number => (trial.engine ? trial.gflops : 0);

/**
 * Opens the first accelerator that is here and faster than the CPU in a short convolution (a software driver is not), else
 * the CPU.
 *
 * @param threads CPU threads; 0: one for each core
 * @param tell gets a line about each device: why it was taken, or why not
 * @param lanes as in `EngineOptions`
 * @throws NstError NST_DEVICE if not even the CPU can be used
 */
export async function openFastest(threads: number, tell: (text: string) => void, lanes = 1): Promise<Engine> {
  let cpu: Trial | undefined;
  for (const device of ACCELERATORS) {
    const trial = await tryDevice(device, threads);
    if (!trial.engine) {
      tell(`${device} left out: ${trial.problem}`);
      continue;
    }
    cpu ??= await tryDevice('cpu', threads);
    const isFaster = trial.gflops > speedOf(cpu);
    tell(`${device} ${isFaster ? 'taken' : 'left out'}: ${speedText(trial)}, the CPU ${speedText(cpu)}`);
    await (isFaster ? cpu : trial).engine?.close();
    if (isFaster) return trial.engine;
  }
  tell('cpu taken: no accelerator is here and faster');
  // The one that was tried has a single lane.
  if (lanes === 1 && cpu?.engine) return cpu.engine;
  await cpu?.engine?.close();
  return openCpu(threads, lanes);
}

/** Opens the CPU with its threads shared out. @param lanes as in `EngineOptions` */
export function openCpu(threads: number, lanes: number): Promise<Engine> {
  const plan = planLanes(threads, lanes);
  return CompiledEngine.open('cpu', plan.threads, plan.lanes);
}

function speedText(trial: Trial): string {
  return trial.engine ? `${trial.gflops.toPrecision(3)} GFLOP/s` : trial.problem;
}
