import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { familyNames, postScriptName } from '../../../src/glyph/fontOut/familyNames.js';
import { checkFamilyName, licenceWarnings, reservedNames } from '../../../src/glyph/fontOut/licence.js';
import { ByteWriter } from '../../../src/glyph/fontOut/tables/byteWriter.js';
import { glyfTables } from '../../../src/glyph/fontOut/tables/glyf.js';
import { NAME, readNames, writeNames } from '../../../src/glyph/fontOut/tables/names.js';
import { sbixTable, svgTable } from '../../../src/glyph/fontOut/tables/pictures.js';
import { checksum, readTables, writeFont } from '../../../src/glyph/fontOut/tables/sfnt.js';
import { failure } from '../../support/failure.js';

describe('writeFont', () => {
  const tables = new Map([
    ['zzzz', Uint8Array.of(1, 2, 3, 4, 5)],
    ['head', new Uint8Array(54).fill(7)],
    ['OS/2', Uint8Array.of(255, 254, 253)],
  ]);
  const font = writeFont(tables);
  const view = new DataView(font.buffer);

  it('sorts its records, pads its tables, and sums up as fonts must', () => {
    const tags = [0, 1, 2].map((i) => String.fromCharCode(...font.subarray(12 + 16 * i, 16 + 16 * i)));
    expect(tags).toEqual(['OS/2', 'head', 'zzzz']);
    for (const i of [0, 1, 2]) {
      const [sum, offset, length] = [1, 2, 3].map((k) => view.getUint32(12 + 16 * i + 4 * k));
      expect(offset! % 4).toBe(0);
      const table = font.slice(offset, offset! + length!);
      if (tags[i] === 'head') new DataView(table.buffer).setUint32(8, 0);
      expect(checksum(table)).toBe(sum);
    }
    expect(checksum(font)).toBe(0xb1b0afba);
    expect([view.getUint16(6), view.getUint16(8), view.getUint16(10)]).toEqual([32, 1, 16]);
  });

  it('leaves the tables that it is given as they are', () => {
    expect(tables.get('head')).toEqual(new Uint8Array(54).fill(7));
  });

  it('reads back what it wrote', () => {
    const read = readTables(font);
    expect(read.get('zzzz')).toEqual(tables.get('zzzz'));
    expect(read.get('OS/2')).toEqual(tables.get('OS/2'));
  });
});

describe('glyfTables', () => {
  it('writes a triangle with a curved side as the specification has it', () => {
    const contour = [
      { x: 10, y: 0, isOn: true },
      { x: 10, y: 300, isOn: false },
      { x: -100, y: 300, isOn: true },
    ];
    const { glyf, loca } = glyfTables([[], [contour]]);
    expect(new Uint32Array([...loca.slice(8)].reverse()).length).toBe(4);
    expect([...new Uint8Array(loca)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, glyf.length]);
    const expected = new ByteWriter().u16(1, -100, 0, 10, 300, 2, 0);
    // On, x short and positive, y the same; off, x the same, y long; on, x short and negative, y the same.
    expected.u8(0b110011, 0b010000, 0b100011).u8(10, 110).u16(300);
    expect([...glyf]).toEqual([...expected.pad4().done()]);
  });
});

describe('names', () => {
  it('reads back what it wrote, in any script', () => {
    const names = new Map([
      [NAME.family, 'Feuer 火 𝔉'],
      [NAME.copyright, '© 2020'],
    ]);
    expect(readNames(writeNames(names))).toEqual(new Map([...names].sort(([a], [b]) => a - b)));
  });

  it('keeps maker and licence, and nothing of the old name but where the font comes from', () => {
    const base = new Map([
      [NAME.copyright, 'Copyright 2011 The Authors'],
      [NAME.family, 'Old'],
      [NAME.full, 'Old Black'],
      [7, 'Old is a trademark'],
      [NAME.licence, 'This is OFL'],
    ]);
    const made = readNames(familyNames('Blaze Ünder', new Map([['name', writeNames(base)]])));
    expect(Object.fromEntries(made)).toEqual({
      [NAME.copyright]: 'Copyright 2011 The Authors',
      [NAME.family]: 'Blaze Ünder',
      [NAME.subfamily]: 'Regular',
      [NAME.unique]: 'nst;BlazeUnder-Regular',
      [NAME.full]: 'Blaze Ünder',
      [NAME.postScript]: 'BlazeUnder-Regular',
      [NAME.description]: 'Made from Old Black: its letters in the style of a picture.',
      [NAME.licence]: 'This is OFL',
    });
  });

  it('always finds a PostScript name', () => {
    expect(postScriptName('火')).toBe('Font-Regular');
    expect(postScriptName('x'.repeat(90)).length).toBeLessThanOrEqual(63);
  });
});

