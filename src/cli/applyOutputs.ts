/** Where the results of `nst apply` go. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { NstError } from '../shared/errors.js';
import { checkOutputFolder } from '../shared/outputFolder.js';
import type { OutputRules } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { checkStandardOutput, STANDARD_STREAM } from './standardStreams.js';

/** Results by the order of the pictures, and the folder that has to be made for them. */
export interface ApplyOutputs {
  readonly folder?: string | undefined;
  readonly paths: readonly string[];
}

/** A folder that there is, or for several; a file; standard output; or beside the pictures. @param contents names of files, or `-` */
export async function outputsFor(
  contents: readonly string[],
  output: string | undefined,
): Promise<ApplyOutputs> {
  if (output === undefined) return { paths: contents.map(besides) };
  const info = await stat(output).catch(() => undefined);
  const isFolder = contents.length > 1 || info?.isDirectory() || /[/\\]$/.test(output);
  if (!isFolder) return { paths: [output] };
  const named = contents.map((path) => join(output, suffixedPath(basename(nameOf(path)), '', '.png')));
  return { folder: output, paths: named };
}

const besides = (path: string) =>
  path === STANDARD_STREAM ? STANDARD_STREAM : suffixedPath(path, '-styled', '.png');
/** What comes through standard input has no name. */
const nameOf = (path: string) => (path === STANDARD_STREAM ? 'standard-input' : path);

/**
 * Checks all of them before any work is done.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_OUTPUT
 */
export async function checkOutputs(
  { folder, paths }: ApplyOutputs,
  rules: OutputRules & { readonly json?: boolean | undefined },
): Promise<void> {
  const { checkOutput } = await import('../shared/pictures/write.js');
  if (folder === STANDARD_STREAM)
    throw new NstError(
      'NST_BAD_OPTION',
      `output: expected a folder for ${paths.length} results, found standard output; name one with -o`,
    );
  if (folder !== undefined)
    await checkOutputFolder(
      folder,
      paths.map((path) => basename(path)),
      rules,
    );
  else
    for (const path of paths) {
      if (path === STANDARD_STREAM) checkStandardOutput(rules, 'a picture');
      else await checkOutput(path, rules);
    }
  await checkDistinct(paths.map((path) => ({ path, what: 'result' })));
}
