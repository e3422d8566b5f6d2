/** `nst apply`: a trained net gives pictures a style, in a second. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { APPLY_OPTIONS } from '../image/apply/options.js';
import type { AppliedStyle } from '../image/index.js';
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { checkOutputFolder, makeOutputFolder } from '../shared/outputFolder.js';
import { suffixedPath } from '../shared/paths.js';
import { APPLY_FLAGS, type ApplyFlags } from './applyFlags.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { packageVersion } from './packageVersion.js';
import { print } from './streams.js';
import { addTable, greedyNames } from './tableCommand.js';
import { runPlanned } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst apply --list
  nst apply photo.jpg --style woodcut
  nst apply photos/ --style cafe-terrace -o out/ --size 1024
  nst apply photo.jpg --style whirls mosaic --style-blend 0.7 0.3
  nst apply photo.jpg --model my.safetensors`;

/** Names of styles are no longer. */
const NAME_WIDTH = 22;

/** The command, to be added to the program. */
export function applyCommand(): Command {
  const command = new Command('apply')
    .description('give pictures a style by a trained net, in a second')
    .usage('<content...> --style <style...> [options]');
  return addTable(command, APPLY_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(content: readonly string[], flags: ApplyFlags): Promise<void> {
  if (flags.list) return list();
  if (content.length > 0) return runPlanned(flags, await plan({ ...flags, content }));
  const greedy = greedyNames(APPLY_OPTIONS);
  const { taken = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (taken.length === 0) throw missingArgument('content', 'the pictures to work on', greedy);
  await runPlanned(options, await plan({ ...options, content: taken }));
}

async function list(): Promise<void> {
  const { shippedStyles } = await import('../image/index.js');
  for (const { name, author = '', licence = '' } of await shippedStyles())
    print(`${name.padEnd(NAME_WIDTH)} ${author} (${licence})`);
}

/** The command as a job. */
export const APPLY_JOBS = jobKind('apply', APPLY_FLAGS, plan);

async function plan(flags: ApplyFlags): Promise<PlannedJob> {
  // The library is loaded when the command runs, so that help comes at once.
  const { checkOutput, picturesOf } = await import('../image/index.js');
  const named = [flags.content ?? []].flat();
  if (named.length === 0) throw missingArgument('content', 'the pictures to work on', []);
  const contents = await picturesOf(named);
  const output = await outputsFor(contents, flags);
  const inputs = [...filesIn(APPLY_FLAGS, flags), ...contents];
  const rules = { force: flags.force ?? false, inputs };
  if (output.folder === undefined) for (const path of output.paths) await checkOutput(path, rules);
  else
    await checkOutputFolder(
      output.folder,
      output.paths.map((path) => basename(path)),
      rules,
    );
  await checkDistinct(output.paths.map((path) => ({ path, what: 'result' })));
  return { outputs: output.paths, run: (tools) => apply(contents, output, flags, tools) };
}

async function apply(
  contents: readonly string[],
  { folder, paths }: ApplyOutputs,
  flags: ApplyFlags,
  { reporter, signal, tell }: JobTools,
): Promise<void> {
  const { applyStyle, writePicture } = await import('../image/index.js');
  if (folder !== undefined) await makeOutputFolder(folder);
  let count = 0;
  for await (const result of applyStyle({
    ...valuesIn(APPLY_OPTIONS, flags),
    content: contents,
    reporter,
    signal,
  })) {
    const path = paths[count++]!;
    await writePicture(path, result.picture, provenance(flags, result));
    // Those that were begun are whole.
    tell({
      lines: [summary(path, result)],
      json: jsonOf(path, result),
      isStopped: signal.aborted && count < contents.length,
    });
  }
}

/** Where results go. */
interface ApplyOutputs {
  readonly paths: readonly string[];
  readonly folder?: string | undefined;
}

/** Where results go: a folder that there is, or for several; a file; or beside the pictures. */
async function outputsFor(contents: readonly string[], { output }: ApplyFlags): Promise<ApplyOutputs> {
  if (output === undefined) return { paths: contents.map((path) => suffixedPath(path, '-styled', '.png')) };
  const info = await stat(output).catch(() => undefined);
  const isFolder = contents.length > 1 || info?.isDirectory() || /[/\\]$/.test(output);
  if (!isFolder) return { paths: [output] };
  const named = contents.map((path) => join(output, suffixedPath(basename(path), '', '.png')));
  return { folder: output, paths: named };
}

function summary(path: string, { picture: { width, height }, seconds, device }: AppliedStyle): string {
  return `${path}: ${width}x${height} in ${seconds.toFixed(2)} s on ${device}`;
}

function jsonOf(
  output: string,
  { picture: { width, height }, seconds, device, net: { method } }: AppliedStyle,
) {
  return { output, width, height, seconds, device, method, version: packageVersion() };
}

/** What it takes to make the picture again, to be written into its file. */
function provenance(flags: ApplyFlags, { content, net }: AppliedStyle) {
  const shown = shownValues(APPLY_FLAGS, { ...flags, content: [content] });
  const { method, licence, attribution } = net;
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shown, net: { method, licence, attribution } }),
  };
}
