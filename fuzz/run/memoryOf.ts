import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** The processes that any thread of a process has started. */
function childrenOf(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`);
  const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1'));
  return lists.flatMap((list) => list.trim().split(' ').filter(Boolean).map(Number));
}

/** Resident memory of a process and of all that it has started, in bytes; 0 where the system does not say (only Linux does). */
export function memoryOf(pid: number): number {
  try {
    const [, residentPages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    const own = Number(residentPages) * PAGE_BYTES;
    return childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), own);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
