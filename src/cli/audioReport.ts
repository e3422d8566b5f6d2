/** What is told about a sound when it is done. */
import { basename } from 'node:path';
import type { Sound } from '../audio/index.js';
import { type LongSound, lengthOf } from '../audio/sound.js';
import type { LongTransferResult } from '../audio/transferLong.js';
import { shownValues } from '../shared/options/shown.js';
import type { Reporter, StepProgress } from '../shared/reporter.js';
import { AUDIO_FLAGS, type AudioFlags } from './audioFlags.js';
import { packageVersion } from './packageVersion.js';
import type { NamedSound } from './standardStreams.js';

const secondsOf = (sound: LongSound) => lengthOf(sound) / sound.sampleRateHz;

/** One line for people. */
export function summary(
  output: string,
  { sound, seconds, iterations, ended, device }: LongTransferResult,
  canGoOn: boolean,
): string {
  const what = `${secondsOf(sound).toFixed(1)} s of sound`;
  if (ended === 'unchanged') return `${output}: ${what}, unchanged`;
  const advice = canGoOn ? '; go on with --resume' : '';
  const state =
    ended === 'stopped' ? `, interrupted: pieces that were not begun are as in the content${advice}` : '';
  // Nets and equalisers make none.
  const work = iterations === 0 ? '' : `${iterations} iterations `;
  return `${output}: ${what}, ${work}in ${seconds.toFixed(1)} s on ${device}${state}`;
}

/** What `--json` prints. */
export function jsonOf(output: string, { sound, ...result }: LongTransferResult) {
  const { channels, sampleRateHz } = sound;
  const format = { durationS: secondsOf(sound), sampleRateHz, channels: channels.length };
  return { output, ...format, ...result, version: packageVersion() };
}

/** What it takes to make the sound again, to be written into its file: the number of threads changes nothing. */
export function audioProvenance(flags: AudioFlags, { device }: Pick<LongTransferResult, 'device'>) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownValues(AUDIO_FLAGS, { ...flags, threads: undefined }), device }),
  };
}

/** Keeps every step that passes through a reporter. */
export function recordLosses() {
  const steps: StepProgress[] = [];
  const listen = (reporter: Reporter): Reporter => ({
    stage: (text) => reporter.stage(text),
    warn: (text) => reporter.warn(text),
    step: (progress) => {
      steps.push(progress);
      reporter.step(progress);
    },
  });
  return { steps, listen };
}

/** Where the sounds of a report come from. */
export interface ReportSources {
  readonly content: NamedSound;
  readonly styles: readonly NamedSound[];
  readonly ffmpegPath?: string | undefined;
  readonly salvage?: boolean | undefined;
}

/** Measures a result and writes the page about it, whole or not at all. */
export async function writeReport(
  path: string,
  result: Sound,
  { content, styles, ffmpegPath, salvage }: ReportSources,
  losses: readonly StepProgress[],
): Promise<void> {
  const { evaluateSounds } = await import('../audio/evaluate.js');
  const { evaluationPage } = await import('../audio/evaluationPage.js');
  const { readExcerpt, readStyleExcerpt } = await import('../audio/readInput.js');
  const { writeAtomically } = await import('../shared/atomicFile.js');
  const settings = { ffmpegPath, salvage };
  const sounds = { content: await readExcerpt(content, 'content', settings), result };
  const evaluations = [];
  for (const file of styles) {
    const style = await readStyleExcerpt(file, settings);
    const name = typeof file === 'string' ? basename(file) : file.name;
    evaluations.push({ name, style, evaluation: await evaluateSounds({ ...sounds, style }) });
  }
  await writeAtomically(path, await evaluationPage({ ...sounds, styles: evaluations, losses }));
}
