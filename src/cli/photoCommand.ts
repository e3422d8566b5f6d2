/** `nst photo`: photographs in the light of others. */
import type { Command } from 'commander';
import type { PhotoResult } from '../image/index.js';
import { PHOTO_OPTIONS } from '../image/photo/options.js';
import type { PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { shownValues } from '../shared/options/shown.js';
import { suffixedPath } from '../shared/paths.js';
import { PICTURE_FILES } from '../shared/pictures/folder.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { packageVersion } from './packageVersion.js';
import { BITS, PHOTO_FLAGS, type PhotoFlags } from './photoFlags.js';
import { addTable, greedyNames } from './tableCommand.js';
import { performTransfer, runPlanned, type TransferJob } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst photo day.jpg --style dusk.jpg
  nst photo day.jpg --style dusk.jpg --content-map day-map.png --style-map dusk-map.png
  nst photo day.jpg --from stylised.png --finish poisson`;

/** The command, to be added to the program. */
export function photoCommand(): Command {
  const command = new FilesCommand('photo')
    .description('give a photograph the light and colours of another; its edges stay')
    .usage('<content> [options]');
  return actMany(
    addTable(command, PHOTO_FLAGS).addHelpText('after', EXAMPLES),
    { kind: PHOTO_JOBS, table: PHOTO_FLAGS, sort: PICTURE_FILES, hasFolders: true },
    run,
  );
}

async function run(content: string | undefined, flags: PhotoFlags): Promise<void> {
  if (content !== undefined) return runPlanned(flags, await plan({ ...flags, content }));
  const greedy = greedyNames(PHOTO_OPTIONS);
  const { taken: [last] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (last === undefined) throw missingArgument('content', 'the picture to work on', greedy);
  await runPlanned(options, await plan({ ...options, content: last }));
}

/** The command as a job. */
export const PHOTO_JOBS = jobKind('photo', PHOTO_FLAGS, plan);

async function plan(flags: PhotoFlags): Promise<PlannedJob> {
  if (flags.content === undefined) throw missingArgument('content', 'the picture to work on', []);
  // The library is loaded when the command runs, so that help comes at once.
  const { transferPhoto } = await import('../image/photo/transferPhoto.js');
  const { checkOutput, holdsWide, writePicture } = await import('../shared/pictures/write.js');
  const { content, output = suffixedPath(content, '-photo', '.png') } = flags;
  const inputs = filesIn(PHOTO_FLAGS, flags);
  const bits = flags.bits && BITS[flags.bits];
  if (bits === 16 && !holdsWide(output)) {
    const problem = `bits: expected a .png or .tif beside 16, found ${output}`;
    throw new NstError('NST_BAD_OPTION', `${problem}; name another file, or leave --bits out`);
  }
  await checkOutput(output, { force: flags.force ?? false, inputs });
  const job: TransferJob<PhotoResult, never> = {
    transfer: ({ reporter, signal }) =>
      transferPhoto({ ...valuesIn(PHOTO_OPTIONS, flags), content, reporter, signal }),
    write: ({ picture, origin }) =>
      writePicture(output, picture, provenance(flags), { origin, bits, dithers: true }),
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  };
  return { outputs: [output], inputs, run: (tools) => performTransfer(job, tools) };
}

function summary(output: string, { picture, seconds }: PhotoResult): string {
  return `${output}: ${picture.width}x${picture.height} in ${seconds.toFixed(1)} s`;
}

function jsonOf(output: string, { picture: { width, height }, seconds, ended }: PhotoResult) {
  return { output, width, height, seconds, ended, version: packageVersion() };
}

/** What it takes to make the picture again, to be written into its file. */
function provenance(flags: PhotoFlags) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify(shownValues(PHOTO_FLAGS, flags)),
  };
}
