/** `nst apply`: a trained net gives pictures a style, in a second. */
import { Command } from 'commander';
import { APPLY_OPTIONS } from '../image/apply/options.js';
import type { AppliedStyle, Picture } from '../image/index.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { suffixedPath } from '../shared/paths.js';
import type { Provenance } from '../shared/provenance.js';
import { APPLY_FLAGS, type ApplyFlags } from './applyFlags.js';
import { checkOutputs, outputsFor } from './applyOutputs.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { interruptedCode } from './interrupt.js';
import { packageVersion } from './packageVersion.js';
import { pictureInput, STANDARD_STREAM } from './standardStreams.js';
import { print, printBytes, printJson, say } from './streams.js';
import { addTable, greedyNames } from './tableCommand.js';
import { withProgress } from './transferRun.js';

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
  const command = new Command('apply')
    .description('give pictures a style by a trained net, in a second')
    .usage('<content...> --style <style...> [options]');
  return addTable(command, APPLY_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(content: readonly string[], flags: ApplyFlags): Promise<void> {
  if (flags.list) return list(flags);
  const work = flags.sheet ? sheet : apply;
  if (content.length > 0) return work({ ...flags, content });
  const greedy = greedyNames(APPLY_OPTIONS);
  const { taken = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (taken.length === 0) throw missingArgument('content', 'the pictures to work on', greedy);
  await work({ ...options, content: taken });
}

async function list({ model, json }: ApplyFlags): Promise<void> {
  const { readModel, shippedStyles } = await import('../image/index.js');
  const styles = model === undefined ? await shippedStyles() : (await readModel(model)).card.styles;
  if (json) return printJson(styles);
  for (const { name, author = 'unknown', licence = 'no licence said' } of styles)
    print(`${name.padEnd(NAME_WIDTH)} ${author} (${licence})`);
}

type CompleteFlags = ApplyFlags & { readonly content: readonly string[] };

async function apply(flags: CompleteFlags): Promise<void> {
  // The library is loaded when the command runs, so that help comes at once.
  const { applyStyle, picturesOf } = await import('../image/index.js');
  checkStandardInput(flags.content);
  const contents = await picturesOf(flags.content);
  const output = await outputsFor(contents, flags.output);
  const inputs = [...filesIn(APPLY_FLAGS, flags), ...contents];
  await checkOutputs(output, { force: flags.force ?? false, inputs, json: flags.json });
  const content = await picturesAt(contents);
  let count = 0;
  const stopped = await withProgress(flags, async ({ reporter, signal }) => {
    if (output.folder !== undefined) await makeOutputFolder(output.folder);
    const { content: _, ...values } = valuesIn(APPLY_OPTIONS, flags);
    for await (const result of applyStyle({ ...values, content, reporter, signal })) {
      const path = output.paths[count++]!;
      await write(path, result.picture, provenance(flags, result));
      tell(path, result, flags);
    }
    return signal.aborted;
  });
  if (stopped && count < contents.length) process.exitCode = interruptedCode();
}

/** @throws NstError NST_BAD_OPTION for `-` that stands there twice */
function checkStandardInput(contents: readonly string[]): void {
  if (contents.filter((path) => path === STANDARD_STREAM).length <= 1) return;
  throw new NstError('NST_BAD_OPTION', 'content: expected - once, found it twice; save the others to files');
}

const picturesAt = (paths: readonly string[]) =>
  Promise.all(paths.map((path) => (path === STANDARD_STREAM ? pictureInput() : path)));

async function write(path: string, picture: Picture, made: Provenance): Promise<void> {
  const { encodePicture, writePicture } = await import('../image/index.js');
  if (path !== STANDARD_STREAM) return writePicture(path, picture, made);
  await printBytes(await encodePicture(picture, 'standard output.png', made));
}

async function sheet(flags: CompleteFlags): Promise<void> {
  const { checkOutput, styleSheet, writePicture } = await import('../image/index.js');
  const [path = '', ...more] = flags.content;
  if (more.length > 0)
    throw new NstError('NST_BAD_OPTION', `sheet: expected one picture, found ${more.length + 1}; name one`);
  const { output = suffixedPath(path, '-styles', '.png'), force = false, quiet } = flags;
  await checkOutput(output, { force, inputs: [...filesIn(APPLY_FLAGS, flags), path] });
  const [content] = await picturesAt([path]);
  const { content: _, ...values } = valuesIn(APPLY_OPTIONS, flags);
  const picture = await withProgress(flags, ({ reporter }) =>
    styleSheet({ ...values, content: content!, reporter }),
  );
  await writePicture(output, picture, { creator: `nst ${packageVersion()}`, parameters: '{}' });
  if (!quiet) say(`${output}: ${picture.width}x${picture.height}`);
}

function tell(
  path: string,
  { picture, seconds, device, net }: AppliedStyle,
  { json, quiet }: ApplyFlags,
): void {
  const { width, height } = picture;
  if (!quiet) say(`${path}: ${width}x${height} in ${seconds.toFixed(2)} s on ${device}`);
  if (json)
    printJson({
      output: path,
      width,
      height,
      seconds,
      device,
      method: net.method,
      version: packageVersion(),
    });
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
