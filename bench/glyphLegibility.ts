/**
 * Whether words can still be read: tesseract on three renderings of each word in each style, beside the plain word. Needs
 * tesseract-ocr.
 *
 *     npm run bench -- glyphLegibility [style ...]
 *
 * With styles named only these are read; of the others the table keeps what was measured before.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { radiusOf } from '../src/glyph/fields/strokeRadius.js';
import { openStyliser } from '../src/glyph/styliser.js';
import { DEFAULT_FONT_PATH } from '../src/glyph/text/defaultFont.js';
import { Font } from '../src/glyph/text/font.js';
import type { Grid } from '../src/shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../src/shared/pictures/premultiplied.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { GLYPH_EFFECTS, renderEffect } from '../test/support/glyphEffects.js';
import { textShape } from '../test/support/glyphShapes.js';
import { STYLE_EFFECTS } from '../test/support/styleEffects.js';
import { straightAlpha } from './glyphSheet.js';
import { characterAccuracy, hasTesseract, readWords } from './ocr.js';
import { publish } from './report.js';

const WORDS = [
  ...['Hello', 'Summer', 'Market', 'Dragon', 'Festival', 'Bakery', 'Midnight', 'Journey', 'Velvet', 'Quartz'],
  ...['Harbour', 'Pixel', 'Thunder', 'Coffee', 'Winter', 'Galaxy', 'Orchid', 'Kingdom', 'Symphony', 'Fresh'],
] as const;
const CAP_HEIGHT_PX = 48;
const MARGIN_PX = 27;
const SEED = 7;
const GOAL = 0.95;
const PLAIN = 'plain';
/** Accuracy of each word, by styles. */
const FOUND = 'bench/results/glyph-words.json';

interface StyleFiles {
  readonly name: string;
  readonly style: string;
  readonly styleMask?: string;
  /** Left out: outlines stay as they are. */
  readonly deform?: 'auto';
}

/** Effects with an edge of their own, to which outlines bend. */
const NATURAL = ['splashes', 'leaves', 'flames', 'fur'];

/** The eight effects as files, the fire that comes with the project, a texture, and natural effects on plain and on bent outlines. */
async function styleFiles(font: Font, folder: string): Promise<StyleFiles[]> {
  const shape = textShape('R', font, CAP_HEIGHT_PX, MARGIN_PX);
  const files: StyleFiles[] = [];
  const natural = STYLE_EFFECTS.filter(({ name }) => NATURAL.includes(name));
  for (const effect of [...GLYPH_EFFECTS, ...natural]) {
    const [style, styleMask] = [join(folder, `${effect.name}.png`), join(folder, `${effect.name}-mask.png`)];
    await writePicture(style, straightAlpha(renderEffect(effect, shape, radiusOf(shape), 1)));
    const pixels = Float32Array.from(
      { length: shape.data.length * 3 },
      (_, i) => shape.data[Math.floor(i / 3)] ?? 0,
    );
    await writePicture(styleMask, { width: shape.width, height: shape.height, pixels });
    files.push({ name: effect.name, style, styleMask });
    if (natural.includes(effect))
      files.push({ name: `${effect.name}, --deform auto`, style, styleMask, deform: 'auto' });
  }
  return [
    ...files,
    { name: 'fire.png', style: 'fixtures/glyph/fire.png', styleMask: 'fixtures/glyph/fire-mask.png' },
    { name: 'hollyhocks.jpg', style: 'fixtures/pictures/hollyhocks.jpg' },
  ];
}

/** Brightness on white, alpha, and how far colours are from black: dark letters on white where there is a choice. */
function renderings({ width, height, rgba }: Premultiplied): Grid[] {
  const of = (value: (r: number, g: number, b: number, a: number) => number): Grid => ({
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => {
      const [r = 0, g = 0, b = 0, a = 0] = rgba.subarray(i * RGBA, (i + 1) * RGBA);
      return value(r, g, b, a);
    }),
  });
  return [
    of((r, g, b, a) => 0.299 * r + 0.587 * g + 0.114 * b + 1 - a),
    of((_r, _g, _b, a) => 1 - a),
    of((r, g, b) => 1 - Math.hypot(r, g, b) / Math.sqrt(3)),
  ];
}

/** The best accuracy over renderings, for each word. */
async function accuracies(pictures: readonly (readonly Grid[])[]): Promise<number[]> {
  const read = await readWords(pictures.flat());
  const perWord = read.length / pictures.length;
  return WORDS.map((word, i) =>
    Math.max(...read.slice(i * perWord, (i + 1) * perWord).map((text) => characterAccuracy(text, word))),
  );
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Each word in a style. */
async function inStyle({ name: _, ...files }: StyleFiles, masks: readonly Grid[]): Promise<number[]> {
  const styliser = await openStyliser(files);
  const pictures: Grid[][] = [];
  for (const mask of masks) pictures.push(renderings((await styliser.stylise(mask, SEED)).picture));
  await styliser.close();
  return accuracies(pictures);
}

function publishAll(found: Readonly<Record<string, readonly number[]>>): void {
  const plain = mean(found[PLAIN] ?? []);
  const row = (style: string, own: readonly number[]) => ({
    style,
    'characters read': mean(own).toFixed(3),
    'of the plain words': (mean(own) / plain).toFixed(3),
    'words without a fault': `${own.filter((value) => value === 1).length} of ${own.length}`,
  });
  const styled = Object.entries(found).flatMap(([name, own]) => (name === PLAIN ? [] : own));
  publish(
    'glyph-legibility',
    [...Object.entries(found).map(([name, own]) => row(name, own)), row('all styles', styled)],
    [
      `Words: ${WORDS.join(', ')}; capitals of ${CAP_HEIGHT_PX} px. Asked for: ${GOAL} of what is read of the plain words.`,
    ],
  );
}

async function measure(named: readonly string[]): Promise<void> {
  const font = await Font.open(DEFAULT_FONT_PATH);
  const masks = WORDS.map((word) => textShape(word, font, CAP_HEIGHT_PX, MARGIN_PX));
  const found: Record<string, number[]> = existsSync(FOUND) ? JSON.parse(readFileSync(FOUND, 'utf8')) : {};
  found[PLAIN] = await accuracies(
    masks.map((mask) => [{ ...mask, data: mask.data.map((value) => 1 - value) }]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'nst-legible-'));
  for (const files of await styleFiles(font, folder)) {
    if (named.length > 0 && !named.includes(files.name)) continue;
    const own = await inStyle(files, masks);
    found[files.name] = own;
    process.stderr.write(`${files.name}: ${mean(own).toFixed(3)}\n`);
  }
  rmSync(folder, { recursive: true });
  writeFileSync(FOUND, `${JSON.stringify(found)}\n`);
  publishAll(found);
}

if (hasTesseract()) await measure(process.argv.slice(2));
else process.stderr.write('tesseract was not found; install tesseract-ocr (apt) to measure legibility\n');
