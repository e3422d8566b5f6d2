import { expect, it } from 'vitest';
import {
  joinSpans,
  placeInSpans,
  remainingSpans,
  type Span,
  spanBytes,
} from '../../../src/shared/weights/spans.js';
import { fc } from '../../support/fastCheck.js';

/** Ascending ranges with gaps, some of them empty. */
const ranges = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 8 }).map((steps) => {
  let at = 0;
  return steps.map(([gap, length]): Span => {
    const begin = at + gap;
    at = begin + length;
    return { begin, end: at };
  });
});

const bytesOf = (spans: readonly Span[]) =>
  spans.flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, i) => begin + i));

it('joined spans hold every range, ascend, and leave only gaps that are longer than allowed', () => {
  fc.assert(
    fc.property(ranges, fc.nat(6), (parts, gap) => {
      const spans = joinSpans(parts, gap);
      const held = new Set(bytesOf(spans));
      expect(bytesOf(parts).every((byte) => held.has(byte))).toBe(true);
      expect(spanBytes(spans)).toBe(held.size);
      for (let i = 1; i < spans.length; i++) expect(spans[i]!.begin - spans[i - 1]!.end).toBeGreaterThan(gap);
      if (gap === 0) expect(held.size).toBe(bytesOf(parts).length);
    }),
  );
});

it('a byte lies in the concatenation where laying the spans end to end puts it', () => {
  fc.assert(
    fc.property(ranges, (parts) => {
      const spans = joinSpans(parts, 0);
      for (const [place, byte] of bytesOf(spans).entries()) expect(placeInSpans(spans, byte)).toBe(place);
    }),
  );
  expect(() => placeInSpans([{ begin: 2, end: 4 }], 1)).toThrow('byte 1 is in none of the spans');
});

it('what remains after some bytes is the rest of the concatenation', () => {
  fc.assert(
    fc.property(ranges, fc.nat(50), (parts, done) => {
      expect(bytesOf(remainingSpans(parts, done))).toEqual(bytesOf(parts).slice(done));
      expect(remainingSpans(parts, done).every(({ begin, end }) => begin < end)).toBe(true);
    }),
  );
});