describe('licences', () => {
  it.each([
    ['Copyright 2010 X, with Reserved Font Name "Lobster".', ['Lobster']],
    ["Copyright, with Reserved Font Names 'Source' and 'Adobe Sans'.", ['Source', 'Adobe Sans']],
    ['Copyright (c) 2011, Y (y@x.org), with Reserved Font Name Anton', ['Anton']],
    ['Copyright, with Reserved Font Name Foo, Bar and Baz. All rights.', ['Foo', 'Bar', 'Baz']],
    ['Copyright 2011 The Montserrat Project Authors', []],
  ])('finds the reserved names of %j', (notice, names) => {
    expect(reservedNames(notice)).toEqual(names);
  });

  it('does not let a new font bear them, nor its old name', () => {
    const names = new Map([
      [NAME.copyright, 'X, with Reserved Font Name "Lobster".'],
      [NAME.family, 'Lobster Two'],
    ]);
    expect(() => checkFamilyName('Hot Lob-Ster', names)).toThrow(
      failure('NST_BAD_OPTION', 'reserves the name "Lobster", found it in "Hot Lob-Ster"'),
    );
    const free = new Map([[NAME.family, 'Free']]);
    expect(() => checkFamilyName('free', free)).toThrow(
      failure('NST_BAD_OPTION', 'choose another file name'),
    );
    expect(() => checkFamilyName('Freedom', free)).not.toThrow();
  });

  it('warns of fonts that may not be changed', () => {
    const open = new Map([[NAME.licence, 'SIL Open Font License, Version 1.1']]);
    const os2 = new Uint8Array(96);
    expect(licenceWarnings(open, os2)).toEqual([]);
    os2[9] = 2;
    expect(licenceWarnings(open, os2)).toEqual([expect.stringContaining('may not be embedded')]);
    expect(licenceWarnings(new Map(), undefined)).toEqual([expect.stringContaining('no open licence')]);
  });
});

describe('tables of pictures', () => {
  const picture = { png: Uint8Array.of(1, 2, 3), width: 20, height: 30, left: -4, top: -25 };

  it('sbix measures from the corner of the outline', () => {
    const table = sbixTable([undefined, picture], 64, { xPx: -16, yPx: -8 });
    const view = new DataView(table.buffer);
    expect([view.getUint16(0), view.getUint16(2), view.getUint32(4), view.getUint32(8)]).toEqual([
      1, 1, 1, 12,
    ]);
    expect(view.getUint16(12)).toBe(64);
    const offsets = [0, 1, 2].map((i) => view.getUint32(16 + 4 * i));
    expect(offsets).toEqual([16, 16, 27]);
    // 4 px left of the origin, and 5 px below the baseline.
    expect([view.getInt16(28), view.getInt16(30)]).toEqual([-4 + 16, -5 + 8]);
  });

  it('SVG has a document for each picture, in font units', () => {
    const table = svgTable([undefined, undefined, picture], 64, 1024);
    const view = new DataView(table.buffer);
    expect([view.getUint16(10), view.getUint16(12), view.getUint16(14)]).toEqual([1, 2, 2]);
    const document = gunzipSync(table.subarray(10 + view.getUint32(16))).toString();
    expect(document).toContain(
      '<g id="glyph2"><image decoding="sync" x="-64" y="-400" width="320" height="480"',
    );
    expect(document).toContain('base64,AQID"');
  });
});
