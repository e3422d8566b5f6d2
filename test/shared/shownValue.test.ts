import { describe, expect, it } from 'vitest';
import { shownText, shownValue } from '../../src/shared/shownValue.js';
import { fc } from '../support/fastCheck.js';

describe('shownText', () => {
  it('leaves a short text of any script as it is', () => {
    expect(shownText('Grüße, 世界 🎉')).toBe('Grüße, 世界 🎉');
    expect(shownText('🎉'.repeat(40))).toBe('🎉'.repeat(40));
  });

  it('shortens a long one, by whole characters', () => {
    expect(shownText('x'.repeat(41))).toBe(`${'x'.repeat(40)}...`);
    expect(shownText('🎉'.repeat(5), 4)).toBe(`${'🎉'.repeat(4)}...`);
    expect(shownText('x'.repeat(1e6), 3)).toBe('xxx...');
  });

  it('escapes what a terminal obeys, what breaks lines, and what turns text round', () => {
    expect(shownText('a\u001b[2J\nb\u009b\u2028')).toBe('a\\x1b[2J\\nb\\x9b\\u2028');
    expect(shownText('\u202ecod.exe\ud800')).toBe('\\u202ecod.exe\\ud800');
  });

  it('is one printable line of bounded length for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (codes) => {
        const shown = shownText(String.fromCodePoint(...codes), 20);
        expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(shown.length).toBeLessThanOrEqual(20 * 6 + 3);
      }),
    );
  });
});

it('shownValue shows texts and numbers, and of the rest only what it is', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
  expect([undefined, null, -0.5, true, 'a"b', [1, 2], { a: 1 }, deep].map(shownValue)).toEqual([
    'nothing',
    'null',
    '-0.5',
    'true',
    '"a"b"',
    'a list of 2',
    'an object',
    'a list of 1',
  ]);
});
