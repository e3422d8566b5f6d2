import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.js';
import { writePicture } from '../../src/image/index.js';
import { smallFire } from '../support/fixturePaths.js';
import { nst } from '../support/nst.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const FIRE = await smallFire();

describe('arguments behind an option with several values', () => {
  it('are still the content', async () => {
    await writePicture(file('photo.png'), scene({ width: 48, height: 48 }, 1));
    await writePicture(file('style.png'), scene({ width: 48, height: 48 }, 2));
    const fast = ['--preset', 'draft', '--size', '48', '--iterations', '1', '--device', 'cpu', '-q'];
    const { code, stderr } = await nstHere([
      'image',
      ...fast,
      '--style',
      file('style.png'),
      file('photo.png'),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(file('photo-styled.png'))).toBe(true);
  });

  it('are still the text', async () => {
    const args = ['glyph', '--color', '#000', '--size', '128', '-q', '-o', file('a.png')];
    const font = fileURLToPath(new URL('../../fonts/Montserrat-Black.ttf', import.meta.url));
    expect(await nstHere([...args, '--fallback', font, 'Hello'])).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    // The file that is looked for first is the content.
    [['audio', '--style', 'a.wav', 'content.wav'], /content\.wav: expected a sound file, found no file/],
    [['audio', 'eval', '--also', 'x.wav', 'content.wav', 'b.wav', 'c.wav'], /content\.wav: expected a sound/],
    [
      ['image', '--style', 'a.jpg'],
      /missing required argument 'content'; write the picture to work on in front of --style/,
    ],
    [['image', '--style', 'a.jpg', 'b.jpg', '--style-mask', 'c.jpg', 'd.jpg'], /missing required argument/],
    [['audio', '--style', 'a.wav'], /missing required argument 'content'; write the sound to work on in fr/],
    [['audio', 'eval', 'a.wav', 'b.wav'], /missing required argument 'style'; write the three sounds in f/],
  ])('%j is answered in one line', async (args, message) => {
    const { code, stdout, stderr } = await nstHere(args, { cwd: folder });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a text without its quotes', () => {
  it('is told so', async () => {
    const { code, stderr } = await nstHere(['glyph', 'Hello', 'World', '--style', FIRE], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'nst: text: expected one argument, found 2; put quotes around the text: "Hello World"\n',
    });
  });
});

describe('a text from elsewhere', () => {
  const settings = ['--color', 'red', '--size', '100', '-q'];
  const write = (name: string, args: readonly string[], text?: string) =>
    nst(['glyph', ...args, ...settings, '-o', file(name)], {
      cwd: folder,
      ...(text !== undefined && { input: Buffer.from(text) }),
    });

  it('is the same through standard input and in a file as in an argument, and small letters are warned of', async () => {
    writeFileSync(file('text.txt'), 'Hi Ho\n');
    const runs = [
      await write('argument.png', ['Hi Ho']),
      await write('pipe.png', ['-'], 'Hi Ho\n'),
      await write('file.png', ['--text-file', 'text.txt']),
    ];
    for (const { code, stderr } of runs) {
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /^warning: text: its capitals are 2\d px high, too small[^\n]+--wrap auto[^\n]+\n$/,
      );
    }
    const [plain, pipe, text] = ['argument', 'pipe', 'file'].map((name) => readFileSync(file(`${name}.png`)));
    expect(Buffer.compare(pipe!, plain!)).toBe(0);
    expect(Buffer.compare(text!, plain!)).toBe(0);
  });

  it.each([
    [
      ['a', '--text-file', 'text.txt'],
      undefined,
      'nst: text-file: expected no text beside it; leave one of them out\n',
    ],
    [['--text-file', 'none.txt'], undefined, /none.txt: expected a text, found no file of that name/],
    [['-'], '', 'nst: text: expected at least one character, found none\n'],
    [['-'], 'a'.repeat(70_000), /standard input: expected at most 64 KiB; cut it into pieces/],
  ])('%j with %s', async (args, text, message) => {
    const { code, stderr } = await write('x.png', args, text);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe('a subcommand', () => {
  it.each([
    [['audio', 'style', 'x.wav', '--strength', '7']],
    [['audio', '--strength', '0.5', 'style', 'x.wav']],
    [['audio', 'style', 'x.wav', '--json']],
    [['audio', 'eval', 'a.wav', 'b.wav', 'c.wav', '--iterations', '7']],
    [['audio', '--style', 'q.wav', '--iterations', '7', 'eval', 'a.wav', 'b.wav', 'c.wav']],
    [['glyph', 'style', FIRE, '--size', '64']],
    [['glyph', '--size', '64', 'style', FIRE]],
    [['models', 'list', '--force']],
    [['models', '--json', 'list']],
    [['models', 'pull', 'vgg16', '--json']],
    [['models', 'import', 'vgg16', 'x', '--whole']],
    [['models', 'verify', '--quiet']],
    [['models', 'path', '--json']],
  ])('refuses what it has no use for: %j', async (args) => {
    const { code, stdout, stderr } = await nstHere(args, { cwd: folder });
    expect(stderr).toMatch(/^nst: (unknown option '--|[a-z-]+: is not for "nst )[^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes its own options on either side of its name', async () => {
    for (const args of [
      ['style', '--seed', '4', FIRE],
      ['--seed', '4', 'style', FIRE],
    ]) {
      const { code, stdout } = await nstHere([
        'glyph',
        ...args,
        '-o',
        file('s.nstglyph'),
        '--json',
        '--force',
        '-q',
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ seed: 4 });
    }
  });
});

describe('very many arguments', () => {
  it('are refused in one line, also where they would not fit on a stack', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const before = process.exitCode;
    await main(['audio', 'eval', ...new Array<string>(500_000).fill('x')]);
    const [code, lines] = [process.exitCode, said.mock.calls.map(([text]) => text)];
    process.exitCode = before;
    said.mockRestore();
    expect(lines).toEqual([
      'nst: command line: expected at most 10000 words, found 500002; name fewer files\n',
    ]);
    expect(code).toBe(2);
  });
});
