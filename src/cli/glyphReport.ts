/** What is told about a text when it is done. */
import { basename } from 'node:path';
import type { TransferGlyphOptions, TransferGlyphResult } from '../glyph/index.js';
import { packageVersion } from './packageVersion.js';
import { shownSettings } from './shownSettings.js';

/** One line for people. */
export function glyphSummary(
  output: string,
  { picture, seconds, engine, styleKind, ended }: TransferGlyphResult,
): string {
  const state = ended === 'stopped' ? ', interrupted: as far as it got' : '';
  const size = `${picture.width}x${picture.height}`;
  const how = engine === 'none' ? 'no style' : `${styleKind} by ${engine}`;
  return `${output}: ${size}, ${how} in ${seconds.toFixed(1)} s${state}`;
}

/** What `--json` prints. */
export function glyphJson(output: string, result: TransferGlyphResult) {
  const { picture, parts: _parts, mask: _mask, stylised: _stylised, ...rest } = result;
  return { output, width: picture.width, height: picture.height, ...rest, version: packageVersion() };
}

const FILES: ReadonlySet<string> = new Set(['style', 'styleMask', 'shape', 'font', 'fallback', 'background']);

/** A layer without the folders of the files that it names. */
function shownLayer(text: string): string {
  return text.replaceAll(/(?<=\sfile=)("[^"]*"|\S+)/g, (path) => `"${basename(path.replaceAll('"', ''))}"`);
}

/** What it takes to make the picture again, to be written into its file. @param settings text and flags */
export function glyphProvenance(settings: TransferGlyphOptions, { engine }: TransferGlyphResult) {
  const layers = settings.layer && { layer: settings.layer.map(shownLayer) };
  return {
    creator: `nst ${packageVersion()}`,
    parameters: JSON.stringify({ ...shownSettings({ ...settings, ...layers }, FILES), engine }),
  };
}
