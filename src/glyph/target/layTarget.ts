import { SILENT } from '../../shared/reporter.js';
import type { TransferGlyphOptions } from '../options.js';
import { textLines } from '../text/checkText.js';
import { layText, missingWarning, type TextLayout } from '../text/layout.js';
import { withPictures } from '../text/withPictures.js';
import { wrapLines } from '../text/wrap.js';
import { type FontOptions, openFonts } from './openFonts.js';

type TextOptions = FontOptions &
  Pick<TransferGlyphOptions, 'align' | 'spacing' | 'lineSpacing' | 'wrap'> & { readonly text: string };

/**
 * Sets the text of a transfer; warns of characters that no font has.
 *
 * @throws NstError NST_BAD_OPTION as `textLines`, NST_BAD_INPUT as `Font.open`
 */
export async function layTarget(options: TextOptions): Promise<TextLayout> {
  const { align = 'center', spacing = 0, lineSpacing = 1, wrap, reporter = SILENT } = options;
  const lines = textLines(options.text);
  const fonts = await openFonts(options);
  const settings = { align, letterSpacingEm: spacing, lineSpacing };
  const wrapped = wrap === undefined ? lines : wrapLines(lines, wrap, fonts, settings);
  const layout = await withPictures(fonts, () => layText(wrapped, fonts, settings));
  const warning = missingWarning(layout.missing);
  if (warning) reporter.warn(warning);
  return layout;
}
