import { Blob, DrawFuncs, Face, Font as HarfBuzzFont, MetricsTag } from 'harfbuzzjs';
import { readInputFile } from '../../shared/inputFile.js';
import { checkFontTables, rejectFont } from './fontTables.js';
import type { Contour, Outline } from './outline.js';

/** Distances in font units, y upwards from the baseline. */
export interface FontMetrics {
  readonly unitsPerEm: number;
  readonly ascender: number;
  /** Below the baseline: negative. */
  readonly descender: number;
  readonly lineGap: number;
  readonly capHeight: number;
}

interface OpenContour {
  start: [number, number];
  segments: number[][];
}

/** HarfBuzz' callbacks that write what they draw into `drawData`, a list of contours. */
function contourWriter(): DrawFuncs {
  const draw = new DrawFuncs();
  const last = (data: unknown) => (data as OpenContour[]).at(-1)?.segments;
  draw.setMoveToFunc((x, y, data) => {
    (data as OpenContour[]).push({ start: [x, y], segments: [] });
  });
  draw.setLineToFunc((x, y, data) => {
    last(data)?.push([x, y]);
  });
  draw.setCubicToFunc((x1, y1, x2, y2, x, y, data) => {
    last(data)?.push([x1, y1, x2, y2, x, y]);
  });
  return draw;
}

let sharedWriter: DrawFuncs | undefined;

/** The largest fonts, of all Chinese, Japanese and Korean characters or of colour pictures, have 200 MB. */
const MAX_FONT_BYTES = 2 ** 28;

/**
 * The bytes of a font file, not looked at yet.
 *
 * @throws NstError NST_BAD_INPUT for a file that cannot be read, or is larger than 256 MiB
 */
export async function readFontFile(path: string): Promise<Buffer> {
  return readInputFile(path, { expected: 'a font', maxBytes: MAX_FONT_BYTES });
}

/** A font: which characters it has, its metrics, and the outlines of its glyphs. */
export class Font {
  /** HarfBuzz' font, for the shaper. */
  readonly harfBuzz: HarfBuzzFont;
  readonly metrics: FontMetrics;
  readonly #outlines = new Map<number, Outline>();

  private constructor(
    /** The path of the file, for messages. */
    readonly name: string,
    face: Face,
  ) {
    this.harfBuzz = new HarfBuzzFont(face);
    const { ascender, descender, lineGap } = this.harfBuzz.hExtents();
    const capHeight = this.harfBuzz.getMetricPositionWithFallback(MetricsTag.CAP_HEIGHT);
    this.metrics = { unitsPerEm: face.upem, ascender, descender, lineGap, capHeight };
  }

  /**
   * @param bytes a TrueType or OpenType file; of a collection, its first face
   * @throws NstError NST_BAD_INPUT for anything that is no sound font with outlines
   */
  static fromBytes(name: string, bytes: Uint8Array): Font {
    checkFontTables(name, bytes);
    const face = new Face(new Blob(bytes));
    if (face.collectUnicodes().length === 0) {
      rejectFont(name, 'the font has no characters, its table "cmap" is damaged or empty; get it again');
    }
    return new Font(name, face);
  }

  /** @throws NstError NST_BAD_INPUT as `fromBytes`, or for a file that cannot be read */
  static async open(path: string): Promise<Font> {
    return Font.fromBytes(path, await readFontFile(path));
  }

  /** Whether the font has a glyph for a code point. */
  has(codePoint: number): boolean {
    return this.harfBuzz.nominalGlyph(codePoint) !== undefined;
  }

  /** The outline of a glyph; without contours for a blank. */
  outline(glyph: number): Outline {
    const known = this.#outlines.get(glyph);
    if (known) return known;
    sharedWriter ??= contourWriter();
    const contours: Contour[] = [];
    this.harfBuzz.drawGlyph(glyph, sharedWriter, contours);
    this.#outlines.set(glyph, contours);
    return contours;
  }
}
