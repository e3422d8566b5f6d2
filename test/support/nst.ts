import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a run of the command left behind. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What came through standard output, where that is no text. */
  readonly bytes?: Buffer;
}

/** How a command is run. */
export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What takes longer is killed, and has no exit code. */
  readonly killAfterMs?: number;
  readonly cwd?: string;
  /** What comes through standard input. */
  readonly input?: Uint8Array;
  /** The user that it runs as: of root's tests only. */
  readonly uid?: number;
  /** Called with everything that was written to stderr so far. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the real, built command. */
export function nst(
  args: readonly string[],
  { env = {}, killAfterMs, cwd, input, uid, onStderr }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${ROOT}bin/nst.js`, ...args], {
      env: { ...process.env, ...env },
      cwd,
      ...(uid !== undefined && { uid, gid: uid }),
    });
    const killer = killAfterMs && setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    const pieces: Buffer[] = [];
    let stderr = '';
    if (input) child.stdin.end(input);
    child.stdout.on('data', (data: Buffer) => pieces.push(data));
    child.stderr.on('data', (data) => {
      stderr += data;
      onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(killer);
      const bytes = Buffer.concat(pieces);
      const stdout = bytes.toString();
      resolve(input ? { code, stdout, stderr, bytes } : { code, stdout, stderr });
    });
  });
}
