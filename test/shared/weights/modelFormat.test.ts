import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openModelFile } from '../../../src/shared/weights/modelFile.js';
import { formatOf, START_BYTES } from '../../../src/shared/weights/modelFormat.js';
import { failure } from '../../support/failure.js';
import { fc } from '../../support/fastCheck.js';
import { safetensorsFile } from '../../support/safetensors.js';

/** The beginning of a safetensors file whose header has this length. */
function safetensorsStart(headerBytes: number): Uint8Array {
  const start = new Uint8Array(START_BYTES).fill(0x20);
  new DataView(start.buffer).setBigUint64(0, BigInt(headerBytes), true);
  start.set(new TextEncoder().encode('{"a":{"dtype":"F32"'), 8);
  return start;
}

const text = (content: string) => new TextEncoder().encode(content);

describe('formatOf', () => {
  it('knows safetensors by every length that a header can have', () => {
    // All that make the first two bytes look like something, and many beyond.
    for (let headerBytes = 2; headerBytes < 2 ** 17; headerBytes++) {
      if (formatOf(safetensorsStart(headerBytes), 'f') !== 'safetensors') expect.fail(`${headerBytes} bytes`);
    }
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 17, max: 2 ** 32 - 1 }), (headerBytes) => {
        expect(formatOf(safetensorsStart(headerBytes), 'f')).toBe('safetensors');
      }),
    );
  });

  it.each([
    ['a zip archive', 0x04034b50],
    ['HDF5', 0x46444889],
    ['a pickle of protocol 2', 0x0280],
    ['a web page', 0x3c],
    ['a web page behind a line feed', 0x3c0a],
    ['JSON', 0x7b],
    ['JSON behind a byte order mark', 0x7bbfbbef],
    ['ONNX', 0x0808],
  ])('is not taken in by a length that looks like %s', (_, headerBytes) => {
    expect(formatOf(safetensorsStart(headerBytes), 'f')).toBe('safetensors');
  });

  it('knows JSON with a byte order mark, or behind white space', () => {
    for (const json of ['{"a":1}', '\ufeff{"a":1}', '\n  {"a":1}', '\ufeff\r\n{']) {
      expect(formatOf(text(json), 'f')).toBe('tfjs');
    }
  });

  it('knows ONNX', () => {
    expect(formatOf(Uint8Array.of(8, 8, 0x3a, 0), 'f')).toBe('onnx');
  });

  it('ends for any bytes with a format or one line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: START_BYTES }), (start) => {
        try {
          expect(['safetensors', 'tfjs', 'onnx']).toContain(formatOf(start, 'the-file'));
        } catch (error) {
          expect(error).toEqual(failure('NST_BAD_INPUT', /^the-file[^\n]+$/));
        }
      }),
    );
  });
});

describe('a file', () => {
  it('of safetensors opens with a header of such a length', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nst-format-'));
    try {
      const json = JSON.stringify({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } });
      const file = join(folder, 'm');
      for (const headerBytes of [json.length, 60, 61, 123, 512, 640, 896, 1152, 1408, 0x3c0a]) {
        await writeFile(file, safetensorsFile(json.padEnd(headerBytes), [0, 0, 128, 63]));
        const { format, shapes } = await openModelFile(file);
        expect({ format, shapes }).toEqual({ format: 'safetensors', shapes: new Map([['a', [1]]]) });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
