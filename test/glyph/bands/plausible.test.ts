import { describe, expect, it } from 'vitest';
import { ANALOGUES } from '../../../src/glyph/bands/analogues.js';
import { ColourDistribution } from '../../../src/glyph/bands/colours.js';
import { makePlausible, plausibleColours, uniformlyPlausible } from '../../../src/glyph/bands/plausible.js';
import { Rng } from '../../../src/shared/rng.js';
import { PLAUSIBLE_DEVIATIONS } from '../../../src/shared/terms/plausible.js';

const picture = (width: number, height: number, seed: number) => {
  const rng = new Rng(seed);
  return { width, height, rgba: Float32Array.from({ length: width * height * 4 }, () => rng.uniform()) };
};

/** Deviations of a colour, by the whitening of one pixel. */
const deviations = (whitening: Float32Array, pixel: number, difference: readonly number[]) =>
  Math.hypot(
    ...[0, 1, 2, 3].map((a) =>
      difference.reduce((sum, value, b) => sum + whitening[pixel * 16 + a * 4 + b]! * value, 0),
    ),
  );

describe('plausibleColours', () => {
  const example = picture(8, 8, 3);
  const rng = new Rng(4);
  const analogues = Int32Array.from({ length: 5 * ANALOGUES }, () => rng.integer(64));
  const plausible = plausibleColours(analogues, example, new Rng(5));
  const colour = (pixel: number) => [...example.rgba.subarray(4 * pixel, 4 * pixel + 4)];

  it('has the mean of the analogues, and one of them', () => {
    for (let i = 0; i < 5; i++) {
      const own = [...analogues.subarray(i * ANALOGUES, (i + 1) * ANALOGUES)].map(colour);
      const mean = [0, 1, 2, 3].map((c) => own.reduce((sum, value) => sum + value[c]!, 0) / ANALOGUES);
      expect(plausible.mean.subarray(4 * i, 4 * i + 4)).toBeAllclose(mean, 1e-5);
      expect(own).toContainEqual([...plausible.random.subarray(4 * i, 4 * i + 4)]);
    }
  });

  it('measures the analogues by their own spread', () => {
    // The mean square over the samples of a distribution with four dimensions; the tolerance takes off a little.
    for (let i = 0; i < 5; i++) {
      const squares = [...analogues.subarray(i * ANALOGUES, (i + 1) * ANALOGUES)].map((pixel) => {
        const difference = colour(pixel).map((value, c) => value - plausible.mean[4 * i + c]!);
        return deviations(plausible.whitening, i, difference) ** 2;
      });
      expect(squares.reduce((a, b) => a + b, 0) / ANALOGUES).toBeCloseTo(4, 1);
    }
  });

  it('allows next to nothing where all analogues have one colour', () => {
    const { mean, whitening } = plausibleColours(new Int32Array(ANALOGUES).fill(9), example, new Rng(1));
    expect(mean).toBeAllclose(colour(9), 1e-6);
    expect(deviations(whitening, 0, [0.1, 0, 0, 0])).toBeGreaterThan(PLAUSIBLE_DEVIATIONS);
  });
});

describe('uniformlyPlausible', () => {
  it('takes a texture for the same everywhere', () => {
    const { mean, whitening, random } = uniformlyPlausible(
      picture(6, 6, 1),
      { width: 3, height: 2 },
      new Rng(1),
    );
    expect(mean.subarray(20)).toEqual(mean.subarray(0, 4));
    expect(whitening.subarray(80)).toEqual(whitening.subarray(0, 16));
    expect(random.length).toBe(24);
  });
});

describe('settle', () => {
  const texture = picture(20, 20, 6);
  const plausible = uniformlyPlausible(texture, texture, new Rng(1));
  const sizeAt = (values: Float32Array, i: number) =>
    deviations(
      plausible.whitening,
      i,
      [0, 1, 2, 3].map((c) => values[4 * i + c]! - plausible.mean[4 * i + c]!),
    );

  it('leaves what is plausible, and pulls the rest to the limit', () => {
    const wild = texture.rgba.map((value) => 8 * value - 4);
    const settled = makePlausible(wild, plausible);
    for (let i = 0; i < 400; i++) {
      expect(sizeAt(settled, i)).toBeCloseTo(Math.min(sizeAt(wild, i), PLAUSIBLE_DEVIATIONS), 1);
    }
    expect(makePlausible(settled, plausible)).toBeAllclose(settled, 1e-2, 1e-2);
  });

  it('takes small differences for noise where all analogues agree', () => {
    const agreed = plausibleColours(new Int32Array(ANALOGUES).fill(7), texture, new Rng(1));
    const seen = agreed.mean.map((value) => value + 0.005);
    expect(makePlausible(seen, agreed)).toBeAllclose(agreed.mean, 1e-5);
  });
});

describe('ColourDistribution', () => {
  it('knows how likely a colour is: as the density of a normal distribution has it', () => {
    // Of two values each, in channels that do not hang together: deviations of 0.3, 0.1, 0.1 and 0.1.
    const rgba = new Float32Array(16 * 4);
    for (let i = 0; i < 16; i++) {
      for (let c = 0; c < 4; c++) rgba[4 * i + c] = 0.5 + ((i >> c) & 1 ? 1 : -1) * (c === 0 ? 0.3 : 0.1);
    }
    const colours = new ColourDistribution();
    colours.fit(
      rgba,
      Int32Array.from({ length: 16 }, (_, i) => i),
      1e-4,
    );
    expect(colours.logSpread()).toBeCloseTo(Math.log(0.3 * 0.1 ** 3), 4);
    expect(colours.squaredDeviation(Float32Array.of(0.8, 0.7, 0.5, 0.5), 0)).toBeCloseTo(1 + 4, 3);
  });
});
