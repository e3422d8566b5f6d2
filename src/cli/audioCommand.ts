/** `nst audio`: one sound in the style of others. */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { Command } from 'commander';
import { SOUND_FILES } from '../audio/files/soundFiles.js';
import type { SampleEncoding, WriteSoundOptions } from '../audio/index.js';
import type { KeepRules } from '../audio/keep/pieceFile.js';
import { AUDIO_OPTIONS } from '../audio/options.js';
import type { Scratch } from '../audio/scratch/scratch.js';
import type { LongSound } from '../audio/sound.js';
import type { LongTransferResult } from '../audio/transferLong.js';
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { messageOf, NstError } from '../shared/errors.js';
import { checkTable } from '../shared/options/checkTable.js';
import { filesIn } from '../shared/options/files.js';
import { kebabCase, valuesIn } from '../shared/options/option.js';
import { type Share, shareOf } from '../shared/options/share.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { siblingPath, suffixedPath } from '../shared/paths.js';
import { audioEvalCommand } from './audioEval.js';
import { AUDIO_FLAGS, type AudioFlags } from './audioFlags.js';
import { audioProvenance, jsonOf, recordLosses, summary, writeReport } from './audioReport.js';
import { audioStyleCommand } from './audioStyle.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { actMany, FilesCommand } from './many.js';
import { checkStandardOutput, type NamedSound, namedSounds, STANDARD_STREAM } from './standardStreams.js';
import { printBytes } from './streams.js';
import { passOptionsOn } from './subcommands.js';
import { addTable, greedyNames } from './tableCommand.js';
import { type ProgressTools, performTransfer, requireStyle, runPlanned } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst audio voice.wav --style guitar.wav
  nst audio song.mp3 --style rain.flac -o out.flac --strength 0.8
  nst audio voice.wav --style a.wav b.wav --style-blend 0.7 0.3
  ffmpeg -i film.mkv -f wav - | nst audio - --style rain.flac -o - > out.wav
  nst audio voice.wav --model guitar.safetensors
  nst audio style guitar.wav && nst audio voice.wav --style guitar.nststyle`;

/** The command, to be added to the program. */
export function audioCommand(): Command {
  const command = new FilesCommand('audio')
    .description('give a sound the style of others')
    .usage('<content> --style <file...> [options]');
  actMany(
    addTable(command, AUDIO_FLAGS).addHelpText('after', EXAMPLES),
    { kind: AUDIO_JOBS, table: AUDIO_FLAGS, sort: SOUND_FILES, hasFolders: true, endingOf: () => '.wav' },
    run,
  );
  return passOptionsOn(command).addCommand(audioEvalCommand()).addCommand(audioStyleCommand());
}

/** What the command line gives: files alone, and no samples. */
type GivenFlags = Omit<AudioFlags, 'content' | 'style'> & {
  readonly content?: string;
  readonly style?: readonly string[];
};
type CompleteFlags = GivenFlags & Required<Pick<GivenFlags, 'content' | 'style'>>;

async function run(content: string | undefined, flags: GivenFlags): Promise<void> {
  if (content === undefined) return runWithout(flags);
  await runPlanned(flags, await plan({ ...flags, content }));
}

async function runWithout(flags: GivenFlags): Promise<void> {
  const greedy = greedyNames(AUDIO_OPTIONS);
  const { taken: [content] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (content === undefined) throw missingArgument('content', 'the sound to work on', greedy);
  await run(content, options);
}

/** The command as a job. What a job names are files, as on the command line. */
export const AUDIO_JOBS = jobKind('audio', AUDIO_FLAGS, async (flags) => ({
  ...(await plan(flags as GivenFlags)),
  memoryBytes: SOUND_BYTES,
}));

/** Peaks of 5 and 15 minutes in one or two pieces at a time: 835 and 866 MB. Longer sounds lie in files. */
const SOUND_BYTES = 0.9e9;

async function plan({ content, style, ...others }: GivenFlags): Promise<PlannedJob> {
  if (content === undefined) throw missingArgument('content', 'the sound to work on', []);
  const styles = others.model === undefined ? requireStyle(style, 'at least one sound') : (style ?? []);
  const flags = { ...others, content, style: styles };
  checkTable(AUDIO_FLAGS, flags);
  checkOfNet(flags);
  const { output = defaultOutput(flags), bits = '16' } = flags;
  await checkOutputs(output, flags, bits);
  // A share of the pieces is no result that anybody looks for.
  const outputs =
    flags.share === undefined
      ? [output, flags.preview, flags.report].filter((path) => path !== undefined)
      : [];
  return { outputs, inputs: filesIn(AUDIO_FLAGS, flags), run: (tools) => transfer(output, flags, tools) };
}

async function transfer(output: string, flags: CompleteFlags, tools: JobTools): Promise<void> {
  // The library is loaded when the command runs, so that help comes at once.
  const { Scratch } = await import('../audio/scratch/scratch.js');
  const scratch = output === STANDARD_STREAM ? new Scratch() : new Scratch(dirname(output));
  try {
    const [content, ...styles] = (await namedSounds([flags.content, ...flags.style], scratch)) as [
      NamedSound,
      ...NamedSound[],
    ];
    await performTransfer<LongTransferResult>(jobOf({ output, content, styles, scratch }, flags), tools);
  } finally {
    scratch.close();
  }
}

/** What is for runs that take long, or compares with styles. */
const NOT_OF_NETS = ['resume', 'share', 'preview', 'previewEvery', 'report'] as const;

/** @throws NstError NST_BAD_OPTION for an option that a net has no use for */
function checkOfNet(flags: CompleteFlags): void {
  if (flags.model === undefined) return;
  const given = NOT_OF_NETS.find(
    (name) => flags[name] !== undefined && flags[name] !== AUDIO_FLAGS[name].fallback,
  );
  if (given === undefined) return;
  const problem = 'expected none beside --model, which is done at once; leave it out';
  throw new NstError('NST_BAD_OPTION', `${kebabCase(given)}: ${problem}`);
}

/** Where sounds come from and go. */
interface JobSounds {
  readonly output: string;
  readonly content: NamedSound;
  readonly styles: readonly NamedSound[];
  readonly scratch: Scratch;
}

function jobOf({ output, content, styles, scratch }: JobSounds, flags: CompleteFlags) {
  const { bits: encoding = '16', seed, preview, previewEvery: every = 1, report, resume } = flags;
  const isStandard = output === STANDARD_STREAM;
  const share = flags.share === undefined ? undefined : shareOf(flags.share);
  const keep = isStandard ? undefined : keepRules(output, share, resume);
  const losses = recordLosses();
  return {
    transfer: async ({ reporter, signal }: ProgressTools): Promise<LongTransferResult> => {
      const { transferLong } = await import('../audio/transferLong.js');
      const onSound = (sound: LongSound) =>
        writePreview(preview ?? '', sound, { encoding, seed }, reporter.warn);
      return transferLong(
        {
          ...valuesIn(AUDIO_OPTIONS, flags),
          content,
          style: styles,
          reporter: losses.listen(reporter),
          signal,
          keep,
          share,
          preview: preview === undefined ? undefined : { every, onSound },
        },
        scratch,
      );
    },
    write: async (result: LongTransferResult) => {
      if (share) return;
      const provenance = audioProvenance(flags, result);
      await writeResult(output, result.sound, { encoding, seed, provenance }, scratch);
      if (report !== undefined) {
        const { excerptOf } = await import('../audio/sound.js');
        await writeReport(report, excerptOf(result.sound), { ...flags, content, styles }, losses.steps);
      }
      // What was returned as it was has no pieces: these are another run's.
      const isDone = result.ended !== 'stopped' && result.ended !== 'unchanged';
      if (keep && isDone)
        for (const path of [keep.path, ...(keep.others ?? [])]) await rm(path, { force: true });
    },
    summary: (result: LongTransferResult) =>
      share
        ? `${keep?.path}: share ${share.number} of ${share.of}`
        : summary(
            isStandard ? 'standard output' : output,
            result,
            keep !== undefined && existsSync(keep.path),
          ),
    json: (result: LongTransferResult) => jsonOf(output, result),
  };
}

/** Where the finished pieces of a result are kept until it is done. */
const piecePath = (output: string) => suffixedPath(output, '', `${extname(output)}.pieces`);

/** A share has a file of its own, which a run goes on with; the run without one takes what is in all of them. */
function keepRules(output: string, share: Share | undefined, resume: boolean | undefined): KeepRules {
  const path = piecePath(output);
  if (share) return { path: `${path}.${share.number}-of-${share.of}`, resume: true };
  const name = `${basename(path)}.`;
  const others = readdirSync(dirname(path))
    .filter((other) => other.startsWith(name) && /^\d+-of-\d+$/.test(other.slice(name.length)))
    .map((other) => siblingPath(path, other));
  return { path, resume, others };
}

/** One that cannot be written is no reason to lose the result. */
async function writePreview(
  path: string,
  sound: LongSound,
  options: WriteSoundOptions,
  warn: (text: string) => void,
): Promise<void> {
  const { Scratch } = await import('../audio/scratch/scratch.js');
  const { writeLongSound } = await import('../audio/files/writeSound.js');
  const room = new Scratch(dirname(path));
  await writeLongSound(path, sound, options, room).catch((error: unknown) => warn(messageOf(error)));
  room.close();
}

/** What comes in through a pipe goes out through one. */
function defaultOutput({ content }: CompleteFlags): string {
  return content === STANDARD_STREAM ? STANDARD_STREAM : suffixedPath(content, '-styled', '.wav');
}

async function writeResult(
  output: string,
  sound: LongSound,
  options: WriteSoundOptions,
  scratch: Scratch,
): Promise<void> {
  const { soundBytes, writeLongSound } = await import('../audio/files/writeSound.js');
  if (output !== STANDARD_STREAM) return writeLongSound(output, sound, options, scratch);
  for await (const bytes of soundBytes(sound, 'wav', options, scratch)) await printBytes(bytes);
}

async function checkOutputs(output: string, flags: CompleteFlags, encoding: SampleEncoding): Promise<void> {
  const { force = false, preview, report } = flags;
  const { outputFormat } = await import('../audio/index.js');
  const inputs = filesIn(AUDIO_FLAGS, flags);
  const isStandard = output === STANDARD_STREAM;
  if (isStandard) checkStandardOutput(flags, 'a sound');
  else {
    outputFormat(output, encoding);
    await checkOutputPath(output, { force: force || isResumed(output, flags), inputs });
    checkPieces(output, flags);
  }
  if (preview !== undefined) {
    outputFormat(preview, encoding);
    await checkOutputPath(preview, { force: true, inputs });
  }
  if (report !== undefined) await checkOutputPath(report, { force, inputs });
  await checkDistinct([
    ...(isStandard ? [] : [{ path: output, what: 'result' }]),
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
    ...(report === undefined ? [] : [{ path: report, what: 'report' }]),
  ]);
}

/** What a run that was broken off has written may be replaced by the run that goes on. */
const isResumed = (output: string, { resume = false }: CompleteFlags) =>
  resume && existsSync(piecePath(output));

/** Pieces that took hours are not overwritten unasked. @throws NstError NST_WOULD_OVERWRITE */
function checkPieces(output: string, { resume = false, force = false }: CompleteFlags): void {
  const path = piecePath(output);
  if (resume || force || !existsSync(path)) return;
  const problem = 'it has the pieces of a run that was broken off';
  throw new NstError(
    'NST_WOULD_OVERWRITE',
    `${path}: ${problem}; go on with --resume, or start again with --force`,
  );
}
