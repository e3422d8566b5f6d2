import { describe, expect, it } from 'vitest';
import { textLines } from '../../../src/glyph/text/checkText.js';

describe('textLines', () => {
  it.each([
    ['', 'text: expected at least one character, found none'],
    [' \n\u200b', 'text: expected something to see, found only blanks'],
    ['a'.repeat(10_000), 'text: expected at most 500 characters, found 10000; write it in parts'],
    ['ab\u0007c', 'text: expected letters, found the control character U+0007 as character 3; leave it out'],
    [
      '🔥\ud83d',
      'text: expected letters, found half of a surrogate pair, U+D83D as character 2; save the text as UTF-8 and copy it again',
    ],
    ['a\uffff', 'text: expected letters, found the control character U+FFFF as character 2; leave it out'],
  ])('rejects %j', (text, message) => {
    expect(() => textLines(text)).toThrow(expect.objectContaining({ code: 'NST_BAD_OPTION', message }));
  });

  it('takes 500 characters, also such of two units', () => {
    expect(textLines('🔥'.repeat(500))).toHaveLength(1);
    expect(() => textLines('🔥'.repeat(501))).toThrow('found 501');
  });

  it('splits lines at every kind of break and composes letters', () => {
    expect(textLines('a\r\nb\nc\u2028e\u0301')).toEqual(['a', 'b', 'c', 'é']);
  });
});
