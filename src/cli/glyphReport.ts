/** What is told about a text when it is done. */
import type { TransferGlyphResult } from '../glyph/index.js';
import { packageVersion } from './packageVersion.js';
import { shownSettings } from './shownSettings.js';

/** One line for people. */
export function glyphSummary(
  output: string,
  { picture, seconds, engine, styleKind, ended }: TransferGlyphResult,
): string {
  const state = ended === 'stopped' ? ', interrupted: as far as it got' : '';
  const size = `${picture.width}x${picture.height}`;
  return `${output}: ${size}, ${styleKind} by ${engine} in ${seconds.toFixed(1)} s${state}`;
}

/** What `--json` prints. */
export function glyphJson(output: string, result: TransferGlyphResult) {
  const { picture, mask: _mask, stylised: _stylised, ...rest } = result;
  return { output, width: picture.width, height: picture.height, ...rest, version: packageVersion() };
}

const FILES: ReadonlySet<string> = new Set(['style', 'styleMask', 'font', 'fallback']);

/** What it takes to make the picture again, to be written into its file. @param settings text and flags */
export function glyphProvenance(settings: object, { engine }: TransferGlyphResult) {
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownSettings(settings, FILES), engine }),
  };
}
