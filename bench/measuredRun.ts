import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a whole command took. */
export interface MeasuredRun {
  /** Wall time, start to end. */
  readonly seconds: number;
  /** Largest resident set. */
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Runs `nst`. @param folder for what is measured @throws with what it said if it fails */
export function measuredRun(args: readonly string[], folder: string): MeasuredRun {
  const peakFile = join(folder, 'peak');
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './bench/peakMemory.mjs', 'bin/nst.js', ...args],
    { env: { ...process.env, NST_PEAK_FILE: peakFile }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, peakBytes: Number(readFileSync(peakFile, 'utf8')), stdout };
}
