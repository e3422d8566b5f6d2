import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256Hex, sha256OfFiles } from '../../src/shared/digest.js';

it('files have the digest of their bytes, one behind the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nst-digest-'));
  const paths = ['a', 'b'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, path.at(-1)!.repeat(100_000));
  expect(await sha256OfFiles(paths)).toBe(sha256Hex('a'.repeat(100_000) + 'b'.repeat(100_000)));
  // The standard's own example (FIPS 180-4, "abc").
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  await expect(sha256OfFiles([join(folder, 'none')])).rejects.toThrow('ENOENT');
  rmSync(folder, { recursive: true });
});
