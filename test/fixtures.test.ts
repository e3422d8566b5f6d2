import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));
const text = readFileSync(join(FOLDER, 'FIXTURES.md'), 'utf8');
const pictures = readdirSync(join(FOLDER, 'pictures')).sort();
const films = readdirSync(join(FOLDER, 'films')).sort();

describe('fixtures/FIXTURES.md', () => {
  it('says of each picture what it is, and of no other', () => {
    const rows = [...text.matchAll(/^\| `pictures\/(\S+)` \|(.*)\|(.*)\|(.*)\|$/gm)];
    expect(rows.map((row) => row[1]).sort()).toEqual(pictures);
    for (const [, , what, origin, licence] of rows) {
      expect(what!.trim()).not.toBe('');
      expect(origin!.trim()).not.toBe('');
      expect(licence).toMatch(/CC0|public domain|MIT/);
    }
  });

  it('has their digests', () => {
    const digests = [...text.matchAll(/^ {4}([0-9a-f]{64}) {2}pictures\/(\S+)$/gm)];
    expect(digests.map((match) => match[2]).sort()).toEqual(pictures);
    for (const [, digest, name] of digests) {
      const bytes = readFileSync(join(FOLDER, 'pictures', name!));
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, digest]);
    }
  });

  it('says of each film what it is, and has its digest', () => {
    const rows = [...text.matchAll(/^\| `films\/(\S+)` \| .+ \|$/gm)].map((row) => row[1]!);
    expect(rows.sort()).toEqual(films);
    const digests = [...text.matchAll(/^ {4}([0-9a-f]{64}) {2}films\/(\S+)$/gm)];
    expect(digests.map((match) => match[2]).sort()).toEqual(films);
    for (const [, digest, name] of digests) {
      const bytes = readFileSync(join(FOLDER, 'films', name!));
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, digest]);
    }
  });

  it.each(pictures)(
    '%s is small enough for a repository, and tells nothing of a camera or place',
    async (name) => {
      const path = join(FOLDER, 'pictures', name);
      const { width, height, exif } = await sharp(path).metadata();
      expect(Math.max(width, height)).toBeLessThanOrEqual(1024);
      expect(readFileSync(path).length).toBeLessThan(250_000);
      expect(exif).toBeUndefined();
    },
  );
});
