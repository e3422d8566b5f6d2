/** `nst texture`: more of a texture that a picture shows. */
import type { Command } from 'commander';
import type { TextureResult } from '../image/index.js';
import { TEXTURE_OPTIONS } from '../image/texture/options.js';
import type { PlannedJob } from '../jobs/kind.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { suffixedPath } from '../shared/paths.js';
import { PICTURE_FILES } from '../shared/pictures/folder.js';
import { goesOn } from './checkpointed.js';
import { missingArgument } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { packageVersion } from './packageVersion.js';
import { addTable } from './tableCommand.js';
import { TEXTURE_FLAGS, type TextureFlags } from './textureFlags.js';
import { performTransfer, runLong, type TransferJob } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst texture brick.jpg
  nst texture brick.jpg -o out.png --size 1024 --tile
  nst texture brick.jpg --by patches --seed 3`;

/** The command, to be added to the program. */
export function textureCommand(): Command {
  const command = new FilesCommand('texture')
    .description('make more of a texture that a picture shows, also as a tile')
    .usage('<example> [options]');
  return actMany(
    addTable(command, TEXTURE_FLAGS).addHelpText('after', EXAMPLES),
    {
      kind: TEXTURE_JOBS,
      table: TEXTURE_FLAGS,
      sort: PICTURE_FILES,
      contentField: 'example',
      hasFolders: true,
    },
    run,
  );
}

async function run(example: string | undefined, flags: TextureFlags): Promise<void> {
  const given = example === undefined ? flags : { ...flags, example };
  await runLong({ command: 'texture', table: TEXTURE_FLAGS, flags: given }, await plan(given));
}

/** The command as a job. */
export const TEXTURE_JOBS = jobKind('texture', TEXTURE_FLAGS, plan);

async function plan(flags: TextureFlags): Promise<PlannedJob> {
  if (flags.example === undefined) throw missingArgument('example', 'the picture that shows the texture', []);
  // The library is loaded when the command runs, so that help comes at once.
  const { synthesiseTexture } = await import('../image/texture/synthesiseTexture.js');
  const { checkOutput, writePicture } = await import('../shared/pictures/write.js');
  const { example, output = suffixedPath(example, '-texture', '.png') } = flags;
  const inputs = filesIn(TEXTURE_FLAGS, flags);
  await checkOutput(output, { force: flags.force || goesOn(flags), inputs });
  const job: TransferJob<TextureResult, never> = {
    transfer: ({ reporter, signal, checkpoint }) =>
      synthesiseTexture({ ...valuesIn(TEXTURE_OPTIONS, flags), example, reporter, signal, checkpoint }),
    write: (result) => writePicture(output, result.picture, provenance(flags, result)),
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  };
  return { outputs: [output], inputs, run: (tools) => performTransfer(job, tools) };
}

function summary(output: string, { picture, seconds, iterations, ended, device }: TextureResult): string {
  const state = ended === 'stopped' ? ', interrupted: what there was' : '';
  return `${output}: ${picture.width}x${picture.height}, ${iterations} iterations in ${seconds.toFixed(1)} s on ${device}${state}`;
}

function jsonOf(output: string, { picture: { width, height }, ...result }: TextureResult) {
  return { output, width, height, ...result, version: packageVersion() };
}

/** What it takes to make the picture again, to be written into its file. */
function provenance(flags: TextureFlags, { network, device }: TextureResult) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownValues(TEXTURE_FLAGS, flags), network, device }),
  };
}
