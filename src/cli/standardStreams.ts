/** Sounds that come through standard input and go through standard output, which `-` stands for. */
import type { SoundFile } from '../audio/index.js';
import { NstError } from '../shared/errors.js';
import { MAX_WHOLE_BYTES } from '../shared/inputFile.js';

/** What stands for standard input, and for standard output. */
export const STANDARD_STREAM = '-';

const INPUT_NAME = 'standard input';

/** What reads a sound: a path, or for `-` what comes through standard input. */
export type NamedSound = string | SoundFile;

/**
 * The sounds that paths name, in their order.
 *
 * @throws NstError NST_BAD_OPTION if `-` stands there twice, NST_BAD_INPUT if nothing comes through standard input, or too much
 */
export async function namedSounds(paths: readonly string[]): Promise<NamedSound[]> {
  const count = paths.filter((path) => path === STANDARD_STREAM).length;
  if (count > 1) {
    const problem = `${INPUT_NAME}: it can be one of the sounds only, found ${count} times`;
    throw new NstError('NST_BAD_OPTION', `${problem}; save the others to files`);
  }
  const input = count === 0 ? undefined : await readStandardInput();
  return paths.map((path) => (path === STANDARD_STREAM && input ? input : path));
}

async function readStandardInput(): Promise<SoundFile> {
  if (process.stdin.isTTY) {
    const problem = `${INPUT_NAME}: expected a sound, found a terminal`;
    throw new NstError('NST_BAD_INPUT', `${problem}; send a file through a pipe, or name one`);
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_WHOLE_BYTES) {
      throw new NstError('NST_BAD_INPUT', `${INPUT_NAME}: expected at most 2 GiB; cut it into pieces`);
    }
    pieces.push(piece);
  }
  return { name: INPUT_NAME, bytes: Buffer.concat(pieces) };
}

/**
 * Refuses what does not go with a sound on standard output.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkStandardOutput({ json }: { readonly json?: boolean | undefined }): void {
  if (json) {
    throw new NstError('NST_BAD_OPTION', 'json: standard output is the sound already; name a file with -o');
  }
  if (process.stdout.isTTY) {
    const problem = 'output: a sound is nothing for a terminal';
    throw new NstError('NST_BAD_OPTION', `${problem}; name a file with -o, or send it through a pipe`);
  }
}
