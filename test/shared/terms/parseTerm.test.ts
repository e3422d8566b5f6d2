import { describe, expect, it } from 'vitest';
import { openTerms } from '../../../src/shared/terms/openTerm.js';
import { parseTerm, settingsOf } from '../../../src/shared/terms/parseTerm.js';
import { TERMS, type TermName } from '../../../src/shared/terms/registry.js';

const NAMES = Object.keys(TERMS) as TermName[];
const DEFAULTS = { style: { conv1: 1 }, content: { mixed1: 1 }, prior: {}, patches: { mixed0: 1 } };

describe('parseTerm', () => {
  it('reads a name, and settings by name', () => {
    expect(parseTerm('laplacian:weight=0.3,pool=16')).toEqual({
      kind: 'laplacian',
      weight: 0.3,
      pool: 16,
      side: 'content',
    });
    expect(parseTerm('histogram:layers=conv1+mixed0')).toMatchObject({
      layers: { conv1: 0.5, mixed0: 0.5 },
      weight: 1,
    });
  });

  it.each(NAMES)('reads %s without settings, and runs it with the defaults', (name) => {
    const [term] = openTerms([parseTerm(name)], DEFAULTS);
    expect(term).toMatchObject({ id: name, name, weight: 1, side: TERMS[name].side });
    expect(term!.layers.length).toBeGreaterThan(0);
  });

  it.each([
    ['sharpen', /^term: expected one of content, gain, .+, found "sharpen"$/],
    ['laplacian:pool=0', /^term laplacian: pool: expected a whole number from 1 to 64, found "0"$/],
    ['laplacian:size=3', /^term laplacian: expected settings among weight, side, pool, found "size"$/],
    ['laplacian:pool', /^term laplacian: expected settings as name=value.+found "pool"$/],
    ['laplacian:pool=2,pool=3', /each once/],
    ['gram:weight=-1', /^term gram: weight: expected a number of at least 0, found "-1"/],
    ['constructor', /^term: expected one of/],
    ['gram:layers=conv1+conv1', /layers: expected layers joined by \+/],
  ])('refuses %s', (text, message) => {
    expect(() => parseTerm(text)).toThrow(message);
  });

  it('has help for every setting of every term', () => {
    for (const name of NAMES) {
      for (const { help, expected } of Object.values(settingsOf(name))) {
        expect(help.length).toBeGreaterThan(5);
        expect(expected.length).toBeGreaterThan(3);
      }
    }
  });
});

describe('openTerms', () => {
  it('tells terms of one name apart', () => {
    const terms = openTerms([parseTerm('laplacian:pool=4'), parseTerm('laplacian:pool=16')], DEFAULTS);
    expect(terms.map(({ name }) => name)).toEqual(['laplacian', 'laplacian2']);
  });

  it('refuses values that a program gives, as texts are refused', () => {
    expect(() => openTerms([{ kind: 'laplacian', pool: 0.5 }], DEFAULTS)).toThrow(
      /^term laplacian: pool: expected a whole number from 1 to 64, found 0.5$/,
    );
    expect(() => openTerms([{ kind: 'tv', weight: -1 }], DEFAULTS)).toThrow(/^term tv: weight/);
  });
});
