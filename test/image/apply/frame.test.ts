import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frame, trimmed, unframe } from '../../../src/image/apply/frame.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';

/** Each pixel tells where it is. */
function mapPicture(width: number, height: number): Picture {
  const pixels = Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return [x / width, y / height, 0.5][i % 3]!;
  });
  return { width, height, pixels };
}

const sides = fc.integer({ min: 1, max: 50 });

it('a picture comes out of its frame as it went in, and the frame can be halved', () => {
  fc.assert(
    fc.property(sides, sides, fc.constantFrom(4, 8), (width, height, multiple) => {
      const picture = mapPicture(width, height);
      const framed = frame(picture, multiple);
      expect([framed.width % multiple, framed.height % multiple]).toEqual([0, 0]);
      expect(unframe(framed, picture).pixels).toEqual(picture.pixels);
    }),
    { numRuns: 50 },
  );
});

it('the frame is the picture, mirrored at its edges', () => {
  const { width, pixels } = frame(mapPicture(20, 20), 4);
  const row = Array.from({ length: 36 }, (_, x) => Math.round(20 * pixels[(16 * width + x) * 3]!));
  expect(row.slice(12, 21)).toEqual([3, 2, 1, 0, 0, 1, 2, 3, 4]);
});

it('the middle of a style has sides that can be halved, and shows nothing but the style', () => {
  const { width, height, pixels } = trimmed(mapPicture(21, 35), 8);
  expect([width, height]).toEqual([16, 32]);
  expect([Math.round(21 * pixels[0]!), Math.round(35 * pixels[1]!)]).toEqual([2, 1]);
});
