import type { ArrayValue } from '../../shared/engine/objective.js';
import { sampleGrid } from '../../shared/fields/sampleGrid.js';
import type { Size } from '../../shared/pictures/picture.js';

/** What is seen at each place of a picture: rows of length 1, [height width, channels]. */
export interface Descriptors extends Size {
  readonly channels: number;
  readonly data: Float32Array;
}

/** Channels that do not vary, or places where nothing is seen. */
const LEAST = 1e-9;

/**
 * Takes the mean of each channel off and divides by its deviation: what a painting has more of than a photograph all over
 * tells nothing about what lies where.
 */
function standardise(data: Float32Array, channels: number): void {
  const count = data.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    let [sum, squares] = [0, 0];
    for (let i = channel; i < data.length; i += channels) {
      sum += data[i]!;
      squares += data[i]! ** 2;
    }
    const mean = sum / count;
    const deviation = Math.sqrt(Math.max(0, squares / count - mean ** 2));
    const factor = deviation < LEAST ? 0 : 1 / deviation;
    for (let i = channel; i < data.length; i += channels) data[i] = (data[i]! - mean) * factor;
  }
}

/** Gives each row the length 1. */
function normaliseRows(data: Float32Array, channels: number): void {
  for (let first = 0; first < data.length; first += channels) {
    let squares = LEAST;
    for (let i = first; i < first + channels; i++) squares += data[i]! ** 2;
    const factor = 1 / Math.sqrt(squares);
    for (let i = first; i < first + channels; i++) data[i] = data[i]! * factor;
  }
}

/** A layer, [1, h, w, c], standardised and brought to a grid. */
function onGrid({ shape: [, h, w, c], data }: ArrayValue, { width, height }: Size): Float32Array {
  const [channels, from] = [c!, { width: w!, height: h! }];
  const standard = Float32Array.from(data);
  standardise(standard, channels);
  if (from.width === width && from.height === height) return standard;
  const source = { ...from, data: standard };
  const result = new Float32Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    const x = (((i % width) + 0.5) * from.width) / width - 0.5;
    const y = ((Math.floor(i / width) + 0.5) * from.height) / height - 0.5;
    for (let channel = 0; channel < channels; channel++)
      result[i * channels + channel] = sampleGrid(source, x, y, channels, channel);
  }
  return result;
}

/**
 * Joins layers of one picture on the grid of the first, each counting alike.
 *
 * @param layers [1, h, w, c]
 */
export function describeLayers(layers: readonly ArrayValue[]): Descriptors {
  const [, height = 0, width = 0] = layers[0]?.shape ?? [];
  const parts = layers.map((layer) => {
    const channels = layer.shape[3]!;
    const data = onGrid(layer, { width, height });
    normaliseRows(data, channels);
    return { channels, data };
  });
  const channels = parts.reduce((sum, part) => sum + part.channels, 0);
  const data = new Float32Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    let first = i * channels;
    for (const part of parts) {
      data.set(part.data.subarray(i * part.channels, (i + 1) * part.channels), first);
      first += part.channels;
    }
  }
  normaliseRows(data, channels);
  return { width, height, channels, data };
}

/** How alike two places are, -1..1. @param i, j their numbers, row by row */
export function likeness(a: Descriptors, i: number, b: Descriptors, j: number): number {
  const { channels } = a;
  const [first, second] = [i * channels, j * channels];
  let sum = 0;
  for (let k = 0; k < channels; k++) sum += a.data[first + k]! * b.data[second + k]!;
  return sum;
}
