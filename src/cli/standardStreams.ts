/** What comes through standard input and goes through standard output, which `-` stands for. */
import type { SoundParts } from '../audio/index.js';
import type { Scratch } from '../audio/scratch/scratch.js';
import type { PictureFile } from '../image/index.js';
import { NstError } from '../shared/errors.js';

/** What stands for standard input, and for standard output. */
export const STANDARD_STREAM = '-';

/** As of files. */
const MAX_PICTURE_BYTES = 2 ** 30;

/** What it is called in messages. */
export const INPUT_NAME = 'standard input';

/** What reads a sound: a path, or for `-` what comes through standard input. */
export type NamedSound = string | SoundParts;

/**
 * The sounds that paths name, in their order.
 *
 * @param scratch what comes through standard input lies there
 * @throws NstError NST_BAD_OPTION if `-` stands there twice, NST_BAD_INPUT if nothing comes through standard input
 */
export async function namedSounds(paths: readonly string[], scratch: Scratch): Promise<NamedSound[]> {
  const count = paths.filter((path) => path === STANDARD_STREAM).length;
  if (count > 1) {
    const problem = `${INPUT_NAME}: it can be one of the sounds only, found ${count} times`;
    throw new NstError('NST_BAD_OPTION', `${problem}; save the others to files`);
  }
  const input = count === 0 ? undefined : await soundInput(scratch);
  return paths.map((path) => (path === STANDARD_STREAM && input ? input : path));
}

/**
 * All that comes through standard input.
 *
 * @param expected what should come, for messages: `a sound`
 * @param most how many bytes may come, and how that is said
 * @throws NstError NST_BAD_INPUT for a terminal, or more
 */
export async function readStandardInput(
  expected: string,
  most: { readonly bytes: number; readonly text: string },
): Promise<Buffer> {
  refuseTerminal(expected);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most.bytes) {
      throw new NstError('NST_BAD_INPUT', `${INPUT_NAME}: expected at most ${most.text}; cut it into pieces`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The picture that comes through standard input. @throws NstError NST_BAD_INPUT as `readStandardInput` */
export async function pictureInput(): Promise<PictureFile> {
  const bytes = await readStandardInput('a picture', { bytes: MAX_PICTURE_BYTES, text: '1 GiB' });
  return { name: INPUT_NAME, bytes };
}

async function soundInput(scratch: Scratch): Promise<SoundParts> {
  refuseTerminal('a sound');
  const { spooled } = await import('../audio/scratch/spool.js');
  return spooled(INPUT_NAME, process.stdin, scratch);
}

function refuseTerminal(expected: string): void {
  if (!process.stdin.isTTY) return;
  const problem = `${INPUT_NAME}: expected ${expected}, found a terminal`;
  throw new NstError('NST_BAD_INPUT', `${problem}; send a file through a pipe, or name one`);
}

/**
 * Refuses what does not go with a result on standard output.
 *
 * @param what the result is, for messages: `a sound`
 * @throws NstError NST_BAD_OPTION
 */
export function checkStandardOutput(
  { json, resume }: { readonly json?: boolean | undefined; readonly resume?: boolean | undefined },
  what: string,
): void {
  if (resume) {
    const problem = 'resume: expected a file for the result, found standard output';
    throw new NstError('NST_BAD_OPTION', `${problem}; name one with -o`);
  }
  if (json) {
    throw new NstError(
      'NST_BAD_OPTION',
      `json: standard output is ${what.replace('a ', 'the ')} already; name a file with -o`,
    );
  }
  if (process.stdout.isTTY) {
    const problem = `output: ${what} is nothing for a terminal`;
    throw new NstError('NST_BAD_OPTION', `${problem}; name a file with -o, or send it through a pipe`);
  }
}
