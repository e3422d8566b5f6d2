/** What is told about a picture when it is done. */
import type { TransferImageResult } from '../image/index.js';
import { packageVersion } from './packageVersion.js';
import { shownSettings } from './shownSettings.js';

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

/** Settings that name files or folders. */
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
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownSettings(settings, FILES), network, device }),
  };
}
