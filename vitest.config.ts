import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slowFirst.js';

const TESTS = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name).replaceAll('\\', '/'));
/** What replaces modules, or looks at what its whole process has: memory, threads, globals, backends, tfjs as it is published. */
const OWN_PROCESS =
  /\bvi\.(mock|doMock|resetModules)\(|\bglobalThis\b|Backend\(|memoryUsage|maxRSS|resourceUsage|getReport|processUse|process\.(on|emit)\(|@tensorflow|kerasModel/;
/** Faults of the fuzzer's children are told by all that they leave behind. */
const needsOwnProcess = (path: string) =>
  path.startsWith('test/fuzz/') || OWN_PROCESS.test(readFileSync(path, 'utf8'));
const ALONE = TESTS.filter(needsOwnProcess);

export default defineConfig({
  test: {
    setupFiles: ['test/support/allclose.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    projects: [
      // A process for each file would load the same modules some 360 times: 0.55 s of CPU a file, two minutes of the suite.
      { extends: true, test: { name: 'shared', include: TESTS, exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
