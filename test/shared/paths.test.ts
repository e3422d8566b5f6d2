import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldedName, siblingPath, suffixedPath, windowsNameProblem } from '../../src/shared/paths.js';
import { fc } from '../support/fastCheck.js';

describe('siblingPath', () => {
  it.each([
    ['photo.jpg', 'x'],
    ['C:photo.jpg', 'C:x'],
    ['C:\\photo.jpg', 'C:\\x'],
    ['C:\\a b\\photo.jpg', 'C:\\a b\\x'],
    ['a/b\\photo.jpg', 'a/b\\x'],
    ['\\\\server\\share\\photo.jpg', '\\\\server\\share\\x'],
    ['\\\\?\\C:\\long\\photo.jpg', '\\\\?\\C:\\long\\x'],
    ['..\\photo.jpg', '..\\x'],
  ])('on Windows: beside %s is %s', (path, expected) => {
    expect(siblingPath(path, 'x', win32)).toBe(expected);
  });

  it.each([
    ['photo.jpg', 'x'],
    ['/photo.jpg', '/x'],
    ['a/b/photo.jpg', 'a/b/x'],
    // A backslash is a letter here, and so is a colon.
    ['a\\b.jpg', 'x'],
    ['C:photo.jpg', 'x'],
    ['../photo.jpg', '../x'],
  ])('elsewhere: beside %s is %s', (path, expected) => {
    expect(siblingPath(path, 'x', posix)).toBe(expected);
  });
});

describe('suffixedPath', () => {
  it.each([
    ['photo.jpg', '-styled', '.png', 'photo-styled.png'],
    ['C:photo.jpg', '-styled', '.png', 'C:photo-styled.png'],
    ['D:\\a.b\\photo', '-1', undefined, 'D:\\a.b\\photo-1'],
    ['D:\\a.b\\photo.tar.gz', '-1', undefined, 'D:\\a.b\\photo.tar-1.gz'],
  ])('of %s, %s, %s is %s', (path, suffix, ending, expected) => {
    expect(suffixedPath(path, suffix, ending, win32)).toBe(expected);
  });

  it('is never longer than a name can be, and ends as it should', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
      .filter((text) => !/[/\0]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        const path = suffixedPath(`/folder/${text}.jpg`, '-styled', '.png', posix);
        const made = posix.basename(path);
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(255);
        expect(made.endsWith('-styled.png')).toBe(true);
        // No character is cut.
        if (/\p{Surrogate}/u.test(made)) expect(text).toMatch(/\p{Surrogate}/u);
        if (Buffer.byteLength(text) < 240) expect(made).toBe(`${text}-styled.png`);
      }),
    );
  });
});

describe('windowsNameProblem', () => {
  it.each([
    'nul',
    'NUL.png',
    'con.tar.gz',
    'C:\\a\\aux.png',
    'a/COM1',
    'lpt9.txt',
    'com¹.x',
    'prn .png',
    'CONIN$',
  ])('%s is a device', (path) =>
    expect(windowsNameProblem(path)).toMatch(/is the name of a device on Windows$/),
  );

  it.each([
    ['a.png:b.png', '":"'],
    ['C:a?.png', '"?"'],
    ['a*.png', '"*"'],
    ['a"b.png', '"\\""'],
    ['a\x07.png', '"\\u0007"'],
  ])('%j has a character that cannot be', (path, character) => {
    expect(windowsNameProblem(path)).toBe(`names on Windows cannot have ${character} in them`);
  });

  it.each(['a.png.', 'a.png ', 'C:\\a\\folder. .'])('%j ends in what is dropped', (path) => {
    expect(windowsNameProblem(path)).toMatch(/cannot end in a dot or a blank$/);
  });

  it.each([
    'null.png',
    'console.png',
    'com.png',
    'com10.png',
    'C:a.png',
    'C:\\nul\\a.png',
    '.hidden',
    'a b.png',
    'ä漢😀.png',
  ])('%s is a name', (path) => expect(windowsNameProblem(path)).toBeUndefined());
});

describe('foldedName', () => {
  const composed = ['Out.PNG', 'out.png', 'e\u0301.png', '\u00e9.PNG'];
  it('is one where the system takes two for one', () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(new Set(composed.map((name) => foldedName(name, platform))).size).toBe(2);
    }
    expect(new Set(composed.map((name) => foldedName(name, 'linux'))).size).toBe(4);
  });
});
