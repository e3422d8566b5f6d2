import { join } from 'node:path';
import type { TransferGlyphResult } from '../glyph/index.js';
import { checkOutputFolder, makeOutputFolder } from '../shared/outputFolder.js';
import type { Picture } from '../shared/pictures/picture.js';

const FILES = [
  'text-mask.png',
  'style.png',
  'style-mask.png',
  'style-candidates.png',
  'origins.png',
] as const;

/** The files that may be written into a folder. */
export const debugPaths = (folder: string) => FILES.map((file) => join(folder, file));

/**
 * Checks before any work is done that they can be. Those of last time are replaced.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function checkDebugFolder(folder: string, inputs: readonly string[]): Promise<void> {
  await checkOutputFolder(folder, FILES, { force: true, inputs });
}

/** Writes what the result came from into a folder: style and its shape as they were used, what else its shape might have been, the plain text, and the origins. */
export async function glyphDebug(folder: string, result: TransferGlyphResult): Promise<void> {
  const { candidateSheet, exampleSites, toGrey, toStraight, writePicture } = await import(
    '../glyph/index.js'
  );
  await makeOutputFolder(folder);
  const write = (name: (typeof FILES)[number], picture: Picture) => writePicture(join(folder, name), picture);
  await write('text-mask.png', toGrey(result.mask));
  if (result.styleCandidates) await write('style-candidates.png', candidateSheet(result.styleCandidates));
  if (!result.stylised) return;
  const { example, field } = result.stylised;
  await write('style.png', toStraight(example.picture));
  if (example.shape) await write('style-mask.png', toGrey(example.shape));
  if (!field) return;
  // Red says how far to the right, green how far down a pixel lay in the style.
  const pixels = new Float32Array(field.width * field.height * 3);
  for (const [i, site] of exampleSites(field).entries()) {
    if (site < 0) continue;
    pixels[i * 3] = (site % field.example.width) / field.example.width;
    pixels[i * 3 + 1] = Math.floor(site / field.example.width) / field.example.height;
    pixels[i * 3 + 2] = 0.25;
  }
  await write('origins.png', { width: field.width, height: field.height, pixels });
}
