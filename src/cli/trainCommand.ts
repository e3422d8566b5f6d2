/** `nst train`: a net that gives pictures or sounds a style in one pass. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command } from 'commander';
import { SOUND_FILES } from '../audio/files/soundFiles.js';
import type { TrainedSound } from '../audio/train/trainSound.js';
import type { TrainedStyle } from '../image/index.js';
import { checkTrainOptions, TRAIN_OPTIONS } from '../image/train/options.js';
import type { PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { type OptionsOf, valuesIn } from '../shared/options/option.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { packageVersion } from './packageVersion.js';
import { addTable, greedyNames } from './tableCommand.js';
import { TRAIN_FLAGS, type TrainFlags } from './trainFlags.js';
import { type ProgressTools, performTransfer, runPlanned, type TransferJob } from './transferRun.js';

const ENDING = '.safetensors';
const EXAMPLES = `
Examples:
  nst train painting.jpg --content photos/ -o my.safetensors
  nst train a.jpg b.jpg c.jpg --content photos/ --minutes 60 -o three.safetensors
  nst train painting.jpg --content photos/ -o my.safetensors --resume
  nst train guitar.wav --audio -o guitar.safetensors --minutes 5`;

/** The command, to be added to the program. */
export function trainCommand(): Command {
  const command = new Command('train')
    .description('train a net that gives pictures, or sounds, a style in a second')
    .usage('<style...> --content <file...> [options]');
  return addTable(command, TRAIN_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(style: readonly string[], flags: TrainFlags): Promise<void> {
  if (style.length > 0) return train({ ...flags, style });
  const greedy = greedyNames(TRAIN_OPTIONS);
  const { taken = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (taken.length === 0) throw missingArgument('style', 'the pictures whose style is learnt', greedy);
  await train({ ...options, style: taken });
}

async function train(flags: GivenTraining): Promise<void> {
  const { force = false, resume = false } = flags;
  if (flags.audio) checkSoundFlags(flags);
  else checkNoSounds(flags);
  const { output, checkpoint } = filesOf(flags);
  await checkOutputs(flags, force || resume);
  checkCheckpoint(checkpoint, flags);
  if (force && !resume) await rm(checkpoint, { force: true });
  await runPlanned(flags, plannedTraining(flags, { output, checkpoint }));
}

/** A job always goes on where there is something to go on from. */
const { resume: _, ...JOB_FLAGS } = TRAIN_FLAGS;

/** The command as a job. */
export const TRAIN_JOBS = jobKind('train', JOB_FLAGS, planJob);

/** A job goes on from its checkpoint, whoever began it: that results may be replaced is no reason to begin anew. */
async function planJob({ style, ...flags }: OptionsOf<typeof JOB_FLAGS>): Promise<PlannedJob> {
  if (style === undefined) throw missingArgument('style', 'the pictures whose style is learnt', []);
  const given = { ...flags, style: [style].flat() };
  if (given.audio) checkSoundFlags(given);
  else {
    checkNoSounds(given);
    checkTrainOptions({
      ...valuesIn(TRAIN_OPTIONS, given),
      content: given.content ?? [],
      style: given.style,
    });
  }
  await checkOutputs(given, given.force ?? false);
  return plannedTraining(given, filesOf(given));
}

/** What nets of sounds have no use for. */
const OF_PICTURES = ['method', 'size', 'from'] as const;

/** @throws NstError NST_BAD_OPTION for more than one sound, or for an option of pictures */
function checkSoundFlags(flags: GivenTraining): void {
  const { style } = flags;
  if (style.length !== 1)
    throw new NstError('NST_BAD_OPTION', `style: expected one sound with --audio, found ${style.length}`);
  const given = OF_PICTURES.find((name) => ![undefined, TRAIN_FLAGS[name].fallback].includes(flags[name]));
  if (given === undefined) return;
  throw new NstError('NST_BAD_OPTION', `${given}: expected none with --audio: it is for nets of pictures`);
}

/** @throws NstError NST_BAD_OPTION for a sound where pictures are learnt */
function checkNoSounds({ style }: GivenTraining): void {
  const sound = style.find((file) => SOUND_FILES.endings.has(extname(file).toLowerCase()));
  if (sound === undefined) return;
  throw new NstError('NST_BAD_OPTION', `style: expected pictures, found a sound (${sound}); add --audio`);
}

/** Flags with styles. */
type GivenTraining = TrainFlags & { readonly style: readonly string[] };

/** What a training writes. */
interface TrainingFiles {
  readonly output: string;
  readonly checkpoint: string;
}

function filesOf({ style, output = suffixedPath(style[0]!, '', ENDING) }: GivenTraining): TrainingFiles {
  return { output, checkpoint: suffixedPath(output, '.checkpoint', ENDING) };
}

/** @throws NstError for a net that cannot be written */
async function checkOutputs(flags: GivenTraining, force: boolean): Promise<void> {
  const { output } = filesOf(flags);
  if (!output.endsWith(ENDING))
    throw new NstError('NST_BAD_OPTION', `output: expected a name that ends in ${ENDING}, found "${output}"`);
  await checkOutputPath(output, { force, inputs: filesIn(TRAIN_FLAGS, flags) });
}

/** What came of a training of either kind. */
type Trained = TrainedStyle | TrainedSound;

function plannedTraining(flags: GivenTraining, { output, checkpoint }: TrainingFiles): PlannedJob {
  const job: TransferJob<Trained, never> = {
    transfer: (tools) => trained(flags, { ...tools, checkpoint, creator: `nst ${packageVersion()}` }),
    write: async (result) => {
      const { writeModel } = await import('../image/index.js');
      await writeModel(output, result.model);
      // What was stopped may go on.
      if (result.ended !== 'stopped') await rm(checkpoint, { force: true });
    },
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  };
  return {
    outputs: [output],
    inputs: filesIn(TRAIN_FLAGS, flags),
    run: (tools) => performTransfer(job, tools),
  };
}

/** What a training is given besides its flags. */
interface TrainingTools extends ProgressTools {
  readonly checkpoint: string;
  readonly creator: string;
}

/** The library is loaded when the command runs, so that help comes at once. */
async function trained(
  flags: GivenTraining,
  { reporter, signal, checkpoint, creator }: TrainingTools,
): Promise<Trained> {
  const run = { checkpoint, reporter, signal, creator };
  if (flags.audio) {
    const { TRAIN_SOUND_OPTIONS } = await import('../audio/train/options.js');
    const { trainSound } = await import('../audio/train/trainSound.js');
    const { style, content, ...values } = flags;
    const sounds = content === undefined ? {} : { content: [content].flat() };
    return trainSound({ ...valuesIn(TRAIN_SOUND_OPTIONS, values), ...sounds, style: style[0]!, ...run });
  }
  const { trainStyle } = await import('../image/index.js');
  const { style, content = [] } = flags;
  return trainStyle({ ...valuesIn(TRAIN_OPTIONS, flags), style, content, ...run });
}

/** @throws NstError NST_BAD_OPTION for what would be lost, or is not there */
function checkCheckpoint(path: string, { resume = false, force = false }: TrainFlags): void {
  if (existsSync(path) === resume || force) return;
  const problem = resume
    ? `expected ${path} to go on from, found none; leave --resume out`
    : `${path} is there: add --resume to go on with that training, or --force to begin anew`;
  throw new NstError('NST_BAD_OPTION', `resume: ${problem}`);
}

function summary(output: string, { model, steps, seconds, ended }: Trained): string {
  const state = ended === 'stopped' ? ', stopped: --resume goes on' : '';
  return `${output}: ${model.card.method}, ${steps} steps in ${(seconds / 60).toFixed(1)} min${state}`;
}

function jsonOf(output: string, { model: { card }, ...result }: Trained) {
  const { method, styles, strength, seed } = card;
  return {
    output,
    method,
    styles: styles.map(({ name }) => name),
    strength,
    ...('sizePx' in card && { sizePx: card.sizePx }),
    seed,
    ...result,
    version: packageVersion(),
  };
}
