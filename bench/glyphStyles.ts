/**
 * Thirty styles on all kinds of grounds, whose truth is known: how well their lettering is found, their ground taken off, and
 * what that does to other letters.
 *
 *     npm run bench -- glyphStyles [--baseline] [--reading] [style ...]
 *
 * With styles named (such as "hatching on white") only these are measured; of the others the table keeps what was measured before.
 * With --baseline the figures are kept as those to be compared with; with --reading no letters are made, and nothing is kept. What was
 * read and written goes to build/bench-styles.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { radiusOf } from '../src/glyph/fields/strokeRadius.js';
import { peakSignalToNoise } from '../src/glyph/metrics/likeness.js';
import { toGrey } from '../src/glyph/output/straight.js';
import { patchSynthesisOn } from '../src/glyph/patch/patchSynthesis.js';
import { Threads } from '../src/glyph/patch/threads.js';
import { fitExample } from '../src/glyph/style/fitExample.js';
import { readStyle, type Style } from '../src/glyph/style/readStyle.js';
import { DEFAULT_FONT_PATH } from '../src/glyph/text/defaultFont.js';
import { Font } from '../src/glyph/text/font.js';
import { boxBlur } from '../src/shared/fields/boxBlur.js';
import type { Premultiplied } from '../src/shared/pictures/premultiplied.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { SILENT } from '../src/shared/reporter.js';
import { renderEffect } from '../test/support/glyphEffects.js';
import { textShape } from '../test/support/glyphShapes.js';
import { makeStyleCase, STYLE_RECIPES, type StyleCase } from '../test/support/styleCases.js';
import { writeSheet } from './glyphSheet.js';
import { alphaError, composed, overlap, type StyleVerdict } from './glyphStyleJudge.js';
import { publish } from './report.js';

const FOLDER = 'build/bench-styles';
const BASELINE = 'bench/results/glyphStyles-baseline.json';
/** What was measured of each style the last time. */
const VERDICTS = 'bench/results/glyphStyles-verdicts.json';
const TARGET_TEXT = 'kF';
const CAP_HEIGHT_PX = 110;
const MARGIN_PX = 52;
const SEED = 7;
const FEATHER_PX = 5;

interface Judged extends StyleVerdict {
  readonly name: string;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begin = performance.now();
  return [await work(), (performance.now() - begin) / 1000];
}

async function readings(given: StyleCase, stem: string) {
  const path = join(FOLDER, `${stem}.png`);
  await writePicture(path, given.picture);
  const masks = { hard: given.shape, soft: boxBlur(given.shape, FEATHER_PX / 2) };
  const [bare, seconds] = await timed(() => readStyle(path));
  const read: Record<keyof typeof masks, Style | undefined> = { hard: undefined, soft: undefined };
  for (const kind of ['hard', 'soft'] as const) {
    const maskPath = join(FOLDER, `${stem}.${kind}.png`);
    await writePicture(maskPath, toGrey(masks[kind]));
    read[kind] = await readStyle(path, maskPath);
  }
  return { bare, hard: read.hard!, soft: read.soft!, seconds };
}

