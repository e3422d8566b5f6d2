/** `nst apply`: a trained net gives pictures a style, in a second. */
import type { Command } from 'commander';
import { APPLY_OPTIONS } from '../image/apply/options.js';
import type { AppliedStyle, Picture } from '../image/index.js';
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { suffixedPath } from '../shared/paths.js';
import { PICTURE_FILES } from '../shared/pictures/folder.js';
import type { Provenance } from '../shared/provenance.js';
import { APPLY_FLAGS, type ApplyFlags } from './applyFlags.js';
import { type ApplyOutputs, checkOutputs, outputsFor } from './applyOutputs.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { packageVersion } from './packageVersion.js';
import { pictureInput, STANDARD_STREAM } from './standardStreams.js';
import { print, printBytes, printJson } from './streams.js';
import { addTable, greedyNames } from './tableCommand.js';
import { runPlanned } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst apply --list
  nst apply photo.jpg --style woodcut
  nst apply photos/ --style cafe-terrace -o out/ --size 1024
  nst apply photo.jpg --blend whirls=0.7,mosaic=0.3
  nst apply photo.jpg --sheet -o styles.png
  nst apply - --style woodcut -o - < photo.jpg > out.png
  nst apply photo.jpg --model my.safetensors`;

/** Names of styles are no longer. */
const NAME_WIDTH = 22;

/** The command, to be added to the program. */
export function applyCommand(): Command {
  const command = new FilesCommand('apply')
    .description('give pictures a style by a trained net, in a second')
    .usage('<content...> --style <style...> [options]');
  return actMany(
    addTable(command, APPLY_FLAGS).addHelpText('after', EXAMPLES),
    { kind: APPLY_JOBS, table: APPLY_FLAGS, sort: PICTURE_FILES, hasFolders: true, takesSeveral: true },
    run,
  );
}

async function run(content: readonly string[], flags: ApplyFlags): Promise<void> {
  if (flags.list) return list(flags);
  if (content.length > 0) return runPlanned(flags, await plan({ ...flags, content }));
  const greedy = greedyNames(APPLY_OPTIONS);
  const { taken = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (taken.length === 0) throw missingArgument('content', 'the pictures to work on', greedy);
  await runPlanned(options, await plan({ ...options, content: taken }));
}

async function list({ model, json }: ApplyFlags): Promise<void> {
  const { readModel } = await import('../shared/stylise/modelFile.js');
  const { shippedStyles } = await import('../image/apply/shippedNet.js');
  const styles = model === undefined ? await shippedStyles() : (await readModel(model)).card.styles;
  if (json) return printJson(styles);
  for (const { name, author = 'unknown', licence = 'no licence said' } of styles)
    print(`${name.padEnd(NAME_WIDTH)} ${author} (${licence})`);
}

/** The command as a job. */
export const APPLY_JOBS = jobKind('apply', APPLY_FLAGS, plan);

async function plan(flags: ApplyFlags): Promise<PlannedJob> {
  // The library is loaded when the command runs, so that help comes at once.
  const { picturesOf } = await import('../shared/pictures/folder.js');
  const named = [flags.content ?? []].flat();
  if (named.length === 0) throw missingArgument('content', 'the pictures to work on', []);
  checkStandardInput(named);
  if (flags.sheet) return planSheet(named, flags);
  const contents = await picturesOf(named);
  const output = await outputsFor(contents, flags.output);
  const inputs = [...filesIn(APPLY_FLAGS, flags), ...contents];
  await checkOutputs(output, { force: flags.force ?? false, inputs, json: flags.json });
  return { outputs: output.paths, inputs, run: (tools) => apply(contents, output, flags, tools) };
}

async function apply(
  contents: readonly string[],
  { folder, paths }: ApplyOutputs,
  flags: ApplyFlags,
  { reporter, signal, tell }: JobTools,
): Promise<void> {
  const { applyStyle } = await import('../image/apply/applyStyle.js');
  const content = await picturesAt(contents);
  if (folder !== undefined) await makeOutputFolder(folder);
  const { content: _, ...values } = valuesIn(APPLY_OPTIONS, flags);
  let count = 0;
  for await (const result of applyStyle({ ...values, content, reporter, signal })) {
    const path = paths[count++]!;
    await write(path, result.picture, provenance(flags, result));
    // Those that were begun are whole.
    const isStopped = signal.aborted && count < contents.length;
    tell({ lines: [summary(path, result)], json: jsonOf(path, result), isStopped });
  }
}

/** @throws NstError NST_BAD_OPTION for `-` that stands there twice */
function checkStandardInput(contents: readonly string[]): void {
  if (contents.filter((path) => path === STANDARD_STREAM).length <= 1) return;
  throw new NstError('NST_BAD_OPTION', 'content: expected - once, found it twice; save the others to files');
}

const picturesAt = (paths: readonly string[]) =>
  Promise.all(paths.map((path) => (path === STANDARD_STREAM ? pictureInput() : path)));

async function write(path: string, picture: Picture, made: Provenance): Promise<void> {
  const { encodePicture, writePicture } = await import('../shared/pictures/write.js');
  if (path !== STANDARD_STREAM) return writePicture(path, picture, made);
  await printBytes(await encodePicture(picture, 'standard output.png', made));
}

async function planSheet([path = '', ...more]: readonly string[], flags: ApplyFlags): Promise<PlannedJob> {
  const { checkOutput } = await import('../shared/pictures/write.js');
  if (more.length > 0)
    throw new NstError('NST_BAD_OPTION', `sheet: expected one picture, found ${more.length + 1}; name one`);
  const { output = suffixedPath(path, '-styles', '.png'), force = false } = flags;
  const inputs = [...filesIn(APPLY_FLAGS, flags), path];
  await checkOutput(output, { force, inputs });
  return { outputs: [output], inputs, run: (tools) => makeSheet(path, output, flags, tools) };
}

async function makeSheet(
  path: string,
  output: string,
  flags: ApplyFlags,
  { reporter, tell }: JobTools,
): Promise<void> {
  const { styleSheet } = await import('../image/apply/styleSheet.js');
  const { writePicture } = await import('../shared/pictures/write.js');
  const [content] = await picturesAt([path]);
  const { content: _, ...values } = valuesIn(APPLY_OPTIONS, flags);
  const picture = await styleSheet({ ...values, content: content!, reporter });
  await writePicture(output, picture, { creator: `nst ${packageVersion()}`, parameters: '{}' });
  const { width, height } = picture;
  const json = { output, width, height, version: packageVersion() };
  tell({ lines: [`${output}: ${width}x${height}`], json, isStopped: false });
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
