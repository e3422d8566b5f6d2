/** `nst audio eval`: measures a result between its content and its style. */
import { basename } from 'node:path';
import { Command } from 'commander';
import type { SoundEvaluation } from '../audio/evaluate.js';
import type { ReadSoundOptions, Sound, StyleSource, TransferAudioResult } from '../audio/index.js';
import { AUDIO_OPTIONS } from '../audio/options.js';
import { type OptionsOf, pickRows, valuesIn } from '../shared/options/option.js';
import { filesOption, outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { interruptedCode } from './interrupt.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';
import { withProgress } from './transferRun.js';

const SECTION = 'What came of it';

/** How files are read. */
const READ_OPTIONS = pickRows(AUDIO_OPTIONS, ['salvage', 'ffmpegPath']);

/** Flags of `nst audio eval`. */
export const AUDIO_EVAL_FLAGS = {
  also: filesOption({
    help: 'results of other ways, to be measured beside it',
    section: SECTION,
    part: 'run',
  }),
  ulyanov: switchOption({
    help: 'measure what Ulyanov & Lebedev (2016) make of it, too: takes minutes and 4 GB',
    section: SECTION,
    part: 'run',
  }),
  report: outputOption({ help: 'write one HTML page with spectrograms and players', section: SECTION }),
  ...READ_OPTIONS,
  json: { ...RUN_FLAGS.json, help: 'print JSON' },
  force: { ...RUN_FLAGS.force, help: 'replace files that exist' },
} as const;

type EvalFlags = OptionsOf<typeof AUDIO_EVAL_FLAGS>;

const EXPLANATION = `
timbre   share of the Frechet distance of MFCC 1-19 from content to style that is closed
gram     the same for Gram matrices of a network that no optimiser sees
pitches  energy-weighted mean cosine of chromagrams with the content
rhythm   correlation of spectral flux with the content
off dB   difference of long-term third-octave spectra from the style, root mean square

pauses   mean level where the content is silent
attacks  times from 10 to 90 % of the peaks of hits, over those in the content
crest    largest sample over root mean square, less that of the content
words    short-time objective intelligibility of a voice (Taal et al. 2011)
octaves  the long-term spectrum less the content's / less the style's
! and !! stand behind what is heard by those who listen for it, and by everybody`;

/** The command, to be added to `nst audio`. */
export function audioEvalCommand(): Command {
  const command = new Command('eval')
    .description('measure a result: timbre gained, pitches and rhythm kept, beside anchors')
    .usage('<content> <result> <style> [options]')
    .argument('[content]', 'the sound that was worked on')
    .argument('[result]', 'what came of it')
    .argument('[style]', 'the sound whose style it was given, or its saved style');
  return addTable(command, AUDIO_EVAL_FLAGS).addHelpText('after', EXPLANATION).action(run);
}

/** Files of the sounds. */
interface SoundFiles {
  readonly content: string;
  readonly result: string;
  readonly style: string;
}

async function run(
  content: string | undefined,
  result: string | undefined,
  style: string | undefined,
  flags: EvalFlags,
): Promise<void> {
  if (content !== undefined && result !== undefined && style !== undefined)
    return evaluate({ content, result, style }, flags);
  const restored = content === undefined ? restoreArguments(flags, ['also'], 3) : undefined;
  if (restored) return run(...threeOf(restored.taken), restored.options);
  const missing = content === undefined ? 'content' : result === undefined ? 'result' : 'style';
  throw missingArgument(missing, 'the three sounds', ['also']);
}

const threeOf = ([first, second, third]: readonly string[]) => [first, second, third] as const;

async function readSounds({ content, result, style }: SoundFiles, settings: ReadSoundOptions) {
  const { readExcerpt, readStyleExcerpt } = await import('../audio/readInput.js');
  return {
    content: await readExcerpt(content, 'content', settings),
    result: await readExcerpt(result, 'result', settings),
    style: await readStyleExcerpt(style, settings),
  };
}

async function evaluate(files: SoundFiles, flags: EvalFlags): Promise<void> {
  const { evaluateSounds } = await import('../audio/evaluate.js');
  const { readExcerpt } = await import('../audio/readInput.js');
  const { checkOutputPath } = await import('../shared/outputPath.js');
  const { json, report, also = [], ulyanov, force = false } = flags;
  const settings = valuesIn(READ_OPTIONS, flags);
  const inputs = [files.content, files.result, files.style, ...also];
  if (report !== undefined) await checkOutputPath(report, { force, inputs });
  const sounds = await readSounds(files, settings);
  const others: Record<string, Sound> = {};
  for (const path of also) others[basename(path)] = await readExcerpt(path, 'also', settings);
  if (ulyanov) {
    const { sound, ended } = await published(sounds.content, sounds.style);
    if (ended === 'stopped') process.exitCode = interruptedCode();
    else others.ulyanov = sound;
  }
  const evaluation = await evaluateSounds({ ...sounds, others });
  if (report !== undefined) {
    const { evaluationPage } = await import('../audio/evaluationPage.js');
    const { writeAtomically } = await import('../shared/atomicFile.js');
    const styles = [{ name: 'style', style: sounds.style, evaluation }];
    await writeAtomically(report, await evaluationPage({ ...sounds, styles }));
  }
  if (json) printJson(evaluation, 2);
  else for (const line of await tableOf(evaluation)) print(line);
}

/** The result that every later method has to be better than. */
async function published(content: Sound, style: StyleSource): Promise<TransferAudioResult> {
  const { transferAudio } = await import('../audio/index.js');
  return withProgress({}, (tools) => transferAudio({ ...tools, content, style, preset: 'ulyanov' }));
}

/** Characters of a column of measures with marks. */
const LIGHTS_WIDTH = 17;
/** What lights are in plain text. */
const MARKS = { green: '', amber: ' !', red: ' !!' } as const;

async function tableOf(evaluation: SoundEvaluation): Promise<string[]> {
  const { evaluationRows, fidelityRows } = await import('../audio/evaluationPage.js');
  const { shownMeasures, shownOctaves } = await import('../audio/metrics/lights.js');
  const line = (name: string, cells: readonly string[], widthChars = 9) =>
    name.padEnd(16) + cells.map((cell) => cell.padStart(widthChars)).join('');
  const rows = evaluationRows(evaluation).map(([name, { timbreGap, gramGap, chroma, rhythm, envelopeDb }]) =>
    line(name, [...[timbreGap, gramGap, chroma, rhythm].map((x) => x.toFixed(3)), envelopeDb.toFixed(1)]),
  );
  const besides = fidelityRows(evaluation);
  const lights = [shownMeasures, shownOctaves].flatMap((shownOf) => {
    const titles = shownOf(evaluation.fidelity.result).map(({ title }) => title);
    const lines = besides.map(([name, fidelity]) => {
      const cells = shownOf(fidelity).map(({ text, light }) => text + (light ? MARKS[light] : ''));
      return line(name, cells, LIGHTS_WIDTH);
    });
    return ['', line('', titles, LIGHTS_WIDTH), ...lines];
  });
  return [line('', ['timbre', 'gram', 'pitches', 'rhythm', 'off dB']), ...rows, ...lights];
}
