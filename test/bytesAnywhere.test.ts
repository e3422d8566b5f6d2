import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decodeCompressed } from '../src/audio/files/decoders.js';
import { detectFormat } from '../src/audio/files/format.js';
import { readWav } from '../src/audio/files/wavReader.js';
import { Scratch } from '../src/audio/scratch/scratch.js';
import { soundInMemory } from '../src/audio/sound.js';
import { subsetFont } from '../src/glyph/fontOut/subsetFont.js';
import { metricTables, readAdvances } from '../src/glyph/fontOut/tables/metricTables.js';
import { readNames } from '../src/glyph/fontOut/tables/names.js';
import { readTables, writeFont } from '../src/glyph/fontOut/tables/sfnt.js';
import { decodePack } from '../src/glyph/pack/decodePack.js';
import { encodePack } from '../src/glyph/pack/encodePack.js';
import { Font } from '../src/glyph/text/font.js';
import { readOnnxInitializers } from '../src/shared/weights/onnxInitializers.js';
import { readSafetensors } from '../src/shared/weights/safetensors.js';
import { writeSafetensors } from '../src/shared/weights/safetensorsWriter.js';
import type { UnreadTensor, Weights } from '../src/shared/weights/tensors.js';
import { readTfjsLayers } from '../src/shared/weights/tfjsLayers.js';
import { disc, filled } from './glyph/effects/shapes.js';
import { rampWeights, TINY_SHAPES } from './support/tinyNetwork.js';
import { onnxModel, tfjsModel } from './support/weightFiles.js';

/**
 * Bytes as Node often gives them: a `Buffer` that is a part of something larger, at no round place. Its `slice` is a view
 * where that of other arrays is a copy, and its `buffer` holds more than its bytes.
 */
function withinPool(bytes: Uint8Array): Buffer {
  const offset = 13;
  const pool = new ArrayBuffer(bytes.length + 2 * offset);
  new Uint8Array(pool).fill(0xa5);
  const part = Buffer.from(pool, offset, bytes.length);
  part.set(bytes);
  return part;
}

const fixture = (path: string) =>
  Uint8Array.from(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)));
const font = Uint8Array.from(readFileSync(new URL('../fonts/Montserrat-Black.ttf', import.meta.url)));
const weights = rampWeights(TINY_SHAPES);
const { json, shard } = tfjsModel(weights, (n) => `w${n}`);
const shape = disc({ width: 31, height: 29 }, 9);
const style = { name: 'disc', picture: filled(shape, [0.3, 0.6, 0.1]), shape, shapeOrigin: 'alpha' } as const;

/** Every tensor of a file that reads them one by one. */
async function readAll(tensors: ReadonlyMap<string, UnreadTensor>): Promise<Weights> {
  const read = [...tensors].map(async ([name, tensor]) => [name, await tensor.read()] as const);
  return new Map(await Promise.all(read));
}

/** Everything that is read from bytes, with what comes out. */
const READERS: readonly (readonly [name: string, bytes: Uint8Array, read: (bytes: Uint8Array) => unknown])[] =
  [
    ['safetensors, F32', writeSafetensors(weights), (bytes) => readSafetensors(bytes, 'x')],
    ['safetensors, F16', writeSafetensors(weights, {}, () => 'F16'), (bytes) => readSafetensors(bytes, 'x')],
    ['safetensors, U8', writeSafetensors(weights, {}, () => 'U8'), (bytes) => readSafetensors(bytes, 'x')],
    ['ONNX', onnxModel(weights), (bytes) => readAll(readOnnxInitializers(bytes, 'x'))],
    ['tfjs', shard, (bytes) => readTfjsLayers(json, new Map([['group1-shard1of1.bin', bytes]]), 'x')],
    ['style pack', encodePack({ style, seed: 1, direction: 30 }), (bytes) => decodePack('x', bytes)],
    ['WAV', fixture('audio/voice.wav'), (bytes) => readWav(bytes, 'x')],
    ...['sweep.flac', 'sweep.mp3', 'sweep.oga', 'sweep.ogg', 'sweep.opus'].map(
      (name) =>
        [
          name,
          fixture(`audio/formats/${name}`),
          async (bytes: Uint8Array) =>
            soundInMemory(
              await decodeCompressed(bytes, detectFormat(bytes) as 'mp3', 'x', {}, new Scratch()),
            ),
        ] as const,
    ),
    ['names of a font', font, (bytes) => readNames(readTables(bytes).get('name')!)],
    ['metrics of a font', font, (bytes) => Font.fromBytes('x', bytes).metrics],
    ['subset of a font', font, (bytes) => subsetFont('x', bytes, [65, 66])],
    [
      'tables of a font, changed',
      font,
      (bytes) => {
        const tables = readTables(bytes);
        const glyphs = readAdvances(tables).map((advance) => ({ contours: [], advance }));
        return writeFont(metricTables(tables, glyphs));
      },
    ],
  ];

it.each(READERS)('%s: the same wherever the bytes lie, which stay as they are', async (_, bytes, read) => {
  const expected = await read(Uint8Array.from(bytes));
  const part = withinPool(bytes);
  expect(await read(part)).toEqual(expected);
  expect(Buffer.compare(part, bytes)).toBe(0);
  expect(new Set(new Uint8Array(part.buffer, 0, part.byteOffset))).toEqual(new Set([0xa5]));
});
