/** `nst audio`: one sound in the style of others. */
import { Command } from 'commander';
import type { SampleEncoding, Sound, TransferAudioResult, WriteSoundOptions } from '../audio/index.js';
import { AUDIO_OPTIONS } from '../audio/options.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { checkTable } from '../shared/options/checkTable.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { audioEvalCommand } from './audioEval.js';
import { AUDIO_FLAGS, type AudioFlags } from './audioFlags.js';
import { audioProvenance, jsonOf, recordLosses, summary, writeReport } from './audioReport.js';
import { audioStyleCommand } from './audioStyle.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { checkStandardOutput, type NamedSound, namedSounds, STANDARD_STREAM } from './standardStreams.js';
import { printBytes } from './streams.js';
import { passOptionsOn } from './subcommands.js';
import { addTable, greedyNames } from './tableCommand.js';
import { requireStyle, runTransfer } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst audio voice.wav --style guitar.wav
  nst audio song.mp3 --style rain.flac -o out.flac --strength 0.8
  nst audio voice.wav --style a.wav b.wav --style-blend 0.7 0.3
  ffmpeg -i film.mkv -f wav - | nst audio - --style rain.flac -o - > out.wav
  nst audio style guitar.wav && nst audio voice.wav --style guitar.nststyle`;

/** The command, to be added to the program. */
export function audioCommand(): Command {
  const command = new Command('audio')
    .description('give a sound the style of others')
    .usage('<content> --style <file...> [options]');
  addTable(command, AUDIO_FLAGS).addHelpText('after', EXAMPLES).action(run);
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
  await transfer({ ...flags, content, style: requireStyle(flags.style, 'at least one sound') });
}

async function runWithout(flags: GivenFlags): Promise<void> {
  const greedy = greedyNames(AUDIO_OPTIONS);
  const { taken: [content] = [], options = flags } = restoreArguments(flags, greedy, 1) ?? {};
  if (content === undefined) throw missingArgument('content', 'the sound to work on', greedy);
  await run(content, options);
}

async function transfer(flags: CompleteFlags): Promise<void> {
  // The library is loaded when the command runs, so that help comes at once.
  const { transferAudio, writeSound } = await import('../audio/index.js');
  checkTable(AUDIO_FLAGS, flags);
  const { output = defaultOutput(flags) } = flags;
  const { bits = '16', seed, preview, previewEvery: every = 1, report } = flags;
  await checkOutputs(output, flags, bits);
  const [content, ...styles] = (await namedSounds([flags.content, ...flags.style])) as [
    NamedSound,
    ...NamedSound[],
  ];
  const losses = recordLosses();
  await runTransfer<TransferAudioResult, Sound>(flags, {
    transfer: ({ reporter, signal, onPreview }) =>
      transferAudio({
        ...valuesIn(AUDIO_OPTIONS, flags),
        content,
        style: styles,
        reporter: losses.listen(reporter),
        signal,
        preview: preview === undefined ? undefined : { every, onSound: onPreview },
      }),
    preview:
      preview === undefined
        ? undefined
        : { path: preview, write: (path, sound) => writeSound(path, sound, { encoding: bits, seed }) },
    write: async (result) => {
      await writeResult(output, result.sound, {
        encoding: bits,
        seed,
        provenance: audioProvenance(flags, result),
      });
      if (report === undefined) return;
      await writeReport(report, result.sound, { ...flags, content, styles }, losses.steps);
    },
    summary: (result) => summary(output === STANDARD_STREAM ? 'standard output' : output, result),
    json: (result) => jsonOf(output, result),
  });
}

/** What comes in through a pipe goes out through one. */
function defaultOutput({ content }: CompleteFlags): string {
  return content === STANDARD_STREAM ? STANDARD_STREAM : suffixedPath(content, '-styled', '.wav');
}

async function writeResult(output: string, sound: Sound, options: WriteSoundOptions): Promise<void> {
  const { encodeSound, writeSound } = await import('../audio/index.js');
  if (output === STANDARD_STREAM) await printBytes(await encodeSound(sound, 'wav', options));
  else await writeSound(output, sound, options);
}

async function checkOutputs(output: string, flags: CompleteFlags, encoding: SampleEncoding): Promise<void> {
  const { force = false, preview, report } = flags;
  const { outputFormat } = await import('../audio/index.js');
  const inputs = filesIn(AUDIO_FLAGS, flags);
  const isStandard = output === STANDARD_STREAM;
  if (isStandard) checkStandardOutput(flags);
  else {
    outputFormat(output, encoding);
    await checkOutputPath(output, { force, inputs });
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
