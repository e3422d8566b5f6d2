/**
 * Text effects whose truth is known, given from one letter to others by every engine and by simpler ways.
 *
 *     npm run bench -- glyph [row ...]
 *
 * With rows named only these are made; of the others the table keeps what was measured before. Results beside the truth go to
 * build/bench-glyph, as pictures.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FONT_PATH } from '../src/glyph/text/defaultFont.js';
import { Font } from '../src/glyph/text/font.js';
import type { Premultiplied } from '../src/shared/pictures/premultiplied.js';
import { SILENT } from '../src/shared/reporter.js';
import { GLYPH_EFFECTS } from '../test/support/glyphEffects.js';
import { type GlyphCase, glyphCases } from './glyphCases.js';
import { type GlyphVerdict, judgeGlyph } from './glyphJudge.js';
import { GLYPH_ROWS } from './glyphRows.js';
import { writeSheet } from './glyphSheet.js';
import { publish } from './report.js';

const SHEETS = 'build/bench-glyph';
/** What was measured of each pair, by rows. */
const PAIRS = 'bench/results/glyph-pairs.json';
/** The row of what is not made but known. */
const TRUTH_AGAIN = 'truth, other noise';
const SEED = 7;
/** Asked for: shares and factors. */
const GOAL = { direction: 0.15, overlap: 0.95 } as const;

interface Judged extends GlyphVerdict {
  readonly effect: string;
  readonly isDirectional: boolean;
  readonly seconds: number;
}

const judged = new Map<string, Judged[]>();

/** Rows of earlier runs, then those of this one, in their order. */
function mergedRows(): [string, readonly Judged[]][] {
  const before = existsSync(PAIRS)
    ? (JSON.parse(readFileSync(PAIRS, 'utf8')) as Record<string, Judged[]>)
    : {};
  return [...GLYPH_ROWS.keys(), TRUTH_AGAIN].flatMap((name) => {
    const own = judged.get(name) ?? before[name];
    return own ? [[name, own] as [string, readonly Judged[]]] : [];
  });
}

function note(name: string, { effect }: GlyphCase, verdict: GlyphVerdict, seconds: number): void {
  const entry = { ...verdict, effect: effect.name, isDirectional: effect.isDirectional, seconds };
  judged.set(name, [...(judged.get(name) ?? []), entry]);
}

async function runCase(given: GlyphCase, rows: readonly string[]): Promise<Premultiplied[]> {
  const results: Premultiplied[] = [];
  for (const name of rows) {
    const synthesis = GLYPH_ROWS.get(name);
    if (!synthesis) throw new Error(`no row "${name}"; there are ${[...GLYPH_ROWS.keys()].join(', ')}`);
    const begin = performance.now();
    const { example, target } = given;
    const task = { example, target, strength: 1, direction: 'auto', seed: SEED, reporter: SILENT } as const;
    const result = await synthesis(task);
    const seconds = (performance.now() - begin) / 1000;
    note(name, given, judgeGlyph(given, result), seconds);
    results.push(result);
  }
  return results;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
/** Errors are averaged, not decibels: a row is not better for being perfect where it was good already. */
const pooledDecibels = (all: readonly Judged[]) =>
  -10 * Math.log10(mean(all.map(({ psnr }) => 10 ** (-psnr / 10))));

function summary(name: string, all: readonly Judged[]) {
  const of = (key: keyof GlyphVerdict | 'seconds', from = all) => mean(from.map((one) => one[key]));
  const directional = all.filter(({ isDirectional }) => isDirectional);
  const kept = directional.filter(({ direction }) => direction <= GOAL.direction).length;
  return {
    row: name,
    'PSNR, dB': pooledDecibels(all).toFixed(2),
    SSIM: of('ssim').toFixed(3),
    'off in colours': of('histogram').toFixed(4),
    'direction kept': `${kept} of ${directional.length}`,
    'off in direction': `${(100 * of('direction', directional)).toFixed(0)} %`,
    'body overlap': of('overlap').toFixed(3),
    'least overlap': Math.min(...all.map(({ overlap }) => overlap)).toFixed(3),
    'more twins': of('repetition').toFixed(3),
    seconds: of('seconds').toFixed(1),
  };
}

function byEffect(merged: ReturnType<typeof mergedRows>, show: (all: readonly Judged[]) => string) {
  return merged.map(([name, all]) => {
    const cells = GLYPH_EFFECTS.map((effect) => {
      const own = all.filter((one) => one.effect === effect.name);
      return [effect.name, own.length > 0 ? show(own) : ''] as const;
    });
    return { row: name, ...Object.fromEntries(cells) };
  });
}

const named = process.argv.slice(2);
const rows = named.length > 0 ? named : [...GLYPH_ROWS.keys()];
mkdirSync(SHEETS, { recursive: true });
for (const given of glyphCases(await Font.open(DEFAULT_FONT_PATH))) {
  const results = await runCase(given, rows);
  note(TRUTH_AGAIN, given, judgeGlyph(given, given.truthAgain), 0);
  const file = join(SHEETS, `${given.effect.name}-${given.text}.png`.replaceAll(' ', '-'));
  await writeSheet(file, [given.example.picture, given.truth, ...results]);
  for (const name of rows) {
    const last = judged.get(name)?.at(-1);
    if (!last) continue;
    const numbers = [last.psnr, last.ssim, last.histogram, last.direction, last.overlap, last.repetition];
    const text = numbers.map((value) => value.toFixed(3)).join(' ');
    process.stderr.write(
      `${given.effect.name}, ${given.text}, ${name}: ${text}, ${last.seconds.toFixed(1)} s\n`,
    );
  }
}

const merged = mergedRows();
writeFileSync(PAIRS, `${JSON.stringify(Object.fromEntries(merged))}\n`);
publish(
  'glyph',
  merged.map(([name, all]) => summary(name, all)),
  [`Means over ${merged[0]?.[1].length ?? 0} pairs; PSNR of the mean squared error.`],
);
publish(
  'glyph-decibels',
  byEffect(merged, (own) => pooledDecibels(own).toFixed(1)),
  ['PSNR by effect, dB.'],
);
publish(
  'glyph-ssim',
  byEffect(merged, (own) => mean(own.map(({ ssim }) => ssim)).toFixed(3)),
  ['SSIM by effect.'],
);
