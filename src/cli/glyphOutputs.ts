/** Where the results of `nst glyph` go. */
import type { GlyphTransfer, TransferGlyphResult } from '../glyph/index.js';
import type { NamedOutput } from '../shared/distinctOutputs.js';
import type { OutputRules } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { GLYPH_FLAGS } from './glyphFlags.js';

/** The files of one result. */
export interface GlyphOutputs {
  readonly output: string;
  /** A folder or a Photoshop file. */
  readonly layers?: string | undefined;
  /** A folder or an animation. */
  readonly frames?: string | undefined;
}

/** The files of each variant: as they were asked for if there is only one, else with numbers from 1. */
export function variantOutputs({ output, layers, frames }: GlyphOutputs, variants: number): GlyphOutputs[] {
  GLYPH_FLAGS.variants.check('variants', variants);
  const name = (path: string, i: number) => (variants === 1 ? path : suffixedPath(path, `-${i + 1}`));
  return Array.from({ length: variants }, (_, i) => ({
    output: name(output, i),
    layers: layers === undefined ? undefined : name(layers, i),
    frames: frames === undefined ? undefined : name(frames, i),
  }));
}

/** Checks before any work is done that everything can be written. */
export async function checkOutputs(all: readonly GlyphOutputs[], rules: OutputRules): Promise<void> {
  const { checkFramesPath, checkLayersPath, checkOutput } = await import('../glyph/index.js');
  for (const { output, layers, frames } of all) {
    await checkOutput(output, rules);
    if (layers !== undefined) await checkLayersPath(layers, rules);
    if (frames !== undefined) await checkFramesPath(frames, rules);
  }
}

/** All files that are written, as far as their names are known. */
export async function filesOf(all: readonly GlyphOutputs[]): Promise<NamedOutput[]> {
  const { layerPaths } = await import('../glyph/index.js');
  return all.flatMap(({ output, layers, frames }) => [
    { path: output, what: 'result' },
    ...(layers === undefined ? [] : layerPaths(layers).map((path) => ({ path, what: 'file of --layers' }))),
    ...(frames === undefined ? [] : [{ path: frames, what: 'animation' }]),
  ]);
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

/** Writes a result as it looks in every frame of its style, if that was asked for. */
export async function writeFrameFiles(
  { frames: path }: GlyphOutputs,
  result: TransferGlyphResult,
  { animation, redraw }: GlyphTransfer,
): Promise<void> {
  if (path === undefined || !animation) return;
  const { toBytes, writeFrames } = await import('../glyph/index.js');
  const { width, height } = result.picture;
  const frames = animation.frames.map((frame) => toBytes(redraw(result, frame)));
  await writeFrames(path, { width, height, frames, delaysMs: animation.delaysMs, loop: animation.loop });
}
