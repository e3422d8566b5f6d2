/** What is told about a picture when it is done. */
import { basename } from 'node:path';
import type { TransferImageResult } from '../image/index.js';
import { packageVersion } from './packageVersion.js';

/** One line for people. */
export function summary(
  output: string,
  { picture, seconds, iterations, ended, device }: TransferImageResult,
): string {
  const state = ended === 'stopped' ? ', interrupted: the best so far' : '';
  return `${output}: ${picture.width}x${picture.height}, ${iterations} iterations in ${seconds.toFixed(1)} s on ${device}${state}`;
}

/** What `--json` prints. */
export function jsonOf(output: string, { picture, ...result }: TransferImageResult) {
  const { width, height } = picture;
  return { output, width, height, ...result, version: packageVersion() };
}

/** Settings that say nothing about the picture. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  'output',
  'preview',
  'previewEvery',
  'json',
  'force',
  'quiet',
  'verbose',
]);
/** Settings that name files or folders, which are nobody else's business but for the last part. */
const FILES: ReadonlySet<string> = new Set([
  'content',
  'style',
  'styleMask',
  'contentMask',
  'init',
  'modelFile',
  'cacheDir',
]);

/** What it takes to make the picture again, to be written into its file. @param settings content and flags */
export function provenance(settings: object, { network, device }: TransferImageResult) {
  const shown = Object.entries(settings)
    .filter(([name, value]) => !IRRELEVANT.has(name) && value !== undefined)
    .map(([name, value]) => [
      name,
      FILES.has(name) ? [value].flat().map((path) => basename(String(path))) : value,
    ]);
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...Object.fromEntries(shown), network, device }),
  };
}
