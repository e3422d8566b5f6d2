import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ENGINES } from '../../src/glyph/index.js';
import { GLYPH_CASES } from '../support/goldens/glyphCases.js';
import { GLYPH_FORMAT } from '../support/goldens/glyphFormat.js';
import { type GlyphOutcome, glyphJudge, runGlyph } from '../support/goldens/glyphRun.js';
import {
  compareGolden,
  GOLDEN_TIMEOUT_MS,
  isUpdate,
  missed,
  type Verdict,
} from '../support/goldens/golden.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const threads = 1;

it('there is a golden of every engine, and of letters without one', () => {
  const engines = GLYPH_CASES.map(({ options }) => options.engine);
  expect(ENGINES.filter((engine) => engine !== 'gram' && !engines.includes(engine))).toEqual([]);
  expect(GLYPH_CASES.some(({ effect }) => effect === undefined)).toBe(true);
});

describe.each(GLYPH_CASES)('$name', (given) => {
  const { name, floors, tolerance, weaker } = given;
  let outcome: GlyphOutcome;
  let verdict: (result: GlyphOutcome) => Verdict;
  beforeAll(async () => {
    outcome = await runGlyph(given, { threads });
    verdict = await glyphJudge(given);
  });

  it('looks as its golden does', async () => {
    await compareGolden(name, outcome.picture, GLYPH_FORMAT, tolerance);
  });

  it('is as near to the true effect as it was', () => {
    expect(missed(verdict(outcome), floors)).toEqual([]);
  });

  it.runIf(isUpdate)('is not to be had for less', async () => {
    const results: GlyphOutcome[] = [];
    for (const changes of weaker) {
      const { lastShare, ...options } = changes;
      const lastStep = lastShare && Math.ceil(lastShare * outcome.steps);
      results.push(await runGlyph(given, { threads, ...options }, lastStep));
    }
    for (const result of results) {
      if (Object.keys(floors).length > 0) expect(missed(verdict(result), floors)).not.toEqual([]);
      expect(GLYPH_FORMAT.distance(result.picture, outcome.picture)).toBeGreaterThan(2 * tolerance);
    }
  });
});
