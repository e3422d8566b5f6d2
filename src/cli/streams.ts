/** All that the commands say: to people on stderr, and on stdout what was asked for. */
import { writeProblem } from '../shared/atomicFile.js';
import { plainJson, plainLine } from '../shared/plainText.js';

let stdoutError: NodeJS.ErrnoException | undefined;

/**
 * Lets work go on when nobody hears of it: what cannot be said on stderr is lost, and an error of stdout is kept for
 * `stdoutProblem`. Without this, Node ends the process at either.
 */
export function guardStreams(): void {
  if (process.stdout.listeners('error').includes(keepError)) return;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', keepError);
}

function keepError(error: NodeJS.ErrnoException): void {
  stdoutError ??= error;
}

/** Says a line to people; it may name files and quote what is in them. */
export function say(line: string): void {
  process.stderr.write(`${plainLine(line)}\n`);
}

/** Prints a line that was asked for. */
export function print(line: string): void {
  process.stdout.write(`${plainLine(line)}\n`);
}

/** Writes bytes to stdout; waits until they are taken. What goes wrong is told by `stdoutProblem`. */
export async function printBytes(bytes: Uint8Array): Promise<void> {
  await new Promise<void>((done) => process.stdout.write(bytes, () => done()));
}

/** Prints a path: as it is for programs, as it can be shown on a terminal. */
export function printPath(path: string): void {
  process.stdout.write(`${process.stdout.isTTY ? plainLine(path) : path}\n`);
}

/** Prints a value for programs. @param indent as of `plainJson` */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${plainJson(value, indent)}\n`);
}

/** Waits until everything is printed; why it could not be, unless its reader has had enough (`nst ... | head`). */
export async function stdoutProblem(): Promise<string | undefined> {
  await new Promise<void>((done) => process.stdout.write('', () => done()));
  if (stdoutError === undefined || stdoutError.code === 'EPIPE') return undefined;
  return `stdout: cannot be written: ${writeProblem(stdoutError)}`;
}
