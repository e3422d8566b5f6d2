import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slowFirst.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/allclose.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
  },
});
