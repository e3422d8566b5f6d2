import { fileURLToPath } from 'node:url';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';

/** The fonts of the tests by the scripts they are cut for. */
export function openFont(
  name: 'latin' | 'arabic' | 'devanagari' | 'thai' | 'japanese' | 'emoji',
): Promise<Font> {
  const own = fileURLToPath(new URL(`../../../fixtures/fonts/${name}.ttf`, import.meta.url));
  return Font.open(name === 'latin' ? DEFAULT_FONT_PATH : own);
}
