import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { expect, test } from 'vitest';
import { VERSIONS } from '../scripts/gate/nodes.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What would be published: path and size of each file. */
function packedFiles(): { path: string; size: number }[] {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(json)[0].files;
}

test('the package holds what is run, and nothing else', () => {
  const files = packedFiles();
  const paths = files.map(({ path }) => path);
  for (const needed of [
    'bin/nst.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/shared/engine/worker.js',
    'dist/studio/page/index.html',
    'vendor/tfjs/tfjs.cjs',
    'vendor/tfjs/LICENSE',
    'LICENSE',
    'THIRD-PARTY.md',
    'models/LICENSE-APACHE',
    'fonts/OFL.txt',
  ]) {
    expect(paths).toContain(needed);
  }
  expect(paths).toContain('README.md');
  expect(paths).toContain('models/inception-v3-stem.safetensors');
  const strangers = paths.filter((path) =>
    /^(test|bench|scripts|fixtures|docs|src)\/|tsbuildinfo|\.test\./.test(path),
  );
  expect(strangers).toEqual([]);
  const megabytes = files.reduce((sum, { size }) => sum + size, 0) / 1e6;
  // Networks and nets that come along are 5.8 of them.
  expect(megabytes).toBeLessThan(12);
});

test('every entry has its file and its types', () => {
  for (const target of Object.values<string | Record<string, string>>(manifest.exports)) {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    for (const file of files) expect(existsSync(join(ROOT, file)), file).toBe(true);
  }
});

test('dependencies are pinned', () => {
  const versions = Object.values<string>({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('every package of the lock file is pinned by its content, and none is deprecated', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const unsound = Object.entries<{ integrity?: string; deprecated?: string }>(packages)
    .filter(([path]) => path !== '')
    .filter(([, { integrity, deprecated }]) => !integrity?.startsWith('sha512-') || deprecated);
  expect(unsound).toEqual([]);
});

test('the README names the versions of Node that the gate tries, from the lowest that is supported', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
  expect(readme).toContain(`on Node ${VERSIONS.slice(0, -1).join(', ')} and ${VERSIONS.at(-1)}`);
  expect(VERSIONS[0]).toBe(`${manifest.engines.node.replace('>=', '')}.0`);
});

test('nothing that is installed needs a script of its own', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const scripted = Object.entries<{ hasInstallScript?: boolean; dev?: boolean }>(packages)
    .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  // It fetches CUDA, which can be left out, and is here, since .npmrc turns scripts off. Another one on this list must be
  // looked at.
  expect(scripted.sort()).toEqual(['onnxruntime-node']);
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('publint finds nothing wrong', async () => {
  const { messages } = await publint({ pkgDir: ROOT, strict: true, pack: false });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
});
