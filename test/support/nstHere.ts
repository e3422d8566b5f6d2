import { vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import type { CommandResult } from './nst.js';

/**
 * Runs the command within this process. For what ends before any work, it takes some milliseconds, where starting Node takes 0.4 s of
 * CPU; how the built command does it is for some runs of each kind to show.
 */
export async function nstHere(
  args: readonly string[],
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<CommandResult> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      said[name] += text;
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    }),
  );
  const before = { exitCode: process.exitCode, cwd: process.cwd() };
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    await main(args);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = before.exitCode;
    process.chdir(before.cwd);
  }
}
