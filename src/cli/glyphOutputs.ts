/** Where the results of `nst glyph` go. */
import { basename, dirname, extname, join } from 'node:path';
import type { TransferGlyphResult } from '../glyph/index.js';
import { checkInteger } from '../shared/check.js';
import type { OutputRules } from '../shared/outputPath.js';

/** Nobody looks at more. */
const MAX_VARIANTS = 1000;

/** The files of one result. */
export interface GlyphOutputs {
  readonly output: string;
  /** A folder or a Photoshop file. */
  readonly layers?: string;
}

/** `out.png` becomes `out-2.png`. */
function numbered(path: string, number: number): string {
  const ending = extname(path);
  return join(dirname(path), `${basename(path, ending)}-${number}${ending}`);
}

/** The files of each variant: as they were asked for if there is only one, else with numbers from 1. */
export function variantOutputs({ output, layers }: GlyphOutputs, variants: number): GlyphOutputs[] {
  checkInteger('variants', variants, 1, MAX_VARIANTS);
  const name = (path: string, i: number) => (variants === 1 ? path : numbered(path, i + 1));
  return Array.from({ length: variants }, (_, i) => ({
    output: name(output, i),
    ...(layers !== undefined && { layers: name(layers, i) }),
  }));
}

/** Checks before any work is done that everything can be written. */
export async function checkOutputs(all: readonly GlyphOutputs[], rules: OutputRules): Promise<void> {
  const { checkLayersPath, checkOutput } = await import('../glyph/index.js');
  for (const { output, layers } of all) {
    await checkOutput(output, rules);
    if (layers !== undefined) await checkLayersPath(layers, rules);
  }
}

/** Writes the layers of a result, if they were asked for. */
export async function writeLayerFiles(
  { layers }: GlyphOutputs,
  { parts }: TransferGlyphResult,
): Promise<void> {
  if (layers === undefined) return;
  const { layerSet, writeLayers } = await import('../glyph/index.js');
  const set = layerSet(parts);
  await writeLayers(layers, set.layers, set.merged);
}
