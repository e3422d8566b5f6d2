import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { differenceOf } from '../../../src/audio/keep/manifest.js';
import { PieceFile } from '../../../src/audio/keep/pieceFile.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { noise } from '../../shared/dsp/signals.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-pieces-'));
afterAll(() => rmSync(folder, { recursive: true }));
const MANIFEST = { content: 'c0', style: 's0', strength: 0.6 };
const piece = (seed: number) => ({
  x: noise(500, 0.3, seed),
  total: 1.5,
  terms: { style: 0.5 },
  iterations: 7,
  ended: 'finished' as const,
});

/** A file with three pieces. */
function fill(path: string): void {
  const file = PieceFile.open({ path }, MANIFEST);
  for (const index of [0, 1, 2]) file.ofPart(0).put(index, piece(index));
  file.close();
}

describe('PieceFile', () => {
  it('is not there before the first piece', () => {
    const path = join(folder, 'none');
    PieceFile.open({ path, resume: true }, MANIFEST).close();
    expect(existsSync(path)).toBe(false);
  });

  it('gives pieces back as they were, to the last bit', () => {
    const path = join(folder, 'a');
    fill(path);
    const file = PieceFile.open({ path, resume: true }, MANIFEST);
    expect(file.count).toBe(3);
    expect([0, 1, 2, 3].map((index) => file.ofPart(0).get(index))).toEqual([
      piece(0),
      piece(1),
      piece(2),
      undefined,
    ]);
    expect(file.ofPart(1).get(0)).toBeUndefined();
    file.close();
  });

  it('begins anew where it is not to go on', () => {
    const path = join(folder, 'b');
    fill(path);
    const file = PieceFile.open({ path }, MANIFEST);
    expect(file.ofPart(0).get(0)).toBeUndefined();
    file.ofPart(0).put(5, piece(5));
    file.close();
    expect(PieceFile.open({ path, resume: true }, MANIFEST).count).toBe(1);
  });

  it.each([1, 30, 1900])(
    'leaves out a piece whose last %d bytes are missing, and goes on there',
    (missing) => {
      const path = join(folder, `torn${missing}`);
      fill(path);
      truncateSync(path, readFileSync(path).length - missing);
      const file = PieceFile.open({ path, resume: true }, MANIFEST);
      expect(file.count).toBe(2);
      file.ofPart(0).put(2, piece(9));
      file.close();
      const again = PieceFile.open({ path, resume: true }, MANIFEST);
      expect(again.ofPart(0).get(2)).toEqual(piece(9));
      again.close();
    },
  );

  it('leaves out a piece of which a bit has changed, and those behind it', () => {
    const path = join(folder, 'bit');
    fill(path);
    const bytes = readFileSync(path);
    bytes[bytes.length - 2500]! ^= 4;
    writeFileSync(path, bytes);
    expect(PieceFile.open({ path, resume: true }, MANIFEST).count).toBe(1);
  });

  it.each([
    [{ ...MANIFEST, strength: 0.5 }, 'its pieces were made with strength 0.6, this run has 0.5; go on with'],
    [{ ...MANIFEST, content: 'c1' }, 'its pieces were made with another content; go on with'],
    [{ ...MANIFEST, preset: 'best' }, 'its pieces were made with preset left out, this run has "best"'],
  ])('refuses pieces of other sounds or settings: %j', (manifest, message) => {
    const path = join(folder, 'other');
    fill(path);
    expect(() => PieceFile.open({ path, resume: true }, manifest)).toThrow(`${path}: ${message}`);
  });

  it('refuses other files', () => {
    const path = join(folder, 'text');
    writeFileSync(path, 'a letter to somebody');
    expect(() => PieceFile.open({ path, resume: true }, MANIFEST)).toThrow(
      `${path}: no pieces of an unfinished run; delete it, and start again`,
    );
    expect(readFileSync(path, 'utf8')).toBe('a letter to somebody');
  });

  it('says once why pieces cannot be kept, and lets the run go on', () => {
    const warnings: string[] = [];
    const reporter = { ...SILENT, warn: (text: string) => warnings.push(text) };
    const path = join(folder, 'absent', 'a');
    const file = PieceFile.open({ path }, MANIFEST, reporter);
    for (const index of [0, 1]) file.ofPart(0).put(index, piece(index));
    expect(warnings).toEqual([
      `${path}: pieces are not kept, so --resume will not go on after them: the folder does not exist; make it first`,
    ]);
  });
});

it('differenceOf finds none in equal manifests, whatever their order', () => {
  expect(differenceOf({ a: 1, b: [2] }, { b: [2], a: 1 })).toBeUndefined();
});
