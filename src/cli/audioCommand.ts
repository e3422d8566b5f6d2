/** `nst audio`: one sound in the style of others. */
import { Command, Option } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type {
  Loudness,
  SampleEncoding,
  Sound,
  TransferAudioOptions,
  TransferAudioResult,
} from '../audio/index.js';
import { checkOneOf } from '../shared/check.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { audioEvalCommand } from './audioEval.js';
import { jsonOf, recordLosses, summary, writeReport } from './audioReport.js';
import { audioStyleCommand } from './audioStyle.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { parseNumber, parseNumbers } from './parse.js';
import { passOptionsOn } from './subcommands.js';
import { addRunOptions, type RunFlags, requireStyle, runTransfer, withoutRunFlags } from './transferRun.js';

interface AudioFlags
  extends Omit<TransferAudioOptions, 'content' | 'style' | 'ffmpegPath' | 'preview'>,
    RunFlags {
  readonly style: string[];
  readonly output?: string;
  readonly bits: string;
  readonly ffmpeg: string;
  readonly preview?: string;
  readonly previewEvery: number;
  readonly report?: string;
}

const EXAMPLES = `
Examples:
  nst audio voice.wav --style guitar.wav
  nst audio song.mp3 --style rain.flac -o out.flac --strength 0.8
  nst audio voice.wav --style a.wav b.wav --style-blend 0.7,0.3
  nst audio style guitar.wav && nst audio voice.wav --style guitar.nststyle`;

const ENCODINGS = ['16', '24', '32f'] as const satisfies readonly SampleEncoding[];

/** The command, to be added to the program. */
export function audioCommand(): Command {
  const command = new Command('audio')
    .description('give a sound the style of others')
    .argument('[content]', 'the sound to work on (WAV, FLAC, MP3, Ogg Vorbis, Opus; others through ffmpeg)')
    .usage('<content> --style <file...> [options]')
    .option('-s, --style <file...>', 'sounds whose style it is given, or styles saved by nst audio style')
    .option('-o, --output <file>', 'the result: .wav or .flac (default: beside the content)')
    .option('--preset <name>', 'default, fast, best, speech, music, verma2018 or ulyanov', 'default')
    .option('--method <name>', 'transfer, or eq-match: only move the long-term spectrum', 'transfer')
    .option(
      '--strength <0..1>',
      'from the content (0) to nothing but style (1) (default: 0.6; speech 0.4)',
      parseNumber,
    )
    .option('--style-blend <shares>', 'share of each style, e.g. 0.7,0.3', parseNumbers)
    .option(
      '--network <name>',
      'what the style is seen with: audio, random or ulyanov (default: the preset’s)',
    )
    .option('--synthesis <how>', 'what is varied: waveform, spectrogram or hybrid (default: the preset’s)')
    .option('--start <what>', 'what it is varied from: content or noise (default: the preset’s)')
    .option('--phase <where>', 'of spectrograms, from: content, random or gradient (default: the preset’s)')
    .option('--rhythm <whose>', 'repetitions: content, style or none (default: the preset’s)')
    .option('--envelope <whose>', 'loudness over time: content, style or none (default: the preset’s)')
    .option('--loudness <level>', 'of the result: content, style, none, or LUFS, e.g. -16', parseLoudness)
    .option('--stereo <how>', 'mid and side (ms), left and right (lr), or their sum (mono)', 'ms')
    .option('--iterations <n>', 'evaluations of the losses for every piece', parseNumber)
    .option('--bits <16|24|32f>', 'samples of the result', '16')
    .option('--seed <n>', 'seed of the random filters and of the dither', parseNumber, 0)
    .option('--device <name>', 'auto, cpu, cuda, webgpu, coreml, dml or tfjs', 'auto')
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
    .option('--ffmpeg <program>', 'ffmpeg, for files that are not built in', 'ffmpeg')
    .option('--report <file>', 'write one HTML page with measures, losses, spectrograms and players')
    .option('--preview <file>', 'write how it sounds so far: .wav or .flac')
    .addOption(
      new Option('--preview-every <n>', 'iterations between previews').argParser(parseNumber).default(10),
    );
  addRunOptions(command).addHelpText('after', EXAMPLES).action(run);
  return passOptionsOn(command).addCommand(audioEvalCommand()).addCommand(audioStyleCommand());
}

/** A word, or a number of LUFS. */
function parseLoudness(text: string): Loudness {
  return /^[a-z]/i.test(text) ? (text as Loudness) : parseNumber(text);
}

type GivenFlags = Omit<AudioFlags, 'style'> & Partial<Pick<AudioFlags, 'style'>>;

async function run(content: string | undefined, flags: GivenFlags): Promise<void> {
  if (content === undefined) return runWithout(flags);
  await transfer(content, { ...flags, style: requireStyle(flags.style, 'at least one sound') });
}

async function runWithout(flags: GivenFlags): Promise<void> {
  const { taken: [content] = [], options = flags } = restoreArguments(flags, ['style'], 1) ?? {};
  if (content === undefined) throw missingArgument('content', 'the sound to work on', ['style']);
  await run(content, options);
}

async function transfer(content: string, flags: AudioFlags): Promise<void> {
  const { transferAudio, writeSound } = await import('../audio/index.js');
  const {
    output = suffixedPath(content, '-styled', '.wav'),
    bits,
    ffmpeg,
    preview,
    previewEvery,
    report,
    ...options
  } = withoutRunFlags(flags);
  const encoding = checkOneOf('bits', bits, ENCODINGS);
  await checkOutputs(content, output, flags, encoding);
  const losses = recordLosses();
  await runTransfer<TransferAudioResult, Sound>(flags, {
    transfer: ({ reporter, signal, onPreview }) =>
      transferAudio({
        ...options,
        content,
        reporter: losses.listen(reporter),
        signal,
        ffmpegPath: ffmpeg,
        ...(preview !== undefined && { preview: { every: previewEvery, onSound: onPreview } }),
      }),
    ...(preview !== undefined && {
      preview: { path: preview, write: (path, sound) => writeSound(path, sound, encoding, flags.seed) },
    }),
    write: async (result) => {
      await writeSound(output, result.sound, encoding, flags.seed);
      if (report === undefined) return;
      const sources = { content, styles: flags.style, ffmpegPath: ffmpeg };
      await writeReport(report, result.sound, sources, losses.steps);
    },
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  });
}

async function checkOutputs(
  content: string,
  output: string,
  { force = false, style, preview, report }: AudioFlags,
  encoding: SampleEncoding,
): Promise<void> {
  const { outputFormat } = await import('../audio/index.js');
  const inputs = [content, ...style];
  outputFormat(output, encoding);
  await checkOutputPath(output, { force, inputs });
  if (preview !== undefined) {
    outputFormat(preview, encoding);
    await checkOutputPath(preview, { force: true, inputs });
  }
  if (report !== undefined) await checkOutputPath(report, { force, inputs });
  await checkDistinct([
    { path: output, what: 'result' },
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
    ...(report === undefined ? [] : [{ path: report, what: 'report' }]),
  ]);
}
