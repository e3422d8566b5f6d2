import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a whole command took. */
export interface MeasuredRun {
  /** Wall time, start to end. */
  readonly seconds: number;
  /** Largest resident set. */
  readonly peakBytes: number;
  /** CPU time of all threads. */
  readonly cpuSeconds: number;
  readonly stdout: string;
}

/** Runs `nst`. @param folder for what is measured @throws with what it said if it fails */
export function measuredRun(args: readonly string[], folder: string): MeasuredRun {
  const [peakFile, cpuFile] = [join(folder, 'peak'), join(folder, 'cpu')];
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './bench/peakMemory.mjs', '--import', './bench/cpuTime.mjs', 'bin/nst.js', ...args],
    { env: { ...process.env, NST_PEAK_FILE: peakFile, NST_CPU_FILE: cpuFile }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const seconds = (performance.now() - begin) / 1000;
  const [peakBytes, cpuMs] = [peakFile, cpuFile].map((file) => Number(readFileSync(file, 'utf8'))) as [
    number,
    number,
  ];
  return { seconds, peakBytes, cpuSeconds: cpuMs / 1000, stdout };
}
