import { describe, expect, it } from 'vitest';
import { jobValues } from '../../src/jobs/jobValues.js';
import { COPY_TABLE } from '../support/jobs.js';

const values = (fields: Record<string, unknown>) => jobValues('copy', COPY_TABLE, fields);

describe('jobValues', () => {
  it('reads what JSON and what a table of text says alike', () => {
    const expected = { content: 'a.jpg', style: ['b.jpg'], styleScale: 0.5, size: 12, force: true };
    expect(values({ content: 'a.jpg', style: ['b.jpg'], styleScale: 0.5, size: 12, force: true })).toEqual(
      expected,
    );
    expect(
      values({ content: 'a.jpg', style: 'b.jpg', 'style-scale': '0.5', size: '12', force: 'true' }),
    ).toEqual(expected);
  });

  it('fills in what the command line would', () => {
    expect(values({})).toEqual({ size: 8 });
  });

  it('fills in something else where that is wanted, but not over what is given', () => {
    const filled = (fields: Record<string, unknown>) =>
      jobValues('copy', COPY_TABLE, fields, { size: 3, unknown: 1 });
    expect(filled({})).toEqual({ size: 3 });
    expect(filled({ size: 9 })).toEqual({ size: 9 });
  });

  it('takes several words or one', () => {
    expect(values({ words: 'a b' }).words).toBe('a b');
    expect(values({ words: ['a', 'b'] }).words).toEqual(['a', 'b']);
  });

  it.each([
    [{ stlye: 'a' }, /^stlye: is no option of "nst copy"/],
    [{ constructor: 'a' }, /^constructor: is no option/],
    [{ size: 1.5 }, /^size: expected a whole number/],
    [{ size: 'x' }, /^size: expected a number, found "x"$/],
    [{ size: [1, 2] }, /^size: expected one value, found 2/],
    [{ size: null }, /^size: expected a text or a number, found null/],
    [{ content: { a: 1 } }, /^content: expected a text or a number/],
    [{ force: 1 }, /^force: expected true or false, found 1/],
    [{ styleScale: 1, 'style-scale': 2 }, /^style-scale: expected it once, found it twice/],
  ])('refuses %j', (fields, message) => {
    expect(() => values(fields)).toThrow(
      expect.objectContaining({ code: 'NST_BAD_OPTION', message: expect.stringMatching(message) }),
    );
  });
});
