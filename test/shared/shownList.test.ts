import { describe, expect, it } from 'vitest';
import { shownList } from '../../src/shared/shownList.js';

describe('shownList', () => {
  it('names the first, and counts the others', () => {
    expect(shownList([])).toBe('');
    expect(shownList(['a', 'b', 'c'])).toBe('a, b, c');
    expect(shownList([...'abcdefgh'])).toBe('a, b, c and 5 more');
    expect(shownList([64, 3, 3, 3], 4)).toBe('64, 3, 3, 3');
  });

  it('is one line, however long the names are', () => {
    expect(shownList(['a\nb', 'x'.repeat(1e6)])).toBe(`a\\nb, ${'x'.repeat(40)}...`);
  });
});
