import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('plain Node can import every module of the built package, and none of them prints', () => {
  // The test runner lends CommonJS packages named exports that Node does not see.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/gate/importAll.mjs', ROOT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^\\d{3,} modules imported on ${process.version}\n$`));
});

test('dist holds nothing of sources that are gone', () => {
  const built = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' });
  // The page of the studio has a bundler, which empties its folder itself.
  const compiled = built.filter((file) => file.endsWith('.js') && !/^studio[\\/]page[\\/]/.test(file));
  const sources = compiled.map((file) => file.replace(/js$/, 'ts'));
  expect(sources.filter((file) => !existsSync(join(ROOT, 'src', file)))).toEqual([]);
});
