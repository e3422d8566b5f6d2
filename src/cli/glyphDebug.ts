import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferGlyphResult } from '../glyph/index.js';
import type { Picture } from '../shared/pictures/picture.js';

/** Writes what the result came from into a folder: style and its shape as they were used, the plain text, and the origins. */
export async function glyphDebug(folder: string, result: TransferGlyphResult): Promise<void> {
  const { exampleSites, toGrey, toStraight, writePicture } = await import('../glyph/index.js');
  await mkdir(folder, { recursive: true });
  const write = (name: string, picture: Picture) => writePicture(join(folder, name), picture);
  await write('text-mask.png', toGrey(result.mask));
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
