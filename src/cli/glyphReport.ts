/** What is told about a text when it is done. */
import type { TransferGlyphOptions, TransferGlyphResult } from '../glyph/index.js';
import { GLYPH_OPTIONS } from '../glyph/options.js';
import { shownValues } from '../shared/options/shown.js';
import { packageVersion } from './packageVersion.js';

/** One line for people. */
export function glyphSummary(
  output: string,
  { picture, seconds, engine, styleKind, ended }: TransferGlyphResult,
  selfTestDb: number | undefined,
): string {
  const state = ended === 'stopped' ? ', interrupted: as far as it got' : '';
  const size = `${picture.width}x${picture.height}`;
  const how = engine === 'none' ? 'no style' : `${styleKind} by ${engine}`;
  const test = selfTestDb === undefined ? '' : `, style redrawn at ${selfTestDb.toFixed(1)} dB`;
  return `${output}: ${size}, ${how} in ${seconds.toFixed(1)} s${test}${state}`;
}

/** What `--json` prints. */
export function glyphJson(output: string, result: TransferGlyphResult, selfTestDb: number | undefined) {
  const { picture, parts: _parts, mask: _mask, stylised: _stylised, styleCandidates: _, ...facts } = result;
  return {
    output,
    width: picture.width,
    height: picture.height,
    ...facts,
    selfTestDb,
    version: packageVersion(),
  };
}

/** What it takes to make the picture again, to be written into its file. @param settings text and flags */
export function glyphProvenance(settings: TransferGlyphOptions, { engine }: TransferGlyphResult) {
  const shown = shownValues(GLYPH_OPTIONS, settings);
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shown, animate: settings.animate || undefined, engine }),
  };
}
