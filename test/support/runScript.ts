import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 50_000;
const pathOf = (name: string) => fileURLToPath(new URL(`scripts/${name}`, import.meta.url));

/** How a script is run. */
interface Options {
  readonly nodeOptions?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a script of `test/support/scripts`, which uses the built package, in a process of its own, and takes the last
 * line that it prints for JSON.
 */
export async function runScript<Result = Record<string, number>>(
  name: string,
  { nodeOptions = [], args = [], environment = {} }: Options = {},
): Promise<Result> {
  const { stdout } = await run(process.execPath, [...nodeOptions, pathOf(name), ...args], {
    env: { ...process.env, ...environment },
    timeout: TIMEOUT_MS,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Result;
}

/** The exit code of such a script, or the signal that ended it. */
export function exitCodeOf(name: string): Promise<number | string> {
  return run(process.execPath, [pathOf(name)], { timeout: TIMEOUT_MS }).then(
    () => 0,
    (error: { code: number | null; signal: string | null }) => error.code ?? error.signal ?? -1,
  );
}
