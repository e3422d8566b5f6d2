/**
 * Whether words can still be read: tesseract on three renderings of each word in each style, beside the plain word. Needs
 * tesseract-ocr.
 *
 *     npm run bench -- glyphLegibility
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { radiusOf } from '../src/glyph/fields/strokeRadius.js';
import { type Grid, type Premultiplied, RGBA } from '../src/glyph/grid.js';
import { openStyliser } from '../src/glyph/styliser.js';
import { DEFAULT_FONT_PATH } from '../src/glyph/text/defaultFont.js';
import { Font } from '../src/glyph/text/font.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { GLYPH_EFFECTS, renderEffect } from '../test/support/glyphEffects.js';
import { textShape } from '../test/support/glyphShapes.js';
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

interface StyleFiles {
  readonly name: string;
  readonly style: string;
  readonly styleMask?: string;
}

/** The eight effects as files, the fire that comes with the project, and a texture. */
async function styleFiles(font: Font, folder: string): Promise<StyleFiles[]> {
  const shape = textShape('R', font, CAP_HEIGHT_PX, MARGIN_PX);
  const files: StyleFiles[] = [];
  for (const effect of GLYPH_EFFECTS) {
    const [style, styleMask] = [join(folder, `${effect.name}.png`), join(folder, `${effect.name}-mask.png`)];
    await writePicture(style, straightAlpha(renderEffect(effect, shape, radiusOf(shape), 1)));
    const pixels = Float32Array.from(
      { length: shape.data.length * 3 },
      (_, i) => shape.data[Math.floor(i / 3)] ?? 0,
    );
    await writePicture(styleMask, { width: shape.width, height: shape.height, pixels });
    files.push({ name: effect.name, style, styleMask });
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

async function measure(): Promise<void> {
  const font = await Font.open(DEFAULT_FONT_PATH);
  const masks = WORDS.map((word) => textShape(word, font, CAP_HEIGHT_PX, MARGIN_PX));
  const plain = await accuracies(
    masks.map((mask) => [{ ...mask, data: mask.data.map((value) => 1 - value) }]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'nst-legible-'));
  const row = (style: string, found: readonly number[]) => ({
    style,
    'characters read': mean(found).toFixed(3),
    'of the plain words': (mean(found) / mean(plain)).toFixed(3),
    'words without a fault': `${found.filter((value) => value === 1).length} of ${WORDS.length}`,
  });
  const rows = [row('plain', plain)];
  const all: number[] = [];
  for (const { name, ...files } of await styleFiles(font, folder)) {
    const styliser = await openStyliser(files);
    const pictures: Grid[][] = [];
    for (const mask of masks) pictures.push(renderings((await styliser.stylise(mask, SEED)).picture));
    await styliser.close();
    const found = await accuracies(pictures);
    all.push(...found);
    rows.push(row(name, found));
    process.stderr.write(`${name}: ${mean(found).toFixed(3)}\n`);
  }
  rmSync(folder, { recursive: true });
  publish(
    'glyph-legibility',
    [...rows, { ...row('all', all), 'words without a fault': '' }],
    [
      `Words: ${WORDS.join(', ')}; capitals of ${CAP_HEIGHT_PX} px. Asked for: ${GOAL} of what is read of the plain words.`,
    ],
  );
}

if (hasTesseract()) await measure();
else process.stderr.write('tesseract was not found; install tesseract-ocr (apt) to measure legibility\n');
