import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '../../support/runScript.js';

/** Chromium's software driver for Vulkan, where Linux distributions put it. */
const DRIVER = [
  '/usr/lib/chromium',
  '/usr/lib64/chromium-browser',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
]
  .map((folder) => join(folder, 'vk_swiftshader_icd.json'))
  .find(existsSync);

interface Found {
  readonly device: string;
  readonly terms: Record<string, number>;
  readonly gradient: number[];
}

test.skipIf(!DRIVER)('webgpu computes what cpu does (needs the SwiftShader driver of Chromium)', async () => {
  const environment = { VK_ICD_FILENAMES: DRIVER!, XDG_RUNTIME_DIR: mkdtempSync(join(tmpdir(), 'nst-xdg-')) };
  const expected = await runScript<Found>('networkOn.mjs', { args: ['cpu'] });
  const found = await runScript<Found>('networkOn.mjs', { args: ['webgpu'], environment });
  expect(found.device).toBe('webgpu');
  for (const term of ['content', 'style']) {
    expect(found.terms[term]! / expected.terms[term]!).toBeCloseTo(1, 3);
  }
  const largest = Math.max(...expected.gradient.map(Math.abs));
  expect(found.gradient).toBeAllclose(expected.gradient, 1e-3, 1e-4 * largest);
});
