import { Blob, DrawFuncs, Face, Font as HarfBuzzFont, MetricsTag } from 'harfbuzzjs';
import { readInputFile } from '../../shared/inputFile.js';
import { colourGlyph } from './colourShape.js';
import { type FontChoice, variationsOf } from './fontChoice.js';
import { checkFontTables, rejectFont } from './fontTables.js';
import type { Contour, Outline } from './outline.js';
import { type GlyphPicture, pictureOutline } from './pictureShape.js';

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
  readonly #face: Face;
  readonly #outlines = new Map<number, Outline>();
  /** Pictures of glyphs that have no outline yet. */
  readonly #pictures = new Map<number, GlyphPicture>();
  readonly #parts = new Set<number>();

  private constructor(
    /** The path of the file, for messages. */
    readonly name: string,
    face: Face,
    { axes }: FontChoice,
  ) {
    this.#face = face;
    this.harfBuzz = new HarfBuzzFont(face);
    if (axes) this.harfBuzz.setVariations(variationsOf(name, face, axes));
    const { ascender, descender, lineGap } = this.harfBuzz.hExtents();
    const capHeight = this.harfBuzz.getMetricPositionWithFallback(MetricsTag.CAP_HEIGHT);
    this.metrics = { unitsPerEm: face.upem, ascender, descender, lineGap, capHeight };
  }

  /**
   * @param bytes a TrueType or OpenType file, or a collection of them
   * @throws NstError NST_BAD_INPUT for anything that is no sound font; NST_BAD_OPTION for a choice that it does not give
   */
  static fromBytes(name: string, bytes: Uint8Array, choice: FontChoice = {}): Font {
    checkFontTables(name, bytes, choice.face);
    const face = new Face(new Blob(bytes), (choice.face ?? 1) - 1);
    if (face.collectUnicodes().length === 0) {
      rejectFont(name, 'the font has no characters, its table "cmap" is damaged or empty; get it again');
    }
    return new Font(name, face, choice);
  }

  /** @throws NstError as `fromBytes`, and NST_BAD_INPUT for a file that cannot be read */
  static async open(path: string, choice?: FontChoice): Promise<Font> {
    return Font.fromBytes(path, await readFontFile(path), choice);
  }

  /** Whether the font has a glyph for a code point. */
  has(codePoint: number): boolean {
    return this.harfBuzz.nominalGlyph(codePoint) !== undefined;
  }

  /**
   * The outline of a glyph; without contours for a blank. Of a colour glyph it is that of all its layers together; of one that is a
   * picture there is none before `tracePictures`.
   */
  outline(glyph: number): Outline {
    const known = this.#outlines.get(glyph);
    if (known) return known;
    const outline = this.#isColour(glyph) ? this.#silhouette(glyph) : this.#drawn(glyph);
    if (outline.length === 0) this.#notePicture(glyph);
    this.#outlines.set(glyph, outline);
    return outline;
  }

  /** Glyphs that colour glyphs which were asked for are made of. */
  get colourParts(): ReadonlySet<number> {
    return this.#parts;
  }

  /** Whether outlines were asked for that pictures have to be traced for. */
  get hasPictures(): boolean {
    return this.#pictures.size > 0;
  }

  /** Traces the pictures of all glyphs whose outlines were asked for. */
  async tracePictures(): Promise<void> {
    for (const [glyph, picture] of this.#pictures)
      this.#outlines.set(glyph, await pictureOutline(picture, this.metrics));
    this.#pictures.clear();
  }

  #isColour(glyph: number): boolean {
    const face = this.#face;
    if (face.hasColorLayers() && face.getGlyphColorLayers(glyph).length > 0) return true;
    return face.hasColorPaint() && face.glyphHasColorPaint(glyph);
  }

  /** A picture is an illustration of an outline, if there is one. */
  #notePicture(glyph: number): void {
    const png = this.#face.hasColorPng() ? this.harfBuzz.getGlyphColorPng(glyph) : undefined;
    if (png) this.#pictures.set(glyph, { png, advance: this.harfBuzz.glyphHAdvance(glyph) });
  }

  #drawn(glyph: number): Outline {
    sharedWriter ??= contourWriter();
    const contours: Contour[] = [];
    this.harfBuzz.drawGlyph(glyph, sharedWriter, contours);
    return contours;
  }

  #silhouette(glyph: number): Outline {
    const { unitsPerEm } = this.metrics;
    const { outline, parts } = colourGlyph(this.harfBuzz, glyph, unitsPerEm, (part) => this.#drawn(part));
    for (const part of parts) this.#parts.add(part);
    return outline;
  }
}
