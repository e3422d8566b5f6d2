import { describe, expect, it } from 'vitest';
import { plainJson, plainLine } from '../../src/shared/plainText.js';
import { fc } from '../support/fastCheck.js';

/** Each character that steers a terminal, by code point. */
const STEERING = [
  ...Array.from({ length: 0x20 }, (_, i) => i),
  ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i),
  ...[0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2066, 0x2067, 0x2068, 0x2069],
];
const steers = (text: string) => [...text].some((c) => STEERING.includes(c.codePointAt(0) ?? 0));
const anyText = fc.string({ unit: 'binary', maxLength: 20 });

describe('plainLine', () => {
  it('writes what steers as JavaScript does', () => {
    expect(plainLine('a\x1b[31mb\nc\td\re\x9bf\u202eg\x7f\u2028\ud800')).toBe(
      'a\\x1b[31mb\\nc\\td\\re\\x9bf\\u202eg\\x7f\\u2028\\ud800',
    );
  });

  it('leaves nothing that steers, and all else as it is', () => {
    for (const code of STEERING) expect(steers(plainLine(`x${String.fromCodePoint(code)}y`))).toBe(false);
    const kept = 'Größe 漢字 😀 é C:\\new\\x1b.png “…” مرحبا';
    expect(plainLine(kept)).toBe(kept);
    fc.assert(fc.property(anyText, (text) => !steers(plainLine(text))));
  });

  it('says the same when it is said twice', () => {
    fc.assert(fc.property(anyText, (text) => plainLine(plainLine(text)) === plainLine(text)));
  });
});

describe('plainJson', () => {
  it('is the same value, and steers nothing but by its own line feeds', () => {
    const value = fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText)), { noNullPrototype: true });
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (before, indent) => {
        const json = plainJson(before, indent);
        expect(JSON.parse(json)).toEqual(before);
        expect(steers(json.replaceAll('\n', ''))).toBe(false);
        if (indent === undefined) expect(json).not.toContain('\n');
      }),
    );
    expect(plainJson({ a: '\u202e\x9b' })).toBe('{"a":"\\u202e\\u009b"}');
  });
});
