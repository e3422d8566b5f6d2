import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PACKAGES } from '../../../training/pictures/packages.js';
import {
  entryProblems,
  freeLicence,
  type ListedPicture,
  type ListedStyle,
  readPictureList,
} from '../../../training/pictures/pictureList.js';

const pathOf = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const photos = readPictureList(pathOf('training/pictures/photos.json'));
const styles = readPictureList<ListedStyle>(pathOf('training/pictures/styles.json'));
const all: readonly ListedPicture[] = [...photos, ...styles];

describe('the lists', () => {
  test('have each picture once, from packages of the pinned versions, large enough', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(all.length);
    for (const { package: name, version, width, height } of all) {
      expect(PACKAGES.find((each) => each.name === name)?.version).toBe(version);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(256);
    }
  });

  test('keep twenty photographs and a fifth of the styles apart, and name all styles', () => {
    expect(photos.filter(({ heldOut }) => heldOut)).toHaveLength(20);
    expect(photos.length).toBeGreaterThan(250);
    expect(styles.filter(({ heldOut }) => heldOut).length).toBeGreaterThanOrEqual(styles.length / 5);
    for (const { title } of styles) expect(title).toMatch(/\w{4}/);
  });

  test('have none of the pictures that the fixtures were made of', () => {
    const described = readFileSync(pathOf('fixtures/FIXTURES.md'), 'utf8');
    const origins = [...described.matchAll(/`(?:[\w/]+\/)?([\w-]+\.(?:jpg|png))`/g)].map(
      (match) => match[1]!,
    );
    expect(origins).toEqual(
      expect.arrayContaining(['chelsea.png', 'coffee.png', 'Daffodils.jpg', 'ducks.jpg']),
    );
    const listed = all.map(({ path }) => path.split('/').at(-1));
    expect(listed.filter((name) => origins.includes(name!))).toEqual([]);
  });
});

test.each([
  ['Public Domain', 'public domain'],
  ['public-domain', 'public domain'],
  ['CC0', 'CC0-1.0'],
  ['CC-BY 2.0', 'CC-BY-2.0'],
  ['CC-BY-4.0', 'CC-BY-4.0'],
  ['MIT', 'MIT'],
])('%s is free, and listed as %s', (stated, name) => {
  expect(freeLicence(stated)).toBe(name);
});

test.each([
  'CC-BY-SA-4.0',
  'CC-BY-SA 4.0',
  'CC-BY-NC-4.0',
  'CC-BY',
  'GPL-3+',
  'GPLv3',
  '',
  'No known copyright',
])('"%s" is not taken for free', (stated) => {
  expect(freeLicence(stated)).toBeUndefined();
});

test('what is wrong with an entry is said', () => {
  const good = photos[0]!;
  expect(entryProblems(good)).toEqual([]);
  expect(entryProblems({ ...good, licence: 'CC-BY-SA-4.0' })[0]).toContain('CC-BY-SA-4.0');
  expect(entryProblems({ ...good, sha256: 'abc' })[0]).toContain('64');
  expect(entryProblems({ ...good, id: '../x' })[0]).toContain('id');
  expect(entryProblems({ ...good, author: '' })[0]).toContain('"author" is empty');
  expect(entryProblems({ ...good, height: 0 })).toHaveLength(1);
  expect(entryProblems({ ...good, margin: 0.5 })).toHaveLength(1);
});
