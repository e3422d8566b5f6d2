import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { productionPackages, thirdPartyNotice } from '../scripts/third-party.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** SPDX names of licences that ask for no more than their notice. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'Zlib'];
/** Under the LGPL, each for a reason: libraries that can be replaced, named in THIRD-PARTY.md with their source. */
const LGPL = /^(@img\/sharp-(libvips-.+|win32-.+|wasm32)|codec-parser)$/;

/** The licences that an SPDX expression names, whether all of them hold or one may be chosen. */
const licencesIn = (expression: string) => expression.split(/\(|\)| AND | OR /).filter(Boolean);

const isAllowed = (name: string, licence: string) =>
  PERMISSIVE.includes(licence) || (licence === 'LGPL-3.0-or-later' && LGPL.test(name));

const packages = productionPackages(ROOT);

test('all that is installed with the package, on any platform, has a licence that is allowed', () => {
  expect(packages.length).toBeGreaterThan(20);
  const others = packages.filter(
    ({ name, licence }) => !licencesIn(licence).every((part) => isAllowed(name, part)),
  );
  expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

test.each([
  ['GPL-3.0-only', false],
  ['MIT AND GPL-2.0-or-later', false],
  ['(MIT OR GPL-2.0-only)', false],
  ['LGPL-3.0-or-later', false],
  ['none stated', false],
  ['(MIT AND Zlib)', true],
])('of another package %s is allowed: %s', (licence, allowed) => {
  expect(licencesIn(licence).every((part) => isAllowed('left-pad', part))).toBe(allowed);
});

test('THIRD-PARTY.md is what its script makes of the lock file and the installed packages', () => {
  const hint = 'run: node scripts/third-party.mjs';
  expect(readFileSync(join(ROOT, 'THIRD-PARTY.md'), 'utf8') === thirdPartyNotice(ROOT), hint).toBe(true);
});

test('THIRD-PARTY.md names every package and its version, and those under the LGPL with their source', () => {
  const notice = readFileSync(join(ROOT, 'THIRD-PARTY.md'), 'utf8');
  for (const { name, version, licence } of packages) {
    expect(notice).toContain(`| ${name} | ${version} | ${licence} |`);
  }
  for (const part of ['libvips', 'codec-parser', 'mpg123']) {
    expect(notice).toMatch(new RegExp(`^\\| ${part}.*LGPL-\\d.*https://`, 'm'));
  }
});

test('the licence of the weights is beside them', () => {
  const text = readFileSync(join(ROOT, 'models/LICENSE-APACHE'), 'utf8');
  expect(text).toContain('Version 2.0, January 2004');
  expect(text).toContain('END OF TERMS AND CONDITIONS');
  expect(existsSync(join(ROOT, 'models/inception-v3-stem.safetensors'))).toBe(true);
});
