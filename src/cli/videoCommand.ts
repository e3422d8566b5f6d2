/** `nst video`: a film in the style of pictures. */
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import type { PlannedJob } from '../jobs/kind.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { NstError } from '../shared/errors.js';
import type { FileSort } from '../shared/filesLike.js';
import { isInputFolder } from '../shared/inputFile.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { checkOutputFolder } from '../shared/outputFolder.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { FilmResult } from '../video/index.js';
import { VIDEO_OPTIONS } from '../video/options.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { packageVersion } from './packageVersion.js';
import { addTable, greedyNames } from './tableCommand.js';
import {
  type ProgressTools,
  performTransfer,
  requireStyle,
  runPlanned,
  type TransferJob,
} from './transferRun.js';
import { VIDEO_FLAGS, type VideoFlags } from './videoFlags.js';

const EXAMPLES = `
Examples:
  nst video clip.mp4 --style woodcut
  nst video clip.mp4 --style painting.jpg -o out.mp4 --from 3 --to 8
  nst video frames/ --style painting.jpg -o out/ --size 640
  nst video clip.gif --style mosaic -o out.webp`;

/** What patterns stand for; folders are films of their own. */
const FILM_FILES: FileSort = {
  what: 'films',
  endings: new Set(['.mp4', '.m4v', '.mov', '.mkv', '.webm', '.avi', '.gif', '.webp', '.apng']),
};

/** The command, to be added to the program. */
export function videoCommand(): Command {
  const command = new FilesCommand('video')
    .description('give a film the style of pictures, or one that a net has learnt')
    .usage('<film> --style <style...> [options]');
  return actMany(
    addTable(command, VIDEO_FLAGS).addHelpText('after', EXAMPLES),
    { kind: VIDEO_JOBS, table: VIDEO_FLAGS, sort: FILM_FILES, hasFolders: false, endingOf },
    run,
  );
}

async function run(content: string | undefined, flags: VideoFlags): Promise<void> {
  if (content === undefined) return runWithout(flags);
  await runPlanned(flags, await plan({ ...flags, content }));
}

async function runWithout(flags: VideoFlags): Promise<void> {
  const greedy = greedyNames(VIDEO_OPTIONS);
  const { taken: [content] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (content === undefined) throw missingArgument('content', 'the film to work on', greedy);
  await run(content, options);
}

type CompleteFlags = VideoFlags & Required<Pick<VideoFlags, 'content'>>;

/** The command as a job. */
export const VIDEO_JOBS = jobKind('video', VIDEO_FLAGS, plan);

async function plan({ content, ...others }: VideoFlags): Promise<PlannedJob> {
  if (content === undefined) throw missingArgument('content', 'the film to work on', []);
  const flags = { ...others, content };
  if (flags.model === undefined) requireStyle(flags.style, 'a picture or the name of a style');
  const { checkOutput } = await import('../shared/pictures/write.js');
  const { preview, output = await outputBeside(content) } = flags;
  const inputs = filesIn(VIDEO_FLAGS, flags);
  await checkResult(output, flags);
  if (preview !== undefined) await checkOutput(preview, { force: true, inputs });
  await checkDistinct([
    { path: output, what: 'result' },
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
  ]);
  // A share of a film is no result that anybody looks for.
  const outputs = flags.share === undefined ? [output, preview].filter((path) => path !== undefined) : [];
  return { outputs, inputs, run: async (tools) => performTransfer(await jobOf(output, flags), tools) };
}

async function jobOf(output: string, flags: CompleteFlags): Promise<TransferJob<FilmResult, Picture>> {
  // The library is loaded when the command runs, so that help comes at once.
  const { styliseFilm } = await import('../video/index.js');
  const { writePicture } = await import('../shared/pictures/write.js');
  const { content, preview, audioStyle } = flags;
  return {
    transfer: (tools) =>
      styliseFilm({
        ...valuesIn(VIDEO_OPTIONS, flags),
        content,
        output,
        reporter: tools.reporter,
        signal: tools.signal,
        onFrame: tools.onPreview,
        makeSound: audioStyle === undefined ? undefined : (path) => makeSound(path, audioStyle, flags, tools),
      }),
    preview: preview === undefined ? undefined : { path: preview, write: writePicture },
    // The library has: frames are too many to be handed over.
    write: async () => undefined,
    summary: (result) => summary(output, result),
    json: (result) => ({ output, ...result, version: packageVersion() }),
  };
}

/** A film becomes an MP4, an animation one of its kind. */
function endingOf(content: string): string {
  const ending = extname(content).toLowerCase();
  return KEPT_ENDINGS.has(ending) ? ending : '.mp4';
}
const KEPT_ENDINGS = new Set(['.gif', '.webp', '.png', '.apng', '.mov', '.mkv', '.webm']);

/** The same beside the content; frames become a folder of them. */
async function outputBeside(content: string): Promise<string> {
  const { isPattern, withoutNumber } = await import('../video/index.js');
  if ((await isInputFolder(content)) || isPattern(content))
    return suffixedPath(withoutNumber(content), '-styled', '');
  return suffixedPath(content, '-styled', endingOf(content));
}

async function checkResult(output: string, flags: CompleteFlags): Promise<void> {
  const { filmKind, framePath } = await import('../video/index.js');
  const rules = { force: flags.force ?? false, inputs: filesIn(VIDEO_FLAGS, flags) };
  const kind = filmKind(output);
  // Of frames the first one stands for all.
  if (kind === 'folder') await checkOutputFolder(output, [basename(framePath(output, 0))], rules);
  else await checkOutputPath(kind === 'pattern' ? framePath(output, 0) : output, rules);
}

/** Gives the film's sound a style, as `nst audio` does; one that was made before the run was cut off is taken as it is. */
async function makeSound(
  path: string,
  style: string,
  { content, seed, ffmpeg }: CompleteFlags,
  { reporter, signal }: ProgressTools,
): Promise<void> {
  if (await stat(path).catch(() => undefined)) return;
  reporter.stage('giving the sound a style');
  const { transferAudio, writeSound } = await import('../audio/index.js');
  const { sound, ended } = await transferAudio({
    content,
    style,
    ...(seed === undefined ? {} : { seed }),
    ffmpegPath: ffmpeg ?? 'ffmpeg',
    reporter,
    signal,
  });
  if (ended === 'stopped')
    throw new NstError('NST_ABORTED', 'stopped while the sound was given a style; finished frames are kept');
  await writeSound(path, sound);
}

function summary(
  output: string,
  { frames, width, height, fps, scenes, seconds, method, device, work, ended }: FilmResult,
): string {
  if (ended === 'stopped')
    return `stopped: ${frames} finished frames are kept in ${work}; the same command goes on with them`;
  const rate = Number(fps.toFixed(3));
  const cuts = scenes > 1 ? `, ${scenes} scenes` : '';
  return `${output}: ${frames} frames, ${width}x${height}, ${rate} a second${cuts}, in ${seconds.toFixed(1)} s by ${method} on ${device}`;
}
