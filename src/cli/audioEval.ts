/** `nst audio eval`: measures a result between its content and its style. */
import { Command } from 'commander';
import type { SoundEvaluation } from '../audio/evaluate.js';

interface EvalFlags {
  readonly json?: string | boolean;
  readonly report?: string;
  readonly ffmpeg?: string;
  readonly force?: boolean;
}

const EXPLANATION = `
timbre   share of the Frechet distance of MFCC 1-19 from content to style that is closed
gram     the same for Gram matrices of a network that no optimiser sees
pitches  energy-weighted mean cosine of chromagrams with the content
rhythm   correlation of spectral flux with the content
off dB   difference of long-term third-octave spectra from the style, root mean square`;

/** The command, to be added to `nst audio`. */
export function audioEvalCommand(): Command {
  return new Command('eval')
    .description('measure a result: timbre gained, pitches and rhythm kept, beside anchors')
    .argument('<content>', 'the sound that was worked on')
    .argument('<result>', 'what came of it')
    .argument('<style>', 'the sound whose style it was given')
    .option('--json [file]', 'print JSON, or write it to a file')
    .option('--report <file>', 'write one HTML page with spectrograms and players')
    .option('--ffmpeg <program>', 'ffmpeg, for files that cannot be read without it')
    .option('--force', 'replace files that exist')
    .addHelpText('after', EXPLANATION)
    .action(run);
}

async function run(content: string, result: string, style: string, flags: EvalFlags): Promise<void> {
  const { evaluateSounds } = await import('../audio/evaluate.js');
  const { readSound } = await import('../audio/files/readSound.js');
  const { json, report, force = false } = flags;
  const inputs = [content, result, style];
  const settings = flags.ffmpeg === undefined ? {} : { ffmpegPath: flags.ffmpeg };
  await checkOutputs([json, report], force, inputs);
  const sounds = {
    content: await readSound(content, settings),
    result: await readSound(result, settings),
    style: await readSound(style, settings),
  };
  const evaluation = await evaluateSounds(sounds);
  const { writeAtomically } = await import('../shared/atomicFile.js');
  const text = JSON.stringify(evaluation, null, 2);
  if (typeof json === 'string') await writeAtomically(json, `${text}\n`);
  if (report !== undefined) {
    const { evaluationPage } = await import('../audio/evaluationPage.js');
    await writeAtomically(report, await evaluationPage(sounds, evaluation));
  }
  process.stdout.write(`${json === true ? text : await tableOf(evaluation)}\n`);
}

async function checkOutputs(
  paths: readonly (string | boolean | undefined)[],
  force: boolean,
  inputs: readonly string[],
): Promise<void> {
  const { checkOutputPath } = await import('../shared/outputPath.js');
  for (const path of paths) if (typeof path === 'string') await checkOutputPath(path, { force, inputs });
}

async function tableOf(evaluation: SoundEvaluation): Promise<string> {
  const { evaluationRows } = await import('../audio/evaluationPage.js');
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(16) + cells.map((cell) => cell.padStart(9)).join('');
  const rows = evaluationRows(evaluation).map(([name, { timbreGap, gramGap, chroma, rhythm, envelopeDb }]) =>
    line(name, [...[timbreGap, gramGap, chroma, rhythm].map((x) => x.toFixed(3)), envelopeDb.toFixed(1)]),
  );
  return [line('', ['timbre', 'gram', 'pitches', 'rhythm', 'off dB']), ...rows].join('\n');
}
