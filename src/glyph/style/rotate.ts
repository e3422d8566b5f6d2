import type { Size } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { EffectExample } from '../synthesis.js';

/** Turns [height, width, channels] clockwise about its middle by bilinear interpolation; 0 beyond the edges. */
function turned(values: Float32Array, from: Size, to: Size, channels: number, degrees: number): Float32Array {
  const out = new Float32Array(to.width * to.height * channels);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const read = (x: number, y: number, c: number) =>
    x < 0 || y < 0 || x >= from.width || y >= from.height ? 0 : values[(y * from.width + x) * channels + c]!;
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [dx, dy] = [x - (to.width - 1) / 2, y - (to.height - 1) / 2];
      const u = cos * dx + sin * dy + (from.width - 1) / 2;
      const v = -sin * dx + cos * dy + (from.height - 1) / 2;
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const [s, t] = [u - i, v - j];
      for (let c = 0; c < channels; c++) {
        const upper = read(i, j, c) * (1 - s) + read(i + 1, j, c) * s;
        const lower = read(i, j + 1, c) * (1 - s) + read(i + 1, j + 1, c) * s;
        out[(y * to.width + x) * channels + c] = upper * (1 - t) + lower * t;
      }
    }
  }
  return out;
}

/** An example turned clockwise, on a canvas that holds all of it. What flamed upwards flames to the right after 90 degrees. */
export function rotateExample({ picture, shape }: EffectExample, degrees: number): EffectExample {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  const size = {
    width: Math.ceil(picture.width * cos + picture.height * sin - 1e-6),
    height: Math.ceil(picture.width * sin + picture.height * cos - 1e-6),
  };
  return {
    picture: { ...size, rgba: turned(picture.rgba, picture, size, RGBA, degrees) },
    shape: shape && { ...size, data: turned(shape.data, shape, size, 1, degrees) },
  };
}
