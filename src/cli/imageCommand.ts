/** `nst image`: one picture in the style of others. */
import type { Command } from 'commander';
import type { Picture, TransferImageResult } from '../image/index.js';
import { IMAGE_OPTIONS } from '../image/options.js';
import type { PlannedJob } from '../jobs/kind.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { suffixedPath } from '../shared/paths.js';
import { PICTURE_FILES } from '../shared/pictures/folder.js';
import { goesOn } from './checkpointed.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { IMAGE_FLAGS, type ImageFlags } from './imageFlags.js';
import { jsonOf, provenance, summary } from './imageReport.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { addTable, greedyNames } from './tableCommand.js';
import { performTransfer, requireStyle, runLong, type TransferJob } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst image photo.jpg --style painting.jpg
  nst image photo.jpg --style painting.jpg -o out.png --size 1024 --strength 0.8
  nst image photo.jpg --style a.jpg b.jpg --style-blend 0.7,0.3 --keep-colors luma
  nst image photo.jpg --reconstruct mixed2`;

/** The command, to be added to the program. */
export function imageCommand(): Command {
  const command = new FilesCommand('image')
    .description('give a picture the style of others')
    .usage('<content> --style <file...> [options]');
  return actMany(
    addTable(command, IMAGE_FLAGS).addHelpText('after', EXAMPLES),
    { kind: IMAGE_JOBS, table: IMAGE_FLAGS, sort: PICTURE_FILES, hasFolders: true },
    run,
  );
}

async function run(content: string | undefined, flags: ImageFlags): Promise<void> {
  if (content === undefined) return runWithout(flags);
  const given = { ...flags, content };
  await runLong({ command: 'image', table: IMAGE_FLAGS, flags: given }, await plan(given));
}

async function runWithout(flags: ImageFlags): Promise<void> {
  const greedy = greedyNames(IMAGE_OPTIONS);
  const { taken: [content] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (content === undefined) throw missingArgument('content', 'the picture to work on', greedy);
  await run(content, options);
}

/** The command as a job. */
export const IMAGE_JOBS = jobKind('image', IMAGE_FLAGS, async (flags) => ({
  ...(await plan(flags)),
  memoryBytes: await memoryOf(flags),
}));

/** What cannot be told is for the run to say. */
async function memoryOf(flags: ImageFlags): Promise<number | undefined> {
  const { predictTransfer } = await import('../image/predictTransfer.js');
  const { content = '' } = flags;
  return predictTransfer({ ...valuesIn(IMAGE_OPTIONS, flags), content }).catch(() => undefined);
}

async function plan(flags: ImageFlags): Promise<PlannedJob> {
  // The library is loaded when the command runs, so that help comes at once.
  const { transferImage } = await import('../image/transferImage.js');
  const { checkOutput, writePicture } = await import('../shared/pictures/write.js');
  const { content, reconstruct, preview, previewEvery } = flags;
  if (content === undefined) throw missingArgument('content', 'the picture to work on', []);
  if (reconstruct === undefined) requireStyle(flags.style, 'at least one picture');
  const suffix = reconstruct === undefined ? '-styled' : '-reconstructed';
  const { output = suffixedPath(content, suffix, '.png') } = flags;
  const inputs = filesIn(IMAGE_FLAGS, flags);
  await checkOutput(output, { force: flags.force || goesOn(flags), inputs });
  if (preview !== undefined) await checkOutput(preview, { force: true, inputs });
  const outputs = [
    { path: output, what: 'result' },
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
  ];
  await checkDistinct(outputs);
  const every = previewEvery ?? 1;
  const job: TransferJob<TransferImageResult, Picture> = {
    transfer: ({ reporter, signal, checkpoint, onPreview }) =>
      transferImage({
        ...valuesIn(IMAGE_OPTIONS, flags),
        content,
        reporter,
        signal,
        checkpoint,
        preview: preview === undefined ? undefined : { every, onPicture: onPreview },
      }),
    preview: preview === undefined ? undefined : { path: preview, write: writePicture },
    write: (result) => writePicture(output, result.picture, provenance(flags, result)),
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  };
  return { outputs: outputs.map(({ path }) => path), inputs, run: (tools) => performTransfer(job, tools) };
}
