import { extname, join } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { checkOutputFolder, makeOutputFolder } from '../../shared/outputFolder.js';
import { checkOutputPath, type OutputRules } from '../../shared/outputPath.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { encodePsd } from './psd.js';
import type { LayerPicture } from './splitLayers.js';

/** Names that may come up, in a folder. */
const FILES = ['background', 'behind', 'shadow', 'halo', 'rim', 'body', 'mask'].map((name) => `${name}.png`);

const isPsd = (path: string) => extname(path).toLowerCase() === '.psd';

/**
 * Checks before any work is done that layers can be written to `path`: a Photoshop file if it ends in .psd, else a folder.
 *
 * @throws NstError NST_BAD_OPTION for another ending, else as `checkOutputPath`
 */
export async function checkLayersPath(path: string, rules: OutputRules): Promise<void> {
  if (isPsd(path)) return checkOutputPath(path, rules);
  if (extname(path) !== '') {
    const expected = 'expected a folder, or a file that ends in .psd';
    throw new NstError('NST_BAD_OPTION', `layers: ${expected}, found "${path}"`);
  }
  await checkOutputFolder(path, FILES, rules);
}

/** The files that layers may be written to. */
export function layerPaths(path: string): string[] {
  return isPsd(path) ? [path] : FILES.map((file) => join(path, file));
}

/** A layer as PNG. */
function encodePng({ width, height, rgba }: LayerPicture): Promise<Buffer> {
  const raw = { width, height, channels: 4 } as const;
  return sharp(rgba, { raw, limitInputPixels: false }).withIccProfile('srgb').png().toBuffer();
}

/**
 * Writes layers into a Photoshop file, or one PNG each into a folder, which is made if need be.
 *
 * @param layers from the lowest to the topmost, all of one size
 * @param merged what all of them look like together
 * @throws NstError NST_BAD_OUTPUT
 */
export async function writeLayers(
  path: string,
  layers: readonly LayerPicture[],
  merged: LayerPicture,
): Promise<void> {
  if (isPsd(path)) return writeAtomically(path, encodePsd(layers, merged));
  await makeOutputFolder(path);
  for (const layer of layers) await writeAtomically(join(path, `${layer.name}.png`), await encodePng(layer));
}