async function transfer(threads: Threads, font: Font, given: StyleCase, style: Style) {
  const target = textShape(TARGET_TEXT, font, CAP_HEIGHT_PX, MARGIN_PX);
  const truth = renderEffect(given.effect, target, given.radiusPx, given.seed + 500);
  const { picture, shape } = style;
  const example = { picture, ...(shape && { shape }) };
  const fitted = fitExample(example, shape && radiusOf(shape), radiusOf(target));
  const task = {
    example: fitted,
    target,
    strength: 1,
    direction: 'auto',
    seed: SEED,
    reporter: SILENT,
  } as const;
  const { picture: made } = await patchSynthesisOn(threads, task);
  return { made, truth };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
const decibels = (values: readonly number[]) =>
  -10 * Math.log10(mean(values.map((value) => 10 ** (-value / 10))));
const two = (value: number) => value.toFixed(2);

/** A row of the table; beside each figure that of the baseline. */
function rowOf(own: Judged, before: Judged | undefined) {
  const pair = (key: keyof StyleVerdict, digits: number) =>
    before ? `${before[key].toFixed(digits)} -> ${own[key].toFixed(digits)}` : own[key].toFixed(digits);
  return {
    style: own.name,
    'shape, IoU': pair('overlap', 3),
    'with a soft mask': pair('softOverlap', 3),
    'alpha error': pair('alphaError', 2),
    'with a mask': pair('maskedAlphaError', 2),
    'laid back, dB': pair('composed', 1),
    'other letters, dB': pair('transfer', 1),
    seconds: two(own.seconds),
  };
}

function summaryOf(all: readonly Judged[]): Judged {
  const of = (key: keyof StyleVerdict) => mean(all.map((verdict) => verdict[key]));
  return {
    name: 'mean',
    overlap: of('overlap'),
    softOverlap: of('softOverlap'),
    alphaError: of('alphaError'),
    maskedAlphaError: of('maskedAlphaError'),
    composed: of('composed'),
    transfer: decibels(all.map(({ transfer }) => transfer)),
    seconds: of('seconds'),
  };
}

const keptIn = (path: string): Judged[] => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []);

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const named = words.filter((word) => !word.startsWith('--'));
const nameOf = ({ effect, ground }: (typeof STYLE_RECIPES)[number]) => `${effect.name} on ${ground.name}`;
const unknown = named.find((name) => !STYLE_RECIPES.some((recipe) => nameOf(recipe) === name));
if (unknown) throw new Error(`no style "${unknown}"; there are ${STYLE_RECIPES.map(nameOf).join(', ')}`);
const withTransfer = !flags.includes('--reading');
mkdirSync(FOLDER, { recursive: true });
const font = await Font.open(DEFAULT_FONT_PATH);
const threads = new Threads(0);
const judged: Judged[] = [];
for (const [i, recipe] of STYLE_RECIPES.entries()) {
  if (named.length > 0 && !named.includes(nameOf(recipe))) continue;
  const given = await makeStyleCase(recipe, font);
  const stem = `${String(i).padStart(2, '0')} ${given.name}`.replaceAll(' ', '-');
  const { bare, hard, soft, seconds } = await readings(given, stem);
  const pictures: Premultiplied[] = [given.truth, bare.picture, hard.picture];
  let likeness = 0;
  if (withTransfer) {
    const { made, truth } = await transfer(threads, font, given, bare);
    pictures.push(truth, made);
    likeness = peakSignalToNoise(made, truth);
  }
  const verdict = {
    name: given.name,
    overlap: overlap(bare.shape, given.shape),
    softOverlap: overlap(soft.shape, given.shape),
    alphaError: alphaError(bare.picture, given),
    maskedAlphaError: alphaError(hard.picture, given),
    composed: composed(bare, given),
    transfer: likeness,
    seconds,
  };
  judged.push(verdict);
  if (bare.shape) await writePicture(join(FOLDER, `${stem}.found.png`), toGrey(bare.shape));
  await writeSheet(join(FOLDER, `${stem}.sheet.png`), pictures);
  const { name, ...numbers } = verdict;
  process.stderr.write(
    `${name}: ${Object.entries(numbers)
      .map(([key, value]) => `${key} ${two(value)}`)
      .join(', ')}\n`,
  );
}
await threads.close();
const earlier = keptIn(VERDICTS);
const all = STYLE_RECIPES.flatMap((recipe) => {
  const isOf = ({ name }: Judged) => name === nameOf(recipe);
  return judged.find(isOf) ?? earlier.find(isOf) ?? [];
});
const keep = (path: string) => writeFileSync(path, `${JSON.stringify(all, null, 1)}\n`);
if (flags.includes('--baseline')) keep(BASELINE);
const before = keptIn(BASELINE);
const shown = [...all, summaryOf(all)];
const beside = before.length > 0 ? [...before, summaryOf(before)] : [];
const good = (verdicts: readonly Judged[]) => verdicts.filter((verdict) => verdict.overlap >= 0.95).length;
process.stdout.write(`IoU of 0.95 and more: ${good(judged)} of ${judged.length}\n`);
if (withTransfer) {
  keep(VERDICTS);
  publish(
    'glyphStyles',
    shown.map((own) =>
      rowOf(
        own,
        beside.find(({ name }) => name === own.name),
      ),
    ),
    [
      `IoU of 0.95 and more without a mask: ${good(before)} -> ${good(all)} of ${all.length}.`,
      ...(named.length > 0
        ? [`Measured last: ${named.join(', ')}; the other rows are of earlier runs.`]
        : []),
    ],
  );
}
