/** What is told about a picture when it is done. */
import type { TransferImageResult } from '../image/index.js';
import { shownValues } from '../shared/options/shown.js';
import { IMAGE_FLAGS, type ImageFlags } from './imageFlags.js';
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

/** What it takes to make the picture again, to be written into its file. */
export function provenance(flags: ImageFlags, { network, device }: TransferImageResult) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownValues(IMAGE_FLAGS, flags), network, device }),
  };
}
