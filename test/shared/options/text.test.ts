import { describe, expect, it } from 'vitest';
import { parseNumber, parseNumbers, parseWords } from '../../../src/shared/options/text.js';

describe('parseNumber', () => {
  it('takes numbers as they are written', () => {
    expect(['12', '-0.5', '1e6', '.5', ' 3 '].map(parseNumber)).toEqual([12, -0.5, 1e6, 0.5, 3]);
  });

  it.each(['', ' ', 'abc', '12px', '1,5', 'NaN', '1 2'])('refuses "%s"', (text) => {
    expect(() => parseNumber(text)).toThrow(`Expected a number, found "${text}".`);
  });
});

describe('parseNumbers', () => {
  it('splits at commas', () => {
    expect(parseNumbers('0.7,0.3')).toEqual([0.7, 0.3]);
    expect(parseNumbers('1')).toEqual([1]);
  });

  it('refuses gaps', () => {
    expect(() => parseNumbers('1,,2')).toThrow('Expected a number, found "".');
    expect(() => parseNumbers('1,')).toThrow('Expected a number, found "".');
  });
});

describe('parseWords', () => {
  it('splits at commas and drops blanks around words', () => {
    expect(parseWords('conv1, mixed0')).toEqual(['conv1', 'mixed0']);
  });

  it.each(['', ',', 'a,,b', 'a, '])('refuses "%s"', (text) => {
    expect(() => parseWords(text)).toThrow(`Expected words with commas between them, found "${text}".`);
  });
});
