import { SILENT } from '../../shared/reporter.js';
import type { TransferGlyphOptions } from '../options.js';
import { textLines } from '../text/checkText.js';
import { DEFAULT_FONT_PATH } from '../text/defaultFont.js';
import { Font } from '../text/font.js';
import { layText, missingWarning, type TextLayout } from '../text/layout.js';

type TextOptions = Pick<
  TransferGlyphOptions,
  'font' | 'fallback' | 'align' | 'spacing' | 'lineSpacing' | 'reporter'
> & { readonly text: string };

/** The fonts of a text, the one to be tried first in front. */
export async function openFonts({
  font,
  fallback = [],
}: Pick<TextOptions, 'font' | 'fallback'>): Promise<Font[]> {
  const fonts: Font[] = [];
  for (const path of [font ?? DEFAULT_FONT_PATH, ...fallback]) fonts.push(await Font.open(path));
  return fonts;
}

/**
 * Sets the text of a transfer; warns of characters that no font has.
 *
 * @throws NstError NST_BAD_OPTION as `textLines`, NST_BAD_INPUT as `Font.open`
 */
export async function layTarget(options: TextOptions): Promise<TextLayout> {
  const { align = 'center', spacing = 0, lineSpacing = 1, reporter = SILENT } = options;
  const lines = textLines(options.text);
  const layout = layText(lines, await openFonts(options), { align, letterSpacingEm: spacing, lineSpacing });
  const warning = missingWarning(layout.missing);
  if (warning) reporter.warn(warning);
  return layout;
}
