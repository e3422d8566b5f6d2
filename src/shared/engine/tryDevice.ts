import { messageOf, NstError } from '../errors.js';
import { CompiledEngine } from './compiled.js';
import { type Device, deviceProblem, obstacleOf, type Provider } from './device.js';
import { EagerEngine } from './eager.js';
import type { Engine } from './engine.js';
import { convolutionSpeed } from './probe.js';

/** What came of trying a device: an engine, which is the caller's to close, and its speed; or why there is none. */
export type Trial =
  | { readonly engine: Engine; readonly gflops: number }
  | { readonly engine?: undefined; readonly problem: string };

/**
 * Opens a device and measures its speed. Nothing is thrown: what is wrong is in the answer.
 *
 * @param threads CPU threads for one operator; 0: one for each core
 * @param tell gets a line about each native backend of tfjs that cannot be used
 */
export async function tryDevice(
  device: Exclude<Device, 'auto'>,
  threads: number,
  tell: (text: string) => void = () => {},
): Promise<Trial> {
  const obstacle = device === 'tfjs' ? undefined : obstacleOf(device, process.platform);
  if (obstacle !== undefined) return { problem: obstacle };
  let engine: Engine | undefined;
  try {
    engine = await (device === 'tfjs' ? EagerEngine.open(tell) : CompiledEngine.open(device, threads));
    return { engine, gflops: await convolutionSpeed(engine) };
  } catch (error) {
    await engine?.close();
    return { problem: problemOf(device, error) };
  }
}

function problemOf(device: Provider | 'tfjs', error: unknown): string {
  const isDeviceError = error instanceof NstError && error.code === 'NST_DEVICE' && device !== 'tfjs';
  return isDeviceError && error.cause instanceof Error
    ? deviceProblem(device, error.cause)
    : messageOf(error);
}
