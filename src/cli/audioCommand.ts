/** `nst audio`: one sound in the style of others. */
import { basename, dirname, extname, join } from 'node:path';
import { Command } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { Loudness, SampleEncoding, TransferAudioOptions, TransferAudioResult } from '../audio/index.js';
import { checkOneOf } from '../shared/check.js';
import { NstError } from '../shared/errors.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { audioEvalCommand } from './audioEval.js';
import { EXIT } from './exitCodes.js';
import { catchInterrupt } from './interrupt.js';
import { packageVersion } from './packageVersion.js';
import { parseNumber, parseNumbers } from './parse.js';
import type { Verbosity } from './progress.js';

interface AudioFlags extends Omit<TransferAudioOptions, 'content' | 'style' | 'ffmpegPath'> {
  readonly style: string[];
  readonly output?: string;
  readonly bits: string;
  readonly ffmpeg?: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  nst audio voice.wav --style guitar.wav
  nst audio song.mp3 --style rain.flac -o out.flac --strength 0.8
  nst audio voice.wav --style a.wav b.wav --style-blend 0.7,0.3`;

const ENCODINGS = ['16', '24', '32f'] as const satisfies readonly SampleEncoding[];

/** The command, to be added to the program. */
export function audioCommand(): Command {
  return new Command('audio')
    .description('give a sound the style of others')
    .argument('<content>', 'the sound to work on (WAV, FLAC, MP3, Ogg Vorbis, Opus; others through ffmpeg)')
    .usage('<content> --style <file...> [options]')
    .option('-s, --style <file...>', 'sounds whose style it is given')
    .option('-o, --output <file>', 'the result: .wav or .flac (default: beside the content)')
    .option('--preset <name>', 'default, fast or best', 'default')
    .option('--method <name>', 'transfer, or eq-match: only move the long-term spectrum', 'transfer')
    .option('--strength <0..1>', 'from the content (0) to nothing but style (1) (default: 0.6)', parseNumber)
    .option('--style-blend <shares>', 'share of each style, e.g. 0.7,0.3', parseNumbers)
    .option('--envelope <whose>', 'loudness over time: content, style or none (default: content)')
    .option('--loudness <level>', 'of the result: content, style, none, or LUFS, e.g. -16', parseLoudness)
    .option('--iterations <n>', 'evaluations of the losses for every piece of up to 8 s', parseNumber)
    .option('--bits <16|24|32f>', 'samples of the result', '16')
    .option('--seed <n>', 'seed of the random filters and of the dither', parseNumber, 0)
    .option('--device <name>', 'auto, cpu, cuda, webgpu, coreml, dml or tfjs', 'auto')
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
    .option('--ffmpeg <program>', 'ffmpeg, for files that are not built in', 'ffmpeg')
    .option('--json', 'print one JSON object about the result')
    .option('--force', 'replace the result if it exists')
    .option('-q, --quiet', 'no progress')
    .option('-v, --verbose', 'every step')
    .addHelpText('after', EXAMPLES)
    .action(run)
    .addCommand(audioEvalCommand());
}

/** A word, or a number of LUFS. */
function parseLoudness(text: string): Loudness {
  return /^[a-z]/i.test(text) ? (text as Loudness) : parseNumber(text);
}

/** `voice.mp3` becomes `voice-styled.wav` beside it. */
function defaultOutput(content: string): string {
  return join(dirname(content), `${basename(content, extname(content))}-styled.wav`);
}

type GivenFlags = Omit<AudioFlags, 'style'> & Partial<Pick<AudioFlags, 'style'>>;

async function run(content: string, { style, ...flags }: GivenFlags): Promise<void> {
  if (!style) {
    throw new NstError('NST_BAD_OPTION', 'style: expected at least one sound, found none; add --style FILE');
  }
  await transfer(content, { ...flags, style });
}

async function transfer(content: string, flags: AudioFlags): Promise<void> {
  const { transferAudio, outputFormat, writeSound } = await import('../audio/index.js');
  const { progressReporter } = await import('./progress.js');
  const {
    output = defaultOutput(content),
    bits,
    ffmpeg,
    json,
    force = false,
    quiet,
    verbose,
    ...rest
  } = flags;
  const encoding = checkOneOf('bits', bits, ENCODINGS);
  outputFormat(output, encoding);
  await checkOutputPath(output, { force, inputs: [content, ...flags.style] });
  const verbosity: Verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  const reporter = progressReporter(verbosity);
  const interrupt = catchInterrupt();
  const result = await transferAudio({
    ...rest,
    content,
    reporter,
    signal: interrupt.signal,
    ...(ffmpeg !== undefined && { ffmpegPath: ffmpeg }),
  }).finally(() => {
    reporter.stop();
    interrupt.release();
  });
  await writeSound(output, result.sound, encoding, flags.seed);
  if (verbosity !== 'quiet') process.stderr.write(`${summary(output, result)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(jsonOf(output, result))}\n`);
  if (result.ended === 'stopped') process.exitCode = EXIT.interrupted;
}

const secondsOf = ({ channels, sampleRateHz }: TransferAudioResult['sound']) =>
  (channels[0]?.length ?? 0) / sampleRateHz;

function summary(output: string, { sound, seconds, iterations, ended, device }: TransferAudioResult): string {
  const what = `${secondsOf(sound).toFixed(1)} s of sound`;
  if (ended === 'unchanged') return `${output}: ${what}, unchanged`;
  const state = ended === 'stopped' ? ', interrupted: pieces that were not begun are as in the content' : '';
  return `${output}: ${what}, ${iterations} iterations in ${seconds.toFixed(1)} s on ${device}${state}`;
}

function jsonOf(output: string, { sound, ...result }: TransferAudioResult) {
  const { channels, sampleRateHz } = sound;
  const format = { durationS: secondsOf(sound), sampleRateHz, channels: channels.length };
  return { output, ...format, ...result, version: packageVersion() };
}
