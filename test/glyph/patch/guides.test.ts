import { describe, expect, it } from 'vitest';
import { makeGuides, textureGuides } from '../../../src/glyph/patch/guides.js';
import { reachOutwards, withinReach } from '../../../src/glyph/patch/outwards.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { type Premultiplied, RGBA } from '../../../src/shared/pictures/premultiplied.js';

const SIDE = 96;
const [CENTRE, RADIUS] = [48, 20];
const from = (x: number, y: number) => Math.hypot(x - CENTRE, y - CENTRE);
const gridOf = (value: (x: number, y: number) => number): Grid => ({
  width: SIDE,
  height: SIDE,
  data: Float32Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE))),
});
const disc = gridOf((x, y) => Math.min(1, Math.max(0, RADIUS - from(x, y) + 0.5)));
const distance = signedDistance(disc);

/** Alpha as a picture. */
function alphaPicture(alpha: (x: number, y: number) => number): Premultiplied {
  const { data, ...size } = gridOf(alpha);
  const rgba = new Float32Array(RGBA * data.length);
  data.forEach((value, i) => {
    rgba.fill(value, i * RGBA, (i + 1) * RGBA);
  });
  return { ...size, rgba };
}

const ring = (px: number) => alphaPicture((x, y) => (from(x, y) < RADIUS + px ? 1 : 0));
/** A shadow to the right: x grows with the sector 0. */
const shadow = alphaPicture((x, y) =>
  Math.hypot(x - CENTRE - 12, y - CENTRE) < RADIUS || from(x, y) < RADIUS ? 1 : 0,
);

describe('reachOutwards', () => {
  it('is the width of a rim, on all sides', () => {
    for (const reach of reachOutwards(ring(8), distance)) {
      expect(reach).toBeGreaterThan(7);
      expect(reach).toBeLessThan(9);
    }
  });

  it('is nothing where there is nothing, and leaves out specks', () => {
    expect(Math.max(...reachOutwards(ring(0), distance))).toBeLessThan(1);
    const speck = alphaPicture((x, y) => (from(x, y) < RADIUS + 8 ? 1 : x === 90 && y === 48 ? 0.1 : 0));
    expect(Math.max(...reachOutwards(speck, distance))).toBeLessThan(10);
  });

  it('is longest where a shadow falls', () => {
    const reach = reachOutwards(shadow, distance);
    const [right, left] = [reach[0]!, reach[reach.length / 2]!];
    expect(right).toBeGreaterThan(10);
    expect(right).toBeLessThan(14);
    expect(left).toBeLessThan(2);
  });

  it('is known to the sectors beside one, and to no others', () => {
    // A sixteenth of a turn each; this one is seen in the middle of the sixth.
    const beam = alphaPicture((x, y) => {
      const turns = (Math.atan2(y - CENTRE, x - CENTRE) / (2 * Math.PI) + 1) % 1;
      return Math.abs(16 * turns - 5.5) < 0.3 && from(x, y) < RADIUS + 12 ? 1 : 0;
    });
    const reach = [...reachOutwards(beam, distance)];
    expect(reach.map((px) => px > 0)).toEqual(reach.map((_, k) => k >= 4 && k <= 6));
    for (const px of reach.slice(4, 7)) expect(Math.abs(px - 12)).toBeLessThan(1);
  });

  it('turns with the picture', () => {
    const turned = alphaPicture((x, y) =>
      Math.hypot(x - CENTRE, y - CENTRE - 12) < RADIUS || from(x, y) < RADIUS ? 1 : 0,
    );
    const [across, down] = [reachOutwards(shadow, distance), reachOutwards(turned, distance)];
    const quarter = across.length / 4;
    for (const [k, reach] of across.entries()) {
      expect(Math.abs(down[(k + quarter) % across.length]! - reach)).toBeLessThan(1.5);
    }
  });
});

