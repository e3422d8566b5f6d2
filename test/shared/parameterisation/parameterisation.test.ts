import { describe, expect, it } from 'vitest';
import { type Tensor, tf } from '../../../src/shared/engine/tf.js';
import { pixelParameterisation } from '../../../src/shared/parameterisation/pixels.js';
import { spectrumParameterisation } from '../../../src/shared/parameterisation/spectrum.js';
import { Rng } from '../../../src/shared/rng.js';
import { compiledForward } from '../../support/engines.js';
import { expectSoundObjective } from '../../support/soundObjective.js';

const sizes = [
  [8, 8],
  [7, 9],
  [6, 11],
  [1, 5],
  [4, 1],
  [1, 1],
] as const;
const rng = new Rng(1);
const pixelsOf = (height: number, width: number) =>
  Float32Array.from({ length: height * width * 3 }, () => rng.uniform());

describe.each([
  ['pixels', (height: number, width: number) => pixelParameterisation(height, width)],
  ['spectrum', spectrumParameterisation],
] as const)('%s', (_, parameterisation) => {
  describe.each(sizes)('of %d x %d', (height, width) => {
    const { shape, encode, decode, render } = parameterisation(height, width);
    const pixels = pixelsOf(height, width);
    const decoded = (variable: Float32Array) => decode(tf.tensor(variable, [...shape]));

    it('decodes what it encoded', () => {
      const variable = encode(pixels);
      expect(variable.length).toBe(shape.reduce((size, length) => size * length));
      const found = decoded(variable);
      expect(found.shape).toEqual([1, height, width, 3]);
      expect(found.dataSync()).toBeAllclose(pixels, 1e-5, 1e-5);
    });

    it('renders what it decodes', () => {
      const variable = rng.normals(3 * height * width);
      expect(render(variable)).toBeAllclose(decoded(variable).dataSync(), 1e-4, 1e-5);
    });

    it('encodes what it rendered', () => {
      const variable = rng.normals(3 * height * width);
      expect(encode(render(variable))).toBeAllclose(variable, 1e-4, 1e-4);
    });

    it('is compiled as it is, with its gradient', async () => {
      const variable = { shape, data: rng.normals(3 * height * width) };
      const run = ({ x }: Readonly<Record<string, Tensor>>) => ({ y: decode(x!) });
      const { y } = await compiledForward(run, { x: variable });
      expect(y!.data).toBeAllclose(render(variable.data), 1e-4, 1e-5);
      const slopes = rng.normals(3 * height * width);
      await expectSoundObjective(
        ({ x }) => ({ value: tf.sum(tf.mul(decode(x!), tf.tensor(slopes, [1, height, width, 3]))) }),
        { x: variable },
      );
    });
  });

  it('leaves its argument alone and gives away an array of its own', () => {
    const { encode, render } = parameterisation(2, 2);
    const pixels = pixelsOf(2, 2);
    const copy = pixels.slice();
    encode(pixels).fill(9);
    render(pixels).fill(9);
    expect(pixels).toEqual(copy);
  });

  it('turns steps of size 1 into steps of size 1', () => {
    const [height, width] = [48, 64];
    const { render } = parameterisation(height, width);
    // A few draws: low frequencies weigh most, so one draw alone is far off.
    let squares = 0;
    for (let i = 0; i < 40; i++) {
      const step = render(rng.normals(3 * height * width));
      squares += step.reduce((sum, value) => sum + value * value, 0) / step.length / 40;
    }
    expect(squares).toBeGreaterThan(0.8);
    expect(squares).toBeLessThan(1.2);
  });
});

describe('spectrum', () => {
  const [height, width] = [12, 16];
  const { encode, render } = spectrumParameterisation(height, width);

  /** The picture of one variable. */
  const wave = (axis: number, down: number, across: number) => {
    const variable = new Float32Array(3 * height * width);
    variable[(axis * height + down) * width + across] = 1;
    return render(variable);
  };
  const sizeOf = (pixels: Float32Array) => Math.hypot(...pixels);

  it('has cosines for a basis', () => {
    const found = wave(0, 2, 3);
    const expected = found.map((_, i) => {
      const [y, x] = [Math.floor(i / 3 / width), Math.floor(i / 3) % width];
      return Math.cos((Math.PI * 2 * (y + 0.5)) / height) * Math.cos((Math.PI * 3 * (x + 0.5)) / width);
    });
    const scale = sizeOf(found) / sizeOf(expected);
    expect(found).toBeAllclose(
      expected.map((value) => value * scale),
      1e-4,
      1e-6,
    );
  });

  it('puts a grey picture into the brightness alone', () => {
    const grey = new Float32Array(height * width * 3).fill(0.5);
    const variable = encode(grey);
    expect(variable[0]).not.toBeCloseTo(0, 1);
    expect(variable.subarray(1)).toBeAllclose(new Float32Array(variable.length - 1), 0, 1e-4);
  });

  it('makes waves of half the size at twice the frequency, whichever way they run', () => {
    expect(sizeOf(wave(0, 2, 0)) / sizeOf(wave(0, 4, 0))).toBeCloseTo(2, 4);
    expect(sizeOf(wave(0, 0, 2)) / sizeOf(wave(0, 0, 4))).toBeCloseTo(2, 4);
    // As long a wave in pixels: 3 half cycles of 12 rows, 4 of 16 columns.
    expect(sizeOf(wave(0, 3, 0)) / sizeOf(wave(0, 0, 4))).toBeCloseTo(1, 4);
  });

  it('makes waves of colours that stand at right angles, brightness the largest', () => {
    const waves = [0, 1, 2].map((axis) => wave(axis, 1, 2));
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(dot(waves[0]!, waves[1]!)).toBeCloseTo(0, 5);
    expect(dot(waves[0]!, waves[2]!)).toBeCloseTo(0, 5);
    expect(dot(waves[1]!, waves[2]!)).toBeCloseTo(0, 5);
    const sizes = waves.map(sizeOf);
    expect(sizes.map((size) => size / sizes[0]!)).toBeAllclose([1, 0.35, 0.2], 1e-4);
  });
});
