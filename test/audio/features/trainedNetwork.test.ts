import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphStft } from '../../../src/audio/features/spectrogram.js';
import {
  FEATURE_BANDS,
  trainedNetwork,
  trainedNetworkOf,
} from '../../../src/audio/features/trainedNetwork.js';
import { BLOCK_NAMES, runTrunk, TRUNK_BANDS, trunkShapes } from '../../../src/audio/features/trunk.js';
import { melBank } from '../../../src/shared/dsp/mel.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { MODELS_FOLDER, readManifest } from '../../../src/shared/weights/manifest.js';
import { sizeOf, type Weights } from '../../../src/shared/weights/tensors.js';
import { failure } from '../../support/failure.js';

const FRAMES = 21;
const RATE = 22_050;
const stft = graphStft({ fftSamples: 1024, hopSamples: 256 }, FRAMES, RATE);
const values = (x: Tensor) => x.dataSync() as Float32Array;
const amplitude = tf.tensor2d(new Rng(2).normals(FRAMES * 513, 0.1).map(Math.abs), [FRAMES, 513]);

const rng = new Rng(7);
const weights: Weights = new Map(
  [...trunkShapes()].map(([name, shape]) => [name, { shape, data: rng.normals(sizeOf(shape), 0.2) }]),
);
const weight = (name: string) => tf.tensor(weights.get(name)!.data, [...weights.get(name)!.shape]);

/** 3x3 filters over rows and columns of [h][w][c], zeros around, with bias and ReLU. */
function naiveBlock(x: number[][][], name: string): number[][][] {
  const { data, shape } = weights.get(`${name}.weight`)!;
  const bias = weights.get(`${name}.bias`)!.data;
  const [, , inputs, outputs] = shape as [number, number, number, number];
  return x.map((row, i) =>
    row.map((_, j) =>
      Array.from({ length: outputs }, (_, o) => {
        let sum = bias[o]!;
        for (let a = 0; a < 3; a++)
          for (let b = 0; b < 3; b++)
            for (let c = 0; c < inputs; c++)
              sum += (x[i + a - 1]?.[j + b - 1]?.[c] ?? 0) * data[((a * 3 + b) * inputs + c) * outputs + o]!;
        return Math.max(0, sum);
      }),
    ),
  );
}

describe('runTrunk', () => {
  const levels = new Rng(3).normals(FRAMES * TRUNK_BANDS).map(Math.abs);
  const input = tf.tensor4d(levels, [1, FRAMES, TRUNK_BANDS, 1]);

  it('is filters, and averages over two by two places', () => {
    const { block1, block2 } = runTrunk(input, weight, 'block2');
    const rows = Array.from({ length: FRAMES }, (_, t) =>
      Array.from({ length: TRUNK_BANDS }, (_, band) => [levels[t * TRUNK_BANDS + band]! / 4]),
    );
    const first = naiveBlock(rows, 'block1');
    expect(values(block1!)).toBeAllclose(first.flat(2), 1e-4, 1e-5);
    const halved = Array.from({ length: 10 }, (_, t) =>
      Array.from({ length: 32 }, (_, band) =>
        first[0]![0]!.map(
          (_, c) =>
            [0, 1]
              .flatMap((a) => [0, 1].map((b) => first[2 * t + a]![2 * band + b]![c]!))
              .reduce((x, y) => x + y) / 4,
        ),
      ),
    );
    expect(values(block2!)).toBeAllclose(naiveBlock(halved, 'block2').flat(2), 1e-4, 1e-4);
  });

  it('goes no further than it must, and ends with eight rows', () => {
    expect(Object.keys(runTrunk(input, weight, 'block3'))).toEqual(['block1', 'block2', 'block3']);
    expect(runTrunk(input, weight).block4!.shape).toEqual([1, 5, 8, 96]);
  });
});

