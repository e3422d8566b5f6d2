/** Outlines in the tables "glyf" and "loca" (OpenType 1.9). */
import type { CurvePoint } from '../trace/quadratics.js';
import { ByteWriter } from './byteWriter.js';

/** Closed lines of quadratic curves, in font units, y upwards. */
export type GlyphContours = readonly (readonly CurvePoint[])[];

/** [xMin, yMin, xMax, yMax] in font units. */
export type UnitBox = readonly [number, number, number, number];

const FLAG = { onCurve: 1, xShort: 2, yShort: 4, xSameOrPositive: 16, ySameOrPositive: 32 } as const;

/** The box around all points; undefined if there are none. Control points count, as readers may not know better. */
export function contourBox(contours: GlyphContours): UnitBox | undefined {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of contours.flat()) {
    [xMin, xMax] = [Math.min(xMin, x), Math.max(xMax, x)];
    [yMin, yMax] = [Math.min(yMin, y), Math.max(yMax, y)];
  }
  return xMin <= xMax ? [xMin, yMin, xMax, yMax] : undefined;
}

/** The flags and the bytes of one coordinate of a point, as the difference to the one before. */
function coordinate(out: ByteWriter, delta: number, short: number, sameOrPositive: number): number {
  if (delta === 0) return sameOrPositive;
  if (Math.abs(delta) > 255) {
    out.u16(delta);
    return 0;
  }
  out.u8(Math.abs(delta));
  return short | (delta > 0 ? sameOrPositive : 0);
}

function writeGlyph(contours: GlyphContours): Uint8Array {
  const box = contourBox(contours);
  if (!box) return new Uint8Array(0);
  const [flags, xs, ys] = [new ByteWriter(), new ByteWriter(), new ByteWriter()];
  const out = new ByteWriter().u16(contours.length, ...box);
  let end = -1;
  for (const contour of contours) {
    end += contour.length;
    out.u16(end);
  }
  let [x, y] = [0, 0];
  for (const point of contours.flat()) {
    const across = coordinate(xs, point.x - x, FLAG.xShort, FLAG.xSameOrPositive);
    const up = coordinate(ys, point.y - y, FLAG.yShort, FLAG.ySameOrPositive);
    flags.u8((point.isOn ? FLAG.onCurve : 0) | across | up);
    [x, y] = [point.x, point.y];
  }
  const instructions = 0;
  out.u16(instructions).bytes(flags.done()).bytes(xs.done()).bytes(ys.done());
  return out.pad4().done();
}

/** "glyf" and, with long offsets, "loca". @param glyphs in the order of their numbers */
export function glyfTables(glyphs: readonly GlyphContours[]): { glyf: Uint8Array; loca: Uint8Array } {
  const [glyf, loca] = [new ByteWriter(), new ByteWriter()];
  for (const glyph of glyphs) {
    loca.u32(glyf.length);
    glyf.bytes(writeGlyph(glyph));
  }
  loca.u32(glyf.length);
  // A table without bytes is refused by some readers.
  return { glyf: glyf.length === 0 ? new Uint8Array(4) : glyf.done(), loca: loca.done() };
}
