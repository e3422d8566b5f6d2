/** `nst glyph` with a text or a shape: one picture or several, and what else of it was asked for. */
import type { TransferGlyphOptions, TransferGlyphResult } from '../glyph/index.js';
import { GLYPH_OPTIONS } from '../glyph/options.js';
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { checkDistinct, type NamedOutput } from '../shared/distinctOutputs.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { valuesIn } from '../shared/options/option.js';
import { checkDebugFolder, debugPaths, glyphDebug } from './glyphDebug.js';
import { DEFAULT_OUTPUT, GLYPH_FLAGS, type GlyphFlags } from './glyphFlags.js';
import {
  checkOutputs,
  filesOf,
  type GlyphOutputs,
  variantOutputs,
  writeFrameFiles,
  writeLayerFiles,
} from './glyphOutputs.js';
import { writePreview } from './glyphPreview.js';
import { glyphJson, glyphProvenance, glyphSummary } from './glyphReport.js';

/** All variants of a text, and what else of them was asked for. */
export async function planText(text: string | undefined, flags: GlyphFlags): Promise<PlannedJob> {
  const outputs = outputsOf(flags);
  const inputs = filesIn(GLYPH_FLAGS, flags);
  await checkOutputs(outputs, { force: flags.force ?? false, inputs });
  await checkExtras(flags, inputs);
  const files = [...(await filesOf(outputs)), ...extrasOf(flags)];
  await checkDistinct(files);
  const settings = settingsOf(text, flags);
  return {
    outputs: files.map(({ path }) => path),
    inputs,
    run: (tools) => makeVariants(outputs, settings, flags, tools),
  };
}

async function makeVariants(
  outputs: readonly GlyphOutputs[],
  settings: TransferGlyphOptions,
  { preview, debug }: GlyphFlags,
  { reporter, signal, keepsUnfinished, tell }: JobTools,
): Promise<void> {
  const { openTransfer } = await import('../glyph/index.js');
  if (preview !== undefined) await writePreview(preview, { ...settings, signal });
  const transfer = await openTransfer({ ...settings, reporter, signal });
  try {
    let selfTestDb: number | undefined;
    for (const [i, files] of outputs.entries()) {
      if (i > 0 && signal.aborted) break;
      const result = await transfer.render(transfer.seed + i);
      const isStopped = result.ended === 'stopped';
      if (isStopped && !keepsUnfinished) throw new NstError('NST_ABORTED', 'interrupted: nothing is kept');
      await writeResult(files, result, settings);
      await writeFrameFiles(files, result, transfer);
      // Of the style, so it is the same for all variants; after the first one is there, for who waits for it.
      if (i === 0) selfTestDb = await transfer.selfTest();
      if (debug !== undefined) await glyphDebug(debug, result);
      const lines = [glyphSummary(files.output, result, selfTestDb)];
      tell({ lines, json: glyphJson(files.output, result, selfTestDb), isStopped });
    }
  } finally {
    await transfer.close();
  }
}

function outputsOf({ output = DEFAULT_OUTPUT, layers, frames, variants = 1 }: GlyphFlags): GlyphOutputs[] {
  return variantOutputs({ output, layers, frames }, variants);
}

/** What the library is asked for. */
function settingsOf(text: string | undefined, flags: GlyphFlags): TransferGlyphOptions {
  const settings = { ...valuesIn(GLYPH_OPTIONS, flags), animate: flags.frames !== undefined };
  return text === undefined ? settings : { ...settings, text };
}

/** A preview and masks replace those of last time, but nothing that is read. */
async function checkExtras({ preview, debug }: GlyphFlags, inputs: readonly string[]): Promise<void> {
  const { checkOutput } = await import('../glyph/index.js');
  if (preview !== undefined) await checkOutput(preview, { force: true, inputs });
  if (debug !== undefined) await checkDebugFolder(debug, inputs);
}

function extrasOf({ preview, debug }: GlyphFlags): NamedOutput[] {
  const masks = debug === undefined ? [] : debugPaths(debug);
  return [
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
    ...masks.map((path) => ({ path, what: 'file of --debug' })),
  ];
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