describe('withinReach', () => {
  const reach = Float32Array.from({ length: 16 }, () => 8);

  it('is the shape and all that is not further than the effect goes', () => {
    const { data } = withinReach(distance, reach, 2);
    for (let i = 0; i < data.length; i++) {
      if (distance.data[i]! <= 8) expect(data[i]).toBe(1);
      if (distance.data[i]! > 8 + 4) expect(data[i]).toBe(0);
    }
  });

  it('grows with the reach and with the slack', () => {
    const area = (px: number, slack: number) =>
      withinReach(
        distance,
        reach.map(() => px),
        slack,
      ).data.reduce((sum, value) => sum + value, 0);
    expect(area(12, 2)).toBeGreaterThan(area(8, 2));
    expect(area(8, 8)).toBeGreaterThan(area(8, 2));
  });
});

describe('makeGuides', () => {
  const example = { picture: ring(8), shape: disc };

  it('gives a place of the example the value that the same place of an equal target has', () => {
    const guides = makeGuides(example, disc, false);
    expect(guides.target.data).toEqual(guides.example.data);
    expect(guides.targetRadiusPx).toBe(guides.exampleRadiusPx);
  });

  it('tells distances apart as far as the effect goes, and a little further', () => {
    const { far, example: guide, exampleRadiusPx } = makeGuides(example, disc, false);
    expect((far - 1) * exampleRadiusPx).toBeGreaterThan(8);
    expect((far - 1) * exampleRadiusPx).toBeLessThan(14);
    expect(Math.max(...guide.data)).toBeCloseTo(far, 5);
  });

  it('tells distances apart beyond the longest reach, on whatever side that is', () => {
    const { far, exampleRadiusPx } = makeGuides({ picture: shadow, shape: disc }, disc, true);
    const longest = Math.max(...reachOutwards(shadow, distance));
    expect(far).toBeCloseTo(1 + (1.12 * longest) / exampleRadiusPx + 0.1, 5);
  });

  it('works a tenth of a stroke further than the effect goes', () => {
    const { isWorthwhile, exampleRadiusPx } = makeGuides({ picture: shadow, shape: disc }, disc, true);
    const reachPx = reachOutwards(shadow, distance);
    expect(isWorthwhile.data).toEqual(withinReach(distance, reachPx, 0.1 * exampleRadiusPx).data);
  });

  it('works where the effect may be, on all sides alike if sides do not matter', () => {
    const worth = (isDirected: boolean) =>
      makeGuides({ picture: shadow, shape: disc }, disc, isDirected).isWorthwhile;
    const isIn = ({ data }: Grid, x: number) => data[CENTRE * SIDE + x];
    const [right, left] = [CENTRE + RADIUS + 10, CENTRE - RADIUS - 10];
    expect([isIn(worth(true), right), isIn(worth(true), left)]).toEqual([1, 0]);
    expect([isIn(worth(false), right), isIn(worth(false), left)]).toEqual([1, 1]);
  });
});

describe('textureGuides', () => {
  const texture = alphaPicture(() => 1);
  const guides = textureGuides({ ...texture, width: SIDE / 2, height: 2 * SIDE }, disc);

  it('tells no place from another', () => {
    expect(guides.example).toMatchObject({ width: SIDE / 2, height: 2 * SIDE });
    for (const name of ['example', 'target', 'exampleDistance', 'targetDistance'] as const) {
      const { width, height, data } = guides[name];
      expect(data).toEqual(new Float32Array(width * height));
    }
    expect(guides.target).toMatchObject({ width: SIDE, height: SIDE });
  });

  it('works in the shape and as far around as whole patches need', () => {
    const wanted = distance.data.map((px) => (px < 24 ? 1 : 0));
    expect(guides.isWorthwhile.data).toEqual(wanted);
    expect(guides.targetRadiusPx).toBeCloseTo(
      makeGuides({ picture: ring(8), shape: disc }, disc, false).targetRadiusPx,
      6,
    );
  });
});
