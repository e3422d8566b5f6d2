/** Silhouettes of colour glyphs: what all their layers cover together (OpenType "COLR", versions 0 and 1). */
import { type Color, type Font as HarfBuzzFont, PaintFuncs } from 'harfbuzzjs';
import type { Grid } from '../../shared/fields/grid.js';
import { coverageOf } from '../fields/coverage.js';
import { traceOutline } from '../fontOut/trace/traceOutline.js';
import { IDENTITY, type Matrix, moved, times } from './matrix.js';
import { flatten, type Outline, rectangle } from './outline.js';

/** What a colour glyph is made of. */
export interface ColourGlyph {
  readonly outline: Outline;
  /** The glyphs that its layers are cut out with. */
  readonly parts: ReadonlySet<number>;
}

/** Silhouettes are drawn at this size: a pixel is less than any detail that is left at the sizes of titles. */
const PX_PER_EM = 256;
/** Colour glyphs reach beyond their em: room to each side of the origin, in em. */
const ROOM_EM = { left: 0.5, right: 2, above: 1.5, below: 0.75 } as const;
/** Fainter paints are shades on others. */
const LEAST_ALPHA = 128;
/** In pixels, of the tracing: below what is seen, and above the steps of coverage. */
export const TRACING = { level: 0.5, tolerancePx: 0.25, leastAreaPx: 12 } as const;

/** Gathers what is painted: everything within the clips of the moment. */
class Canvas {
  readonly width = PX_PER_EM * (ROOM_EM.left + ROOM_EM.right);
  readonly height = PX_PER_EM * (ROOM_EM.above + ROOM_EM.below);
  readonly painted = new Float32Array(this.width * this.height);
  readonly matrices: Matrix[] = [IDENTITY];
  readonly clips: Float32Array[] = [];
  readonly parts = new Set<number>();

  constructor(
    private readonly unitsPerEm: number,
    readonly draw: (glyph: number) => Outline,
  ) {}

  clip(outline: Outline): void {
    const scale = PX_PER_EM / this.unitsPerEm;
    const placement = { scale, dx: PX_PER_EM * ROOM_EM.left, dy: PX_PER_EM * ROOM_EM.above };
    const polygons = flatten(moved(outline, this.matrices.at(-1) ?? IDENTITY), placement);
    const { data } = coverageOf(polygons, this);
    const before = this.clips.at(-1);
    this.clips.push(before ? data.map((value, i) => value * before[i]!) : data);
  }

  paint(): void {
    const clip = this.clips.at(-1);
    for (const [i, value] of (clip ?? []).entries()) {
      if (value > this.painted[i]!) this.painted[i] = value;
    }
  }

  outline(): Outline {
    const map: Grid = { width: this.width, height: this.height, data: this.painted };
    const scale = this.unitsPerEm / PX_PER_EM;
    const toUnits: Matrix = [
      ...([scale, 0, 0, -scale] as const),
      ...([-ROOM_EM.left * this.unitsPerEm, ROOM_EM.above * this.unitsPerEm] as const),
    ];
    return moved(traceOutline(map, TRACING), toUnits);
  }
}

/** HarfBuzz' callbacks, which are given a canvas. Modes of composition are taken for "over". */
function painter(): PaintFuncs {
  const functions = new PaintFuncs();
  const on = (canvas: unknown) => canvas as Canvas;
  functions.setPushTransformFunc((xx, yx, xy, yy, dx, dy, canvas) => {
    const { matrices } = on(canvas);
    matrices.push(times(matrices.at(-1) ?? IDENTITY, [xx, yx, xy, yy, dx, dy]));
  });
  functions.setPopTransformFunc((canvas) => void on(canvas).matrices.pop());
  functions.setPushClipGlyphFunc((glyph, _, canvas) => {
    on(canvas).parts.add(glyph);
    on(canvas).clip(on(canvas).draw(glyph));
  });
  functions.setPushClipRectangleFunc((left, bottom, right, top, canvas) => {
    on(canvas).clip([rectangle(left, bottom, right, top)]);
  });
  functions.setPopClipFunc((canvas) => void on(canvas).clips.pop());
  functions.setColorFunc((_: boolean, { alpha }: Color, canvas: unknown) => {
    if (alpha >= LEAST_ALPHA) on(canvas).paint();
  });
  functions.setLinearGradientFunc((...given) => on(given[7]).paint());
  functions.setRadialGradientFunc((...given) => on(given[7]).paint());
  functions.setSweepGradientFunc((...given) => on(given[5]).paint());
  return functions;
}

let sharedPainter: PaintFuncs | undefined;

/**
 * Takes a colour glyph apart.
 *
 * @param draw gives the outline of a glyph without its colours
 */
export function colourGlyph(
  font: HarfBuzzFont,
  glyph: number,
  unitsPerEm: number,
  draw: (glyph: number) => Outline,
): ColourGlyph {
  sharedPainter ??= painter();
  const canvas = new Canvas(unitsPerEm, draw);
  font.paintGlyph(glyph, sharedPainter, canvas);
  return { outline: canvas.outline(), parts: canvas.parts };
}
