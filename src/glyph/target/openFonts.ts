/** The fonts that options name. */
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { NAME, readNames } from '../fontOut/tables/names.js';
import { readTables } from '../fontOut/tables/sfnt.js';
import type { TransferGlyphOptions } from '../options.js';
import { DEFAULT_FONT_PATH } from '../text/defaultFont.js';
import { Font, readFontFile } from '../text/font.js';
import type { FontChoice } from '../text/fontChoice.js';
import { facesIn } from '../text/fontTables.js';
import { parseAxes } from '../text/parseAxes.js';

/** Options that say which font. */
export type FontOptions = Pick<TransferGlyphOptions, 'font' | 'fallback' | 'face' | 'axes' | 'reporter'>;

/** A font that was chosen, and its file. */
export interface ChosenFont {
  readonly font: Font;
  readonly bytes: Uint8Array;
  readonly choice: FontChoice;
}

/** Says which face of a collection is used. */
function sayFace(path: string, bytes: Uint8Array, face: number | undefined, reporter: Reporter): void {
  const faces = facesIn(bytes);
  if (faces < 2) return;
  const names = readNames(readTables(bytes, face).get('name') ?? new Uint8Array());
  const used = `${path}: font ${face ?? 1} of the ${faces} in it is used, "${names.get(NAME.full) ?? 'without a name'}"`;
  if (face === undefined) reporter.warn(`${used}; choose another with --face`);
  else reporter.stage(used);
}

/**
 * The first font of a text.
 *
 * @throws NstError NST_BAD_INPUT as `Font.open`, NST_BAD_OPTION for a face or axes that it has not
 */
export async function openFirstFont(options: FontOptions): Promise<ChosenFont> {
  const { font: path = DEFAULT_FONT_PATH, face, axes, reporter = SILENT } = options;
  const choice = { face, axes: axes === undefined ? undefined : parseAxes(axes) };
  const bytes = await readFontFile(path);
  const font = Font.fromBytes(path, bytes, choice);
  sayFace(path, bytes, face, reporter);
  return { font, bytes, choice };
}

/** The fonts of a text, the one to be tried first in front. */
export async function openFonts(options: FontOptions): Promise<Font[]> {
  const fonts = [(await openFirstFont(options)).font];
  for (const path of options.fallback ?? []) fonts.push(await Font.open(path));
  return fonts;
}
