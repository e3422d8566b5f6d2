/** What makes glyphs with effects in the benchmark, by the name of its row. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bandSynthesis } from '../src/glyph/bands/bandSynthesis.js';
import { BACKGROUNDS, composite } from '../src/glyph/metrics/backgrounds.js';
import { patchSynthesis } from '../src/glyph/patch/patchSynthesis.js';
import { TEFFECT_2017 } from '../src/glyph/patch/teffect2017.js';
import type { Synthesis } from '../src/glyph/synthesis.js';
import { transferImage } from '../src/image/transferImage.js';
import type { Grid } from '../src/shared/fields/grid.js';
import { RGB } from '../src/shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../src/shared/pictures/premultiplied.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { lookupSynthesis } from './glyphLookup.js';

/** White letters on black, as the papers have them. */
function lettersOf({ width, height, data }: Grid): Float32Array {
  const pixels = new Float32Array(width * height * RGB);
  for (let i = 0; i < data.length; i++) pixels.fill(data[i]!, i * RGB, (i + 1) * RGB);
  return pixels;
}

/** Alpha for a picture on black: of the letters all, of what surrounds them as much as it shines. */
function takeOffBlack(pixels: Float32Array, { width, height, data }: Grid): Premultiplied {
  const rgba = new Float32Array(width * height * RGBA);
  for (let i = 0; i < data.length; i++) {
    const colour = pixels.subarray(i * RGB, (i + 1) * RGB);
    rgba.set(colour, i * RGBA);
    rgba[i * RGBA + RGB] = Math.max(data[i]!, ...colour);
  }
  return { width, height, rgba };
}

/** Gatys et al. 2016 as it comes: the letters are the content, the example on black is the style. */
const gatysSynthesis: Synthesis = async ({ example, target, seed }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
  const [content, style] = [join(folder, 'content.png'), join(folder, 'style.png')];
  const { width, height } = target;
  await writePicture(content, { width, height, pixels: lettersOf(target) });
  const [, black = () => 0] = BACKGROUNDS;
  await writePicture(style, { ...example.picture, pixels: composite(example.picture, black) });
  const size = Math.max(width, height);
  const { picture } = await transferImage({ content, style, size, seed, device: 'cpu' });
  rmSync(folder, { recursive: true });
  return takeOffBlack(picture.pixels, target);
};

const patch: Synthesis = async (task) => (await patchSynthesis(task)).picture;

/** T-Effect's terms and weights; given alpha, which it has not. */
const teffect2017: Synthesis = async (task) => (await patchSynthesis(task, TEFFECT_2017)).picture;

const gram = bandSynthesis({ device: 'cpu' });

/** The patch engine's result, gone on from by the gram engine. */
const both: Synthesis = async (task) =>
  await bandSynthesis({ device: 'cpu', start: await patch(task) })(task);

/** The rows, in the order of the table. */
export const GLYPH_ROWS: ReadonlyMap<string, Synthesis> = new Map([
  ['patch', patch],
  ['gram', gram],
  ['patch, then gram', both],
  ['teffect2017', teffect2017],
  ['plain Gatys', gatysSynthesis],
  ['nearest distance', lookupSynthesis],
]);
