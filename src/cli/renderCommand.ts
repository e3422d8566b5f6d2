/** `nst render`: paintings without a network. */
import type { Command } from 'commander';
import type { RenderResult } from '../image/index.js';
import { RENDER_OPTIONS } from '../image/render/options.js';
import type { PlannedJob } from '../jobs/kind.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { suffixedPath } from '../shared/paths.js';
import { PICTURE_FILES } from '../shared/pictures/folder.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { packageVersion } from './packageVersion.js';
import { RENDER_FLAGS, type RenderFlags } from './renderFlags.js';
import { addTable, greedyNames } from './tableCommand.js';
import { performTransfer, runPlanned, type TransferJob } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst render photo.jpg
  nst render photo.jpg --by regions --preset expressionist -o out.png --size 1024
  nst render photo.jpg --by analogy before.jpg after.jpg`;

/** The command, to be added to the program. */
export function renderCommand(): Command {
  const command = new FilesCommand('render')
    .description('paint a picture without a network: by strokes, by regions, or as an example shows')
    .usage('<content> [options]');
  return actMany(
    addTable(command, RENDER_FLAGS).addHelpText('after', EXAMPLES),
    { kind: RENDER_JOBS, table: RENDER_FLAGS, sort: PICTURE_FILES, hasFolders: true },
    run,
  );
}

async function run(content: string | undefined, flags: RenderFlags): Promise<void> {
  if (content !== undefined) return runPlanned(flags, await plan({ ...flags, content }));
  const greedy = greedyNames(RENDER_OPTIONS);
  const { taken: [last] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (last === undefined) throw missingArgument('content', 'the picture to work on', greedy);
  await runPlanned(options, await plan({ ...options, content: last }));
}

/** The command as a job. */
export const RENDER_JOBS = jobKind('render', RENDER_FLAGS, plan);

async function plan(flags: RenderFlags): Promise<PlannedJob> {
  if (flags.content === undefined) throw missingArgument('content', 'the picture to work on', []);
  // The library is loaded when the command runs, so that help comes at once.
  const { renderImage } = await import('../image/render/renderImage.js');
  const { checkOutput, writePicture } = await import('../shared/pictures/write.js');
  const { content, output = suffixedPath(content, '-painted', '.png') } = flags;
  const inputs = filesIn(RENDER_FLAGS, flags);
  await checkOutput(output, { force: flags.force ?? false, inputs });
  const job: TransferJob<RenderResult, never> = {
    transfer: ({ reporter, signal }) =>
      renderImage({ ...valuesIn(RENDER_OPTIONS, flags), content, reporter, signal }),
    write: (result) => writePicture(output, result.picture, provenance(flags)),
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  };
  return { outputs: [output], inputs, run: (tools) => performTransfer(job, tools) };
}

function summary(output: string, { picture, seconds, ended }: RenderResult): string {
  const state = ended === 'stopped' ? ', interrupted: what there was' : '';
  return `${output}: ${picture.width}x${picture.height} in ${seconds.toFixed(1)} s${state}`;
}

function jsonOf(output: string, { picture: { width, height }, ...result }: RenderResult) {
  return { output, width, height, ...result, version: packageVersion() };
}

/** What it takes to make the picture again, to be written into its file. */
function provenance(flags: RenderFlags) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify(shownValues(RENDER_FLAGS, flags)),
  };
}
