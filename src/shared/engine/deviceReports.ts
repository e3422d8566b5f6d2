import { DEVICES, type Device } from './device.js';
import { tryDevice } from './tryDevice.js';

/** How a device did. */
export interface DeviceReport {
  readonly device: Exclude<Device, 'auto'>;
  /** The engine that opened, e.g. `cpu` or `tfjs:cpu`; null if none did. */
  readonly engine: string | null;
  /** Billions of floating-point operations a second in a short convolution; null if it did not open. */
  readonly gflops: number | null;
  /** Why it cannot be used; null if it can. */
  readonly problem: string | null;
  /** What else was found on the way, e.g. which native backends of tfjs are not there. */
  readonly notes: readonly string[];
}

/**
 * Tries every device, one after the other, and closes each again. Nothing is thrown: what is wrong is in the reports.
 *
 * @param threads CPU threads for one operator; 0: one for each core
 */
export async function reportDevices(threads: number): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const device of DEVICES) if (device !== 'auto') reports.push(await reportOf(device, threads));
  return reports;
}

async function reportOf(device: DeviceReport['device'], threads: number): Promise<DeviceReport> {
  const notes: string[] = [];
  const trial = await tryDevice(device, threads, (text) => notes.push(text));
  if (!trial.engine) return { device, engine: null, gflops: null, problem: trial.problem, notes };
  await trial.engine.close();
  return { device, engine: trial.engine.device, gflops: trial.gflops, problem: null, notes };
}
