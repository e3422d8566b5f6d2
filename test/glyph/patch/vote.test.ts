import { describe, expect, it } from 'vitest';
import type { Level } from '../../../src/glyph/patch/level.js';
import { NO_PATCH, PATCH_RADIUS } from '../../../src/glyph/patch/level.js';
import { NARROW, paint, voteLevel, WIDE } from '../../../src/glyph/patch/vote.js';
import { RGBA } from '../../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../../src/shared/rng.js';

const [SOURCE_WIDTH, SOURCE_HEIGHT, WIDTH, HEIGHT] = [15, 13, 12, 11];
const rng = new Rng(4);
const sourcePicture = Uint8Array.from(
  { length: SOURCE_WIDTH * SOURCE_HEIGHT * RGBA },
  () => 255 * rng.uniform(),
);

/** Only what a vote looks at; patches lie within the border of both. */
function levelOf(sourceOf: (x: number, y: number) => number) {
  const nearest = new Int32Array(WIDTH * HEIGHT).fill(NO_PATCH);
  const isActive = new Uint8Array(WIDTH * HEIGHT);
  for (let y = PATCH_RADIUS; y < HEIGHT - PATCH_RADIUS; y++) {
    for (let x = PATCH_RADIUS; x < WIDTH - PATCH_RADIUS; x++) {
      nearest[y * WIDTH + x] = sourceOf(x, y);
      isActive[y * WIDTH + x] = 1;
    }
  }
  const field = { nearest, trust: Float32Array.from(nearest, () => 0.2 + rng.uniform()) };
  const picture = new Uint8Array(WIDTH * HEIGHT * RGBA);
  const target = { width: WIDTH, height: HEIGHT, picture, isActive };
  return { target, source: { width: SOURCE_WIDTH, height: SOURCE_HEIGHT, picture: sourcePicture }, field };
}

const shifted = (dx: number, dy: number) => levelOf((x, y) => (y + dy) * SOURCE_WIDTH + x + dx);
const whole = { top: PATCH_RADIUS, bottom: HEIGHT - PATCH_RADIUS };

describe.each([
  ['wide', WIDE],
  ['narrow', NARROW],
])('a %s vote', (_, ballot) => {
  it('of patches that all lie as in the source copies it', () => {
    const level = shifted(2, 1);
    voteLevel(level as unknown as Level, ballot, whole);
    for (let y = PATCH_RADIUS; y < HEIGHT - PATCH_RADIUS; y++) {
      for (let x = PATCH_RADIUS; x < WIDTH - PATCH_RADIUS; x++) {
        const i = ((y + 1) * SOURCE_WIDTH + x + 2) * RGBA;
        const j = (y * WIDTH + x) * RGBA;
        expect(level.target.picture.subarray(j, j + RGBA)).toEqual(sourcePicture.subarray(i, i + RGBA));
      }
    }
  });

  it('is the mean by weight and trust of what each patch around shows', () => {
    const draw = () => PATCH_RADIUS + Math.floor(rng.uniform() * (SOURCE_HEIGHT - 2 * PATCH_RADIUS));
    const level = levelOf(() => draw() * SOURCE_WIDTH + draw());
    voteLevel(level as unknown as Level, ballot, whole);
    const { radiusPx, weights } = ballot;
    const [x, y] = [6, 5];
    const [sums, side] = [[0, 0, 0, 0], 2 * radiusPx + 1];
    let total = 0;
    for (let dy = -radiusPx; dy <= radiusPx; dy++) {
      for (let dx = -radiusPx; dx <= radiusPx; dx++) {
        const centre = (y + dy) * WIDTH + x + dx;
        const q = level.field.nearest[centre]!;
        if (q === NO_PATCH) continue;
        const weight = weights[(dy + radiusPx) * side + dx + radiusPx]! * level.field.trust[centre]!;
        const [sourceX, sourceY] = [(q % SOURCE_WIDTH) - dx, Math.floor(q / SOURCE_WIDTH) - dy];
        for (let c = 0; c < RGBA; c++) {
          sums[c]! += weight * sourcePicture[(sourceY * SOURCE_WIDTH + sourceX) * RGBA + c]!;
        }
        total += weight;
      }
    }
    const voted = level.target.picture.subarray((y * WIDTH + x) * RGBA, (y * WIDTH + x + 1) * RGBA);
    for (let c = 0; c < RGBA; c++) expect(Math.abs(voted[c]! - sums[c]! / total)).toBeLessThanOrEqual(0.51);
  });
});

it('leaves pixels outside of its strip alone', () => {
  const level = shifted(2, 1);
  voteLevel(level as unknown as Level, WIDE, { top: 5, bottom: 6 });
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    level.target.picture.subarray(y * WIDTH * RGBA, (y + 1) * WIDTH * RGBA).some((value) => value > 0),
  );
  expect(rows.map(Number)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
});

it('paints in fractions, by the middle of patches', () => {
  const level = shifted(1, 0);
  const source = Float32Array.from(sourcePicture, (value) => value / 255);
  const out = new Float32Array(WIDTH * HEIGHT * RGBA);
  const { nearest, trust } = level.field;
  paint({ targetWidth: WIDTH, sourceWidth: SOURCE_WIDTH, nearest, trust, samples: source }, whole, out);
  const [i, j] = [(5 * SOURCE_WIDTH + 7) * RGBA, (5 * WIDTH + 6) * RGBA];
  expect(out.subarray(j, j + RGBA)).toBeAllclose(source.subarray(i, i + RGBA), 1e-5, 1e-5);
});
