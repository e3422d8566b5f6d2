import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lazyModule } from '../../src/shared/lazyModule.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-lazy-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Counted {
  (a: number, b: number): number;
  readonly loads: number;
}

/** A module that is a function, has a property, and counts how often it was loaded. */
function moduleFile(name: string): string {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(
    path,
    `globalThis.${name} = (globalThis.${name} ?? 0) + 1;
     module.exports = (a, b) => a - b;
     module.exports.loads = globalThis.${name};`,
  );
  return path;
}
const loadsOf = (name: string) => Reflect.get(globalThis, name) as number | undefined;

it('is not loaded before it is used, and once at most', () => {
  const counted = lazyModule<Counted>(moduleFile('lazyOnce'));
  expect(loadsOf('lazyOnce')).toBeUndefined();
  expect([counted.loads, counted.loads]).toEqual([1, 1]);
  expect(loadsOf('lazyOnce')).toBe(1);
});

it('can be called when it is a function', () => {
  const counted = lazyModule<Counted>(moduleFile('lazyCall'));
  expect(counted(5, 3)).toBe(2);
  expect(loadsOf('lazyCall')).toBe(1);
});

it('fails where it is used, when it is not there', () => {
  const missing = lazyModule<Counted>(join(folder, 'nothing.cjs'));
  expect(() => missing.loads).toThrow(/Cannot find module/);
});
