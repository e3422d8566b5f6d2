import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { A_LAW, MU_LAW } from '../../../src/audio/files/companding.js';

/** As 16-bit numbers, little-endian. */
const digest = (table: Float32Array) =>
  createHash('sha256')
    .update(Buffer.from(Int16Array.from(table, (x) => x * 32_768).buffer))
    .digest('hex');

it('A-law and mu-law are those of another implementation (CPython 3.11, audioop), byte for byte', () => {
  expect(digest(A_LAW)).toBe('e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174');
  expect(digest(MU_LAW)).toBe('3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827');
});

it('A-law and mu-law have full scale and zero where G.711 has them', () => {
  expect([A_LAW[0xaa], A_LAW[0x2a], A_LAW[0xd5]].map((x) => x! * 32_768)).toEqual([32_256, -32_256, 8]);
  expect([MU_LAW[0x80], MU_LAW[0], MU_LAW[0xff], MU_LAW[0x7f]].map((x) => x! * 32_768)).toEqual([
    32_124, -32_124, 0, 0,
  ]);
});
