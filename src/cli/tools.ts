/** Programs of the user's that some work needs. */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../shared/errors.js';

const run = promisify(execFile);
const TIMEOUT_MS = 5000;

/** A program as it was found. */
export interface ToolReport {
  readonly name: string;
  /** What it is for. */
  readonly purpose: string;
  /** Null if it was not found in the folders of PATH. */
  readonly path: string | null;
  readonly version: string | null;
  /** Why it cannot be used; null if it can. */
  readonly problem: string | null;
}

/** Looks for ffmpeg, and runs it for its version. */
export async function reportFfmpeg(): Promise<ToolReport> {
  const tool = {
    name: 'ffmpeg',
    purpose: 'sounds in other formats than WAV, FLAC, MP3, Ogg Vorbis and Opus',
  };
  const path = await findProgram('ffmpeg');
  if (path === undefined) return { ...tool, path: null, version: null, problem: 'not found in PATH' };
  try {
    const { stdout } = await run(path, ['-version'], { timeout: TIMEOUT_MS });
    const version = /version (\S+)/.exec(stdout)?.[1] ?? null;
    return { ...tool, path, version, problem: version === null ? 'it does not say its version' : null };
  } catch (error) {
    return { ...tool, path, version: null, problem: (messageOf(error).split('\n')[0] ?? '').trim() };
  }
}

/** The file that the system runs for a name. */
async function findProgram(name: string): Promise<string | undefined> {
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE').split(';') : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
