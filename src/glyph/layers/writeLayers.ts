import { mkdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
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
  await checkFolderOutput(path, FILES, rules);
}

/** The same for files in a folder, which may not be there yet. */
async function checkFolderOutput(
  folder: string,
  files: readonly string[],
  rules: OutputRules,
): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) return checkOutputPath(folder.replace(/[/\\]+$/, ''), rules);
  if (!found.isDirectory()) {
    throw new NstError('NST_BAD_OUTPUT', `${folder}: expected a folder, found a file; choose another name`);
  }
  for (const file of files) await checkOutputPath(join(folder, file), rules);
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
  await mkdir(path, { recursive: true });
  for (const layer of layers) await writeAtomically(join(path, `${layer.name}.png`), await encodePng(layer));
}
