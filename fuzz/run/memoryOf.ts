import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Resident memory of another process in bytes; undefined where the system does not say (only Linux does, as a file). */
export function memoryOf(pid: number): number | undefined {
  try {
    const [, residentPages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(residentPages) * PAGE_BYTES;
  } catch {
    return undefined;
  }
}
