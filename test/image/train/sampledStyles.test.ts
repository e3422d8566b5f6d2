import { expect, it } from 'vitest';
import { sampledStyles } from '../../../src/image/train/options.js';

it('of more pictures than are kept takes a sample over all of them, and says so', () => {
  const warnings: string[] = [];
  const reporter = { warn: (text: string) => void warnings.push(text) };
  const paths = Array.from({ length: 278 }, (_, i) => `${i}.png`);
  const sample = sampledStyles(paths, reporter);
  expect(sample).toHaveLength(256);
  expect(new Set(sample).size).toBe(256);
  expect(Number.parseInt(sample.at(-1)!, 10)).toBeGreaterThan(270);
  expect(warnings).toEqual(['style: of 278 pictures 256 are taken, evenly spread over the list']);
  expect(sampledStyles(paths.slice(0, 256), reporter)).toHaveLength(256);
  expect(warnings).toHaveLength(1);
});
