import { describe, expect, it } from 'vitest';
import { NstError } from '../../src/shared/errors.js';
import { fc } from '../support/fastCheck.js';

const said = (message: string) => new NstError('NST_BAD_INPUT', message).message;

describe('the message of an error', () => {
  it('is kept when it is a line', () => {
    const message = 'Größe 漢字 😀.png: expected “a picture”, found text; check what this file is';
    expect(said(message)).toBe(message);
    expect(said('x'.repeat(900))).toBe('x'.repeat(900));
  });

  it('is one line of at most a thousand letters that steers no terminal, whatever it quotes', () => {
    expect(said('a.png: found "\n\x1b[31m\u2028\ud800"')).toBe('a.png: found "\\n\\x1b[31m\\u2028\\ud800"');
    const quoted = fc.string({ unit: 'binary', minLength: 400, maxLength: 2000 });
    fc.assert(
      fc.property(quoted, (text) => {
        const message = said(`a.png: found "${text}"; do this`);
        expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(message.length).toBeLessThan(1000);
      }),
    );
  });

  it('begins with the file and ends with the advice, however long what is quoted is', () => {
    const message = said(`a.png: found "${'😀'.repeat(1_000_000)}"; do this`);
    expect(message).toMatch(/^a\.png: found "😀.* \.\.\. .*😀"; do this$/u);
  });

  it('keeps its code and its cause', () => {
    const cause = new TypeError('x');
    expect(new NstError('NST_INTERNAL', 'a', { cause })).toMatchObject({ code: 'NST_INTERNAL', cause });
  });
});
