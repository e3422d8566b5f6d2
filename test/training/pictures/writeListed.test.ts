import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unpackedPackage } from '../../../training/pictures/download.js';
import { madeStylePath } from '../../../training/pictures/madeStyles.js';
import type { PicturePackage } from '../../../training/pictures/packages.js';
import type { ListedPicture } from '../../../training/pictures/pictureList.js';
import { trainingPng, trainingSize } from '../../../training/pictures/scale.js';
import { writeListed } from '../../../training/pictures/writeListed.js';

const PACKAGE: PicturePackage = { registry: 'debian', name: 'pictures', version: '1.0' };
let folder = '';
let said: string[] = [];
const say = (line: string) => {
  said.push(line);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-training-'));
  said = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function unpacked(name: string, channels: 1 | 3 | 4 = 3): Promise<Buffer> {
  const bytes = Buffer.alloc(600 * 300 * channels, 100);
  const picture = sharp(bytes, { raw: { width: 600, height: 300, channels } });
  const png = await (channels === 1 ? picture.toColourspace('b-w') : picture).png().toBuffer();
  mkdirSync(join(folder, 'packages/pictures-1.0'), { recursive: true });
  writeFileSync(join(folder, 'packages/pictures-1.0', name), png);
  return png;
}

function entryOf(id: string, path: string, bytes: Buffer, heldOut = false): ListedPicture {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stated = { author: 'x', licence: 'MIT', statedIn: 'x', width: 600, height: 300 };
  return { id, package: PACKAGE.name, version: PACKAGE.version, path, sha256, ...stated, heldOut };
}

test('pictures with the right digest are written, once; others are named', async () => {
  const png = await unpacked('a.png');
  const entries = [
    entryOf('good', 'a.png', png),
    entryOf('apart', 'a.png', png, true),
    entryOf('changed', 'a.png', Buffer.from('other')),
    entryOf('gone', 'b.png', png),
  ];
  const task = { folder, kind: 'photos', packages: [PACKAGE], say } as const;
  expect(await writeListed(entries, task)).toBe(2);
  expect(readdirSync(join(folder, 'photos'))).toEqual(['good.png']);
  expect(existsSync(join(folder, 'held-out/photos/apart.png'))).toBe(true);
  expect(said).toHaveLength(3);
  expect(said[0]).toMatch(
    /^changed: the SHA-256 of a\.png is [0-9a-f]{64}, expected [0-9a-f]{64}; left out$/,
  );
  expect(said[1]).toContain('gone: ');
  expect(said[2]).toBe('photos: 2 of 4, 1 held out');
  const { mtimeMs } = statSync(join(folder, 'photos/good.png'));
  await writeListed(entries, task);
  expect(statSync(join(folder, 'photos/good.png')).mtimeMs).toBe(mtimeMs);
});

test('a package that cannot be had is one line, and the others go on', async () => {
  const png = await unpacked('a.png');
  vi.stubEnv('PATH', folder);
  const missing: PicturePackage = { registry: 'debian', name: 'nowhere', version: '2' };
  const entries = [{ ...entryOf('a', 'a.png', png), package: 'nowhere' }, entryOf('b', 'a.png', png)];
  const problems = await writeListed(entries, { folder, kind: 'styles', packages: [missing, PACKAGE], say });
  expect(problems).toBe(1);
  expect(said.some((line) => /^nowhere: apt-get cannot be run: .*; 1 styles are missing$/.test(line))).toBe(
    true,
  );
  expect(readdirSync(join(folder, 'styles'))).toEqual(['b.png']);
  expect(readdirSync(join(folder, 'packages'))).toEqual(['pictures-1.0']);
});

test.skipIf(process.platform === 'win32')(
  'a newer version is tried where the pinned one is gone, and kept',
  () => {
    const script = (name: string, lines: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    script('apt-get', 'for last; do :; done\ncase "$last" in *=*) exit 100;; esac\necho deb > "$last.deb"');
    script('dpkg-deb', 'echo unpacked > "$3/file"');
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
    const path = unpackedPackage(join(folder, 'cache'), PACKAGE, say);
    expect(readdirSync(path)).toEqual(['file']);
    expect(said[1]).toContain('no version 1.0');
    script('apt-get', 'exit 1');
    expect(unpackedPackage(join(folder, 'cache'), PACKAGE, say)).toBe(path);
    expect(() => unpackedPackage(join(folder, 'other'), PACKAGE, say)).toThrow(/^apt-get pictures failed/);
  },
);

test('the longer side becomes 512 px, the shorter never less than 256, and nothing is enlarged', () => {
  expect(trainingSize(2000, 1500)).toEqual({ width: 512, height: 384 });
  expect(trainingSize(359, 1024)).toEqual({ width: 256, height: 730 });
  expect(trainingSize(300, 400)).toEqual({ width: 300, height: 400 });
});

test.each([1, 3, 4] as const)('a picture of %i channels becomes an opaque one of three', async (channels) => {
  const png = await trainingPng(await unpacked('a.png', channels), 0.1);
  const { width, height, channels: written, hasAlpha } = await sharp(png).metadata();
  // 480x240 are left of 600x300.
  expect({ width, height, written, hasAlpha }).toEqual({
    width: 480,
    height: 240,
    written: 3,
    hasAlpha: false,
  });
});

test('every tenth made style is kept apart, each of another kind', () => {
  const apart = Array.from({ length: 60 }, (_, i) => madeStylePath('f', i)).filter((path) =>
    path.includes('held-out'),
  );
  expect(apart).toHaveLength(6);
  expect(new Set(apart.map((path) => /made-(.*)-\d+\.png$/.exec(path)?.[1])).size).toBe(6);
});