describe('trainedNetworkOf', () => {
  const network = trainedNetworkOf(weights);

  it('has each block, and each band of it, as a layer', () => {
    expect(network.name).toBe('audio');
    expect(network.layers.length).toBe(BLOCK_NAMES.length * (1 + FEATURE_BANDS));
    const features = network.features(amplitude, stft, ['block1', 'block2', 'block3', 'block4', 'block2/7']);
    expect(Object.entries(features).map(([name, x]) => [name, x.shape])).toEqual([
      ['block1', [1, 1, 21, 8 * 16]],
      ['block2', [1, 1, 10, 8 * 32]],
      ['block3', [1, 1, 5, 8 * 64]],
      ['block4', [1, 1, 5, 8 * 96]],
      ['block2/7', [1, 1, 10 * 4, 32]],
    ]);
  });

  it('sees compressed mel bands, and keeps the rows of a band together', () => {
    const bank = tf.tensor2d(melBank({ sampleRateHz: RATE, fftSamples: 1024, bands: TRUNK_BANDS }), [
      513,
      TRUNK_BANDS,
    ]);
    const mel = tf.log1p(tf.mul(tf.matMul(amplitude, bank), 1000));
    const { block2 } = runTrunk(tf.reshape(mel, [1, FRAMES, TRUNK_BANDS, 1]) as Tensor4D, weight, 'block2');
    const rows = tf.slice(block2!, [0, 0, 12, 0], [1, 10, 4, 32]);
    const { 'block2/3': band, block2: bands } = network.features(amplitude, stft, ['block2/3', 'block2']);
    expect(values(band!)).toBeAllclose(values(rows), 1e-4, 1e-5);
    const means = values(tf.mean(rows, 2));
    const found = values(tf.slice(bands!, [0, 0, 0, 3 * 32], [1, 1, 10, 32]));
    expect(found).toBeAllclose(means, 1e-4, 1e-5);
  });

  it('answers to a tone where the tone is', () => {
    const quiet = tf.fill([FRAMES, 513], 1e-4) as Tensor2D;
    const tone = tf.add(quiet, tf.oneHot(tf.fill([FRAMES], 200, 'int32'), 513, 0.3, 0)) as Tensor2D;
    const names = Array.from({ length: FEATURE_BANDS }, (_, band) => `block1/${band}`);
    const [without, withTone] = [quiet, tone].map((x) => network.features(x, stft, names));
    const change = names.map((name) => values(tf.sum(tf.abs(tf.sub(withTone![name]!, without![name]!))))[0]!);
    // 4.3 kHz: 2180 of 3160 mel.
    expect(change.indexOf(Math.max(...change))).toBe(5);
    expect(change[0]).toBe(0);
  });

  it('finds a tone in the same band at other rates, and silence where a rate has nothing', () => {
    const names = Array.from({ length: FEATURE_BANDS }, (_, band) => `block1/${band}`);
    const of = (sampleRateHz: number, fftSamples: number, hz: number) => {
      const shape = graphStft({ fftSamples, hopSamples: fftSamples / 4 }, FRAMES, sampleRateHz);
      const bin = tf.fill([FRAMES], Math.round((hz * fftSamples) / sampleRateHz), 'int32');
      const tone = tf.oneHot(bin, shape.bins, 0.3, 1e-4) as Tensor2D;
      const features = network.features(tone, shape, names);
      return names.map((name) => values(tf.sum(features[name]!))[0]!);
    };
    for (const hz of [300, 1500, 6000]) {
      const [here, there] = [of(22_050, 1024, hz), of(16_000, 512, hz)].map((x) => x.indexOf(Math.max(...x)));
      expect(there).toBe(here);
    }
    // Of the eight rows from 7.6 to 11 kHz, the upper ones.
    const upper = (level: number) => {
      const shape = graphStft({ fftSamples: 512, hopSamples: 128 }, FRAMES, 16_000);
      const { 'block1/7': top } = network.features(tf.fill([FRAMES, 257], level), shape, ['block1/7']);
      return values(tf.slice(tf.reshape(top!, [FRAMES, 8, 16]), [0, 4, 0], [FRAMES, 4, 16]));
    };
    expect(upper(1)).toEqual(upper(0));
  });

  it('says which layer or tensor it misses', () => {
    expect(() => network.features(amplitude, stft, ['block9'])).toThrow(
      'the network audio has no layer "block9"',
    );
    const broken = new Map([...weights].filter(([name]) => name !== 'block3.bias'));
    const message = 'expected tensor "block3.bias" of shape [64], found no such tensor';
    expect(() => trainedNetworkOf(broken)).toThrow(failure('NST_MODEL_BROKEN', message));
  });
});

describe('trainedNetwork', () => {
  it('comes with the package, and is what the manifest says', async () => {
    const bytes = await readFile(join(MODELS_FOLDER, 'audio-net.safetensors'));
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect((await readManifest()).get('audio')?.shipped).toEqual({
      file: 'audio-net.safetensors',
      sha256: digest,
    });
    expect(await readFile(join(MODELS_FOLDER, 'MODELS.md'), 'utf8')).toContain(digest);
    expect(bytes.length).toBeLessThan(1e6);
  });

  it('has features that are alive', async () => {
    const network = await trainedNetwork();
    const features = network.features(amplitude, stft, BLOCK_NAMES);
    for (const block of BLOCK_NAMES) {
      const data = values(features[block]!);
      expect(data.every(Number.isFinite)).toBe(true);
      const isAlive = data.filter((x) => x > 0).length / data.length;
      expect(isAlive).toBeGreaterThan(0.05);
    }
  });
});
