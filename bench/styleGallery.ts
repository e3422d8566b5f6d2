/**
 * The gallery of styles in the guide: every style of the bench of styles, none left out, and a word in it on another ground.
 * `node scripts/make-style-gallery.mjs [style ...]` runs it. With styles named (such as "hatching on white") only these are drawn anew.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { DEFAULT_FONT_PATH } from '../src/glyph/text/defaultFont.js';
import { Font } from '../src/glyph/text/font.js';
import { transferGlyph } from '../src/glyph/transferGlyph.js';
import { fitTo, type Picture } from '../src/shared/pictures/picture.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { makeStyleCase, overGround, STYLE_RECIPES } from '../test/support/styleCases.js';

const TARGET = 'docs/pictures/glyph-styles.webp';
/** One for each style, in the order of the alphabet. */
const WORDS = `
  Acorn Basil Cedar Daisy Elder Fig Ginger Hazel Iris Juniper Kale Lemon Mango Nettle Olive Peach Quince Rose Sage Tulip Umbel
  Violet Willow Xylem Yarrow Zinnia Aster Birch Clover Dahlia`
  .trim()
  .split(/\s+/);
const [COLUMNS, WORD_PX, GAP_PX] = [3, 330, 12];
const TILE = { width: 500, height: 160 } as const;
const STYLE = { width: 150, height: 150 } as const;

async function pngOf({ width, height, pixels }: Picture): Promise<Buffer> {
  const bytes = Uint8Array.from(pixels, (value) => Math.round(255 * value));
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const named = process.argv.slice(2);
const font = await Font.open(DEFAULT_FONT_PATH);
const folder = mkdtempSync(join(tmpdir(), 'nst-styles-'));
const tiles: { input: Buffer; left: number; top: number }[] = [];
for (const [i, recipe] of STYLE_RECIPES.entries()) {
  if (named.length > 0 && !named.includes(`${recipe.effect.name} on ${recipe.ground.name}`)) continue;
  const { name, picture } = await makeStyleCase(recipe, font);
  const style = join(folder, `${i}.png`);
  await writePicture(style, picture);
  const { picture: word } = await transferGlyph({ text: WORDS[i]!, style, size: WORD_PX });
  // On the ground of the style after it.
  const { ground } = STYLE_RECIPES[(i + 1) % STYLE_RECIPES.length]!;
  const over = overGround(word, await ground.paint(word, i));
  const [left, top] = [(i % COLUMNS) * TILE.width, Math.floor(i / COLUMNS) * TILE.height];
  const shown = fitTo(picture, STYLE.width);
  const small = await sharp(await pngOf(picture))
    .resize(shown)
    .png()
    .toBuffer();
  const result = await sharp(await pngOf(over))
    .resize({ height: STYLE.height, width: WORD_PX, fit: 'inside', withoutEnlargement: true })
    .toBuffer({ resolveWithObject: true });
  const blank = { create: { ...TILE, channels: 3 as const, background: '#fff' } };
  tiles.push({ input: await sharp(blank).png().toBuffer(), left, top });
  const middle = (height: number) => top + Math.round((TILE.height - height) / 2);
  tiles.push({
    input: small,
    left: left + Math.round((STYLE.width - shown.width) / 2),
    top: middle(shown.height),
  });
  tiles.push({ input: result.data, left: left + STYLE.width + GAP_PX, top: middle(result.info.height) });
  console.log(name);
}
rmSync(folder, { recursive: true });
const size = { width: COLUMNS * TILE.width, height: Math.ceil(STYLE_RECIPES.length / COLUMNS) * TILE.height };
const blank = { create: { ...size, channels: 3 as const, background: '#fff' } };
const before = named.length > 0 ? readFileSync(TARGET) : await sharp(blank).png().toBuffer();
await sharp(before).composite(tiles).webp({ quality: 82 }).toFile(TARGET);
