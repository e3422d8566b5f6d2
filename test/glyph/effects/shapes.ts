import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Size } from '../../../src/shared/pictures/picture.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';

/** A disc around the middle of a pixel grid of odd sides. */
export function disc(size: Size, radius: number): Grid {
  const polygon = new Float64Array(2 * 720);
  for (let i = 0; i < 720; i++) {
    polygon[2 * i] = size.width / 2 + radius * Math.cos((i * Math.PI) / 360);
    polygon[2 * i + 1] = size.height / 2 + radius * Math.sin((i * Math.PI) / 360);
  }
  return coverageOf([polygon], size);
}

/** What lies between two columns, over the whole height. */
export function bar(size: Size, left: number, right: number): Grid {
  const data = new Float32Array(size.width * size.height);
  for (let i = 0; i < data.length; i++) {
    const x = i % size.width;
    data[i] = Math.min(1, Math.max(0, Math.min(x + 1, right) - Math.max(x, left)));
  }
  return { ...size, data };
}

/** A shape in one colour. */
export function filled(shape: Grid, rgb: readonly [number, number, number]): Premultiplied {
  const rgba = new Float32Array(shape.data.length * 4);
  for (const [i, a] of shape.data.entries()) rgba.set([rgb[0] * a, rgb[1] * a, rgb[2] * a, a], i * 4);
  return { width: shape.width, height: shape.height, rgba };
}

/** One colour all over. */
export function sheet(size: Size, rgba: readonly number[]): Premultiplied {
  const pixels = Array.from({ length: size.width * size.height }, () => rgba).flat();
  return { ...size, rgba: Float32Array.from(pixels) };
}

/** The red, green, blue and alpha at a place. */
export function pixel({ width, rgba }: Premultiplied, x: number, y: number): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** One channel of a picture. */
export function channel({ rgba }: Premultiplied, c: number): Float32Array {
  return Float32Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4 + c]!);
}
