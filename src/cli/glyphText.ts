/** `nst glyph` with a text or a shape: one picture or several, and what else of it was asked for. */
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { TransferGlyphOptions, TransferGlyphResult } from '../glyph/index.js';
import { EXIT } from './exitCodes.js';
import { glyphDebug } from './glyphDebug.js';
import type { GlyphFlags } from './glyphFlags.js';
import {
  checkOutputs,
  type GlyphOutputs,
  variantOutputs,
  writeFrameFiles,
  writeLayerFiles,
} from './glyphOutputs.js';
import { writePreview } from './glyphPreview.js';
import { glyphJson, glyphProvenance, glyphSummary } from './glyphReport.js';
import { checkDistinct, withoutRunFlags, withProgress } from './transferRun.js';

/** Where a picture goes unless something else is asked for. */
export const DEFAULT_OUTPUT = 'glyph.png';

/** Makes all variants and writes them. */
export async function writeText(text: string | undefined, flags: GlyphFlags): Promise<void> {
  const { layerFiles, openTransfer } = await import('../glyph/index.js');
  const outputs = outputsOf(flags);
  await checkOutputs(outputs, {
    force: flags.force ?? false,
    inputs: [...inputsOf(flags), ...(flags.layer ?? []).flatMap(layerFiles)],
  });
  if (flags.preview !== undefined) await checkPreview(flags.preview, outputs, flags);
  const settings = settingsOf(text, flags);
  await withProgress(flags, async ({ reporter, signal }) => {
    if (flags.preview !== undefined) await writePreview(flags.preview, { ...settings, signal });
    const transfer = await openTransfer({ ...settings, reporter, signal });
    try {
      for (const [i, files] of outputs.entries()) {
        if (i > 0 && signal.aborted) break;
        const result = await transfer.render(transfer.seed + i);
        await writeResult(files, result, settings);
        await writeFrameFiles(files, result, transfer);
        await report(files, result, flags);
      }
    } finally {
      await transfer.close();
    }
  });
}

function outputsOf({ output = DEFAULT_OUTPUT, layers, frames, variants }: GlyphFlags): GlyphOutputs[] {
  const files = { output, ...(layers !== undefined && { layers }), ...(frames !== undefined && { frames }) };
  return variantOutputs(files, variants);
}

/** What the library is asked for. */
function settingsOf(text: string | undefined, flags: GlyphFlags): TransferGlyphOptions {
  const { output, layers, frames, variants, preview, debug, ...rest } = withoutRunFlags(flags);
  return { ...rest, ...(text !== undefined && { text }), ...(frames !== undefined && { animate: true }) };
}

/** A preview replaces the one of last time, but nothing that is read or written beside it. */
async function checkPreview(
  preview: string,
  outputs: readonly GlyphOutputs[],
  flags: GlyphFlags,
): Promise<void> {
  const { checkOutput } = await import('../glyph/index.js');
  for (const { output } of outputs) checkDistinct(preview, output, 'preview');
  await checkOutput(preview, { force: true, inputs: inputsOf(flags) });
}

async function writeResult(
  files: GlyphOutputs,
  result: TransferGlyphResult,
  settings: TransferGlyphOptions,
): Promise<void> {
  const { toStraight, writePicture } = await import('../glyph/index.js');
  const made = glyphProvenance({ ...settings, seed: result.seed }, result);
  await writePicture(files.output, toStraight(result.picture), made);
  await writeLayerFiles(files, result);
}

async function report(
  { output }: GlyphOutputs,
  result: TransferGlyphResult,
  flags: GlyphFlags,
): Promise<void> {
  if (flags.debug !== undefined) await glyphDebug(flags.debug, result);
  if (!flags.quiet) process.stderr.write(`${glyphSummary(output, result)}\n`);
  if (flags.json) process.stdout.write(`${JSON.stringify(glyphJson(output, result))}\n`);
  if (result.ended === 'stopped') process.exitCode = EXIT.interrupted;
}

function inputsOf({ style, styleMask, shape, font, background, fallback = [] }: GlyphFlags): string[] {
  return [style, styleMask, shape, font, background, ...fallback].filter((file) => file !== undefined);
}
