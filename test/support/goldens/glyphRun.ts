/** Runs and judges the transfers of text effects that are held to goldens. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { judgeGlyph } from '../../../bench/glyphJudge.js';
import {
  type Grid,
  type Premultiplied,
  type TransferGlyphOptions,
  transferGlyph,
} from '../../../src/glyph/index.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { GLYPH_EFFECTS, type GlyphEffect, renderEffect } from '../glyphEffects.js';
import { radiusOf, textShape } from '../glyphShapes.js';
import type { GlyphCase } from './glyphCases.js';
import { straightBytes } from './glyphFormat.js';
import type { Verdict } from './golden.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-goldens-'));
/** Height of the capital that shows an effect, and the room around it. */
const CAP_HEIGHT_PX = 80;
const MARGIN_PX = 36;
const SEEDS = { example: 1, truth: 2 } as const;

/** What came of a run. */
export interface GlyphOutcome {
  readonly picture: Premultiplied;
  readonly mask: Grid;
  /** Rounds or iterations that were made. */
  readonly steps: number;
}

/** An effect, shown on a letter. */
interface Example {
  readonly picture: Premultiplied;
  readonly shape: Grid;
}

const effectOf = (name: string): GlyphEffect => GLYPH_EFFECTS.find((effect) => effect.name === name)!;

async function exampleOf(name: string): Promise<Example> {
  const font = await Font.open(DEFAULT_FONT_PATH);
  const shape = textShape('R', font, CAP_HEIGHT_PX, MARGIN_PX);
  return { shape, picture: renderEffect(effectOf(name), shape, radiusOf(shape), SEEDS.example) };
}

async function styleFiles({ picture, shape }: Example): Promise<{ style: string; styleMask: string }> {
  const [style, styleMask] = ['style.png', 'mask.png'].map((name) => join(folder, name)) as [string, string];
  const { width, height } = picture;
  await sharp(straightBytes(picture), { raw: { width, height, channels: 4 } }).toFile(style);
  const grey = Uint8Array.from(shape.data, (covered) => Math.round(255 * covered));
  await sharp(grey, { raw: { width, height, channels: 1 } }).toFile(styleMask);
  return { style, styleMask };
}

/** Runs a case. @param lastStep the work is stopped when this step is done */
export async function runGlyph(
  { effect, options }: GlyphCase,
  changes: Partial<TransferGlyphOptions> = {},
  lastStep = Number.POSITIVE_INFINITY,
): Promise<GlyphOutcome> {
  const controller = new AbortController();
  let steps = 0;
  const reporter = {
    stage() {},
    warn() {},
    step: () => void (++steps >= lastStep && controller.abort()),
  };
  const { picture, mask } = await transferGlyph({
    device: 'cpu',
    ...(effect && (await styleFiles(await exampleOf(effect)))),
    ...options,
    ...changes,
    reporter,
    signal: controller.signal,
  });
  return { picture, mask, steps };
}

/** Says how good results of a case are. */
export async function glyphJudge({ effect }: GlyphCase): Promise<(outcome: GlyphOutcome) => Verdict> {
  if (effect === undefined) return () => ({});
  const example = await exampleOf(effect);
  return ({ picture, mask }) => {
    const radiusPx = radiusOf(mask);
    const truth = renderEffect(effectOf(effect), mask, radiusPx, SEEDS.truth);
    const verdict = judgeGlyph({ example, target: mask, truth, radiusPx }, picture);
    const { psnr, ssim, histogram, direction, overlap } = verdict;
    // Differences and shares of what is wrong, turned round: all are better when larger.
    return { psnr, ssim, colours: -histogram, direction: -direction, overlap: -Math.abs(overlap - 1) };
  };
}
