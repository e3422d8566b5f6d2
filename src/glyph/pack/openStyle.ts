import { NstError } from '../../shared/errors.js';
import { checkTable } from '../../shared/options/checkTable.js';
import type { OptionsOf } from '../../shared/options/option.js';
import type { Reporter } from '../../shared/reporter.js';
import { PACK_OPTIONS } from '../options.js';
import type { EnoughOfStyle } from '../style/enough.js';
import { readStyle } from '../style/readStyle.js';
import { isPackPath, readPack } from './packFile.js';
import type { StylePack } from './stylePack.js';

/**
 * Reads a style from a picture or from a style pack.
 *
 * @param styleMask file that is white where the style's lettering is
 * @param enough how much of a larger picture is enough
 * @throws NstError NST_BAD_OPTION for a mask beside a pack, which has its own; else as `readStyle` and `readPack`
 */
export async function openStyle(
  path: string,
  styleMask?: string,
  reporter?: Pick<Reporter, 'warn'>,
  enough?: EnoughOfStyle,
): Promise<Pick<StylePack, 'style'> & Partial<StylePack>> {
  if (!isPackPath(path)) return { style: await readStyle(path, styleMask, reporter, enough) };
  if (styleMask !== undefined) {
    const problem = `expected none beside ${path}, which has its own; leave it out`;
    throw new NstError('NST_BAD_OPTION', `style-mask: ${problem}`);
  }
  return readPack(path);
}

/** What a style pack is made from. */
export interface StylePackOptions extends OptionsOf<typeof PACK_OPTIONS> {
  /** File of the style: an effect shown on lettering, or any picture; or another style pack. */
  readonly style: string;
}

/**
 * Reads a style, to be written by `writePack`.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_INPUT as `openStyle`
 */
export async function makeStylePack(options: StylePackOptions): Promise<StylePack> {
  checkTable(PACK_OPTIONS, options);
  const { style, seed = 0, direction = 'auto' } = await openStyle(options.style, options.styleMask);
  return { style, seed: options.seed ?? seed, direction: options.direction ?? direction };
}
