import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NstError } from '../../src/shared/errors.js';
import { checkOutsideJson, type JsonOrigin, parseOutsideJson } from '../../src/shared/outsideJson.js';
import { fc } from '../support/fastCheck.js';

const ORIGIN: JsonOrigin = {
  name: 'a.file',
  part: 'header',
  code: 'NST_BAD_INPUT',
  advice: 'make it again',
};

const SCHEMA = z.object({
  title: z.string().max(5).optional(),
  sides: z.array(z.int().min(1)).max(3).optional(),
  mode: z.union([z.enum(['up', 'down']), z.number()]).optional(),
  size: z.union([z.number(), z.object({ width: z.number() })]).optional(),
  even: z.number().multipleOf(2, 'an even number').optional(),
});

function refusal(text: string | Uint8Array, schema: z.ZodType<unknown> = SCHEMA, origin = ORIGIN): string {
  try {
    parseOutsideJson(text, schema, origin);
  } catch (error) {
    expect(error).toBeInstanceOf(NstError);
    expect(error).toMatchObject({ code: 'NST_BAD_INPUT' });
    return (error as NstError).message;
  }
  throw new Error('was not refused');
}

/** Texts of any characters, halves of pairs too. */
const anyText = () =>
  fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

describe('parseOutsideJson', () => {
  it('gives what the schema describes, from text or bytes, with a byte order mark or without', () => {
    const value = { title: 'Übung', sides: [1, 2] };
    const text = JSON.stringify(value);
    const bytes = new TextEncoder().encode(text);
    const marked = new TextEncoder().encode(`\ufeff${text}`);
    for (const input of [text, `\ufeff${text}`, bytes, marked]) {
      expect(parseOutsideJson(input, SCHEMA, ORIGIN)).toEqual(value);
    }
  });

  it.each([
    ['[]', 'header: expected an object, found a list of 0'],
    ['{"title":3}', 'header.title: expected a text, found 3'],
    ['{"title":"too long"}', 'header.title: expected at most 5 characters, found "too long"'],
    ['{"sides":[1,0.5]}', 'header.sides[1]: expected a whole number, found 0.5'],
    ['{"sides":[1,0]}', 'header.sides[1]: expected at least 1, found 0'],
    ['{"sides":[1,1,1,1]}', 'header.sides: expected at most 3 entries, found a list of 4'],
    ['{"mode":"left"}', 'header.mode: expected up or down or a number, found "left"'],
    ['{"size":{"width":"1"}}', 'header.size.width: expected a number, found "1"'],
    ['{"even":3}', 'header.even: expected an even number, found 3'],
    ['{"even":1e999}', 'header.even: expected a number, found Infinity'],
  ])('names the file, the path, what was expected and found, and what to do: %s', (text, problem) => {
    expect(refusal(text)).toBe(`a.file: ${problem}; make it again`);
  });

  it('names what is missing, and what is too much', () => {
    const exact = z.strictObject({ kind: z.literal('a') });
    expect(refusal('{}', exact)).toBe('a.file: header.kind: expected a, found nothing; make it again');
    expect(refusal('{"kind":"a","\\u001b[2J":1}', exact)).toBe(
      'a.file: header: expected no "\\x1b[2J", found an object; make it again',
    );
  });

  it('says so when it is no JSON, without a part too', () => {
    expect(refusal('{"title":')).toMatch(
      /^a\.file: header: expected JSON, found something else \(.+\); make/,
    );
    const whole = { name: 'b.json', code: ORIGIN.code, advice: 'look at it' };
    expect(refusal('', SCHEMA, whole)).toMatch(/^b\.json: expected JSON, found something else \(/);
    expect(refusal('{"title":3}', SCHEMA, whole)).toBe('b.json: title: expected a text, found 3; look at it');
    expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toContain('expected JSON');
  });

  it('takes no prototype from a file', () => {
    const record = z.record(z.string(), z.unknown());
    const value = parseOutsideJson('{"__proto__":{"polluted":1},"a":1}', record, ORIGIN);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty('polluted');
  });

  it('is right or one short printable line, whatever the text', () => {
    const jsonish = fc.oneof(
      anyText(),
      fc.json(),
      fc
        .record({ title: fc.anything(), sides: fc.anything(), mode: fc.anything(), size: fc.anything() })
        .map((value) => {
          try {
            return JSON.stringify(value) ?? '';
          } catch {
            return '';
          }
        }),
    );
    fc.assert(
      fc.property(jsonish, (text) => {
        try {
          parseOutsideJson(text, SCHEMA, ORIGIN);
        } catch (error) {
          expect(error).toMatchObject({ code: 'NST_BAD_INPUT' });
          const { message } = error as NstError;
          expect(message).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(message.length).toBeLessThan(700);
        }
      }),
    );
  });
});

it('checkOutsideJson checks what was parsed elsewhere', () => {
  expect(checkOutsideJson([1], z.array(z.int()), ORIGIN)).toEqual([1]);
  expect(() => checkOutsideJson(['1'], z.array(z.int()), ORIGIN)).toThrow(
    'a.file: header[0]: expected a number, found "1"; make it again',
  );
});
