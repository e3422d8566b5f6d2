import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_LOOK, smallFire } from '../support/fixturePaths.js';
import { nst } from '../support/nst.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name: string) => join(root, 'fixtures', name);
const FIRE = await smallFire();
const SWIRLS = fixture('pictures/swirls.jpg');
const SOUND = fixture('audio/guitar.wav');
/** Which side of a letter's picture is the longer one is up to its effect. */
async function longSideOf(path: string): Promise<number> {
  const { width, height } = await sharp(path).metadata();
  return Math.max(width, height);
}

const GLYPH = ['glyph', 'A', ...PLAIN_LOOK, '--size', '64', '-q'];

let folder: string;
const file = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-outputs-'));
});

describe('names', () => {
  it('of results may be as long as names can be', async () => {
    const names = [`${'n'.repeat(251)}.png`, `${'漢'.repeat(83)}.webp`];
    for (const name of names) {
      expect(Buffer.byteLength(name)).toBeGreaterThan(252);
      expect(await nst([...GLYPH, '-o', file(name)])).toMatchObject({ code: 0, stderr: '' });
      expect(await longSideOf(file(name))).toBe(64);
    }
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  it('made from long ones are cut', async () => {
    const style = `${'s'.repeat(251)}.png`;
    copyFileSync(FIRE, file(style));
    expect(await nst(['glyph', 'style', file(style), '-q'])).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder).sort()).toEqual([`${'s'.repeat(246)}.nstglyph`, style].sort());
  });
});

describe('a link as the output', () => {
  it('stays, and its file is written, whether it was there or not', async () => {
    mkdirSync(file('elsewhere'));
    writeFileSync(file('elsewhere/old.png'), 'old');
    symlinkSync('elsewhere/old.png', file('link.png'));
    symlinkSync('elsewhere/new.png', file('dangling.png'));
    expect(await nst([...GLYPH, '-o', file('link.png')])).toMatchObject({ code: 4 });
    expect(await nst([...GLYPH, '-o', file('link.png'), '--force'])).toMatchObject({ code: 0 });
    expect(await nst([...GLYPH, '-o', file('dangling.png')])).toMatchObject({ code: 0 });
    for (const name of ['link', 'dangling']) {
      expect(lstatSync(file(`${name}.png`)).isSymbolicLink()).toBe(true);
      expect(await longSideOf(file(`${name}.png`))).toBe(64);
    }
    expect(readdirSync(file('elsewhere')).sort()).toEqual(['new.png', 'old.png']);
  });
});

describe('two runs to one output', () => {
  it('leave one whole result, and nothing else', async () => {
    const output = file('o.png');
    const layers = ['--layers', file('layers')];
    const runs = await Promise.all([1, 2, 3].map(() => nst([...GLYPH, '-o', output, ...layers, '--force'])));
    for (const run of runs) expect(run).toMatchObject({ code: 0, stderr: '' });
    const { data } = await sharp(output).raw().toBuffer({ resolveWithObject: true });
    expect(data.some((value) => value > 0)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['layers', 'o.png']);
    for (const name of readdirSync(file('layers'))) {
      expect(name).toMatch(/^[a-z]+\.png$/);
      expect(await longSideOf(file(`layers/${name}`))).toBe(64);
    }
  });
});

describe('results that would be lost in one another', () => {
  it.each([
    ['a preview', 'o.png', '--preview', 'o.png', 'preview'],
    ['layers', 'body.png', '--layers', '.', 'file of --layers'],
    ['masks', 'style.png', '--debug', '.', 'file of --debug'],
  ])('are refused: %s', async (_, output, option, extra, what) => {
    const { code, stderr } = await nst([...GLYPH, '-o', output, option, extra], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `nst: ${output}: the ${what} is also the result; choose another name\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('as are masks in place of the style', async () => {
    copyFileSync(FIRE, file('style.png'));
    const args = ['glyph', 'A', '--style', file('style.png'), '--size', '64', '-o', file('o.png')];
    const { code, stderr } = await nst([...args, '--debug', folder]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/also an input; choose/) });
  });
});

/** Nobody in particular, who may read the program, as far as this machine lets it. */
const NOBODY = 65_534;
const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [join(root, 'bin/nst.js'), '--version'], { uid: NOBODY, gid: NOBODY })
    .status === 0;

describe.skipIf(!canBeNobody)('a folder that may not be written to', () => {
  const asNobody = (args: readonly string[]) => nst(args, { uid: NOBODY, killAfterMs: 20_000 });
  beforeEach(() => {
    mkdirSync(file('locked/folder'), { recursive: true });
    mkdirSync(file('hidden'), { mode: 0o700 });
    mkdirSync(file('open'));
    chmodSync(folder, 0o755);
    chmodSync(file('open'), 0o777);
  });

  it.each<[string, () => string[]]>([
    ['image', () => ['image', SWIRLS, '--style', SWIRLS, '-o', file('locked/o.png')]],
    [
      'image --preview',
      () => ['image', SWIRLS, '--style', SWIRLS, '-o', file('open/o.png'), '--preview', file('locked/p.png')],
    ],
    [
      'image, in a folder that cannot be looked into',
      () => ['image', SWIRLS, '--style', SWIRLS, '-o', file('hidden/o.png')],
    ],
    ['audio', () => ['audio', SOUND, '--style', SOUND, '-o', file('locked/o.wav')]],
    [
      'audio --report',
      () => ['audio', SOUND, '--style', SOUND, '-o', file('open/o.wav'), '--report', file('locked/r.html')],
    ],
    ['audio style', () => ['audio', 'style', SOUND, '-o', file('locked/o.nststyle')]],
    ['audio eval', () => ['audio', 'eval', SOUND, SOUND, SOUND, '--report', file('locked/r.html')]],
    ['glyph', () => [...GLYPH, '-o', file('locked/o.png')]],
    ['glyph --layers', () => [...GLYPH, '-o', file('open/o.png'), '--layers', file('locked/folder')]],
    ['glyph --frames', () => [...GLYPH, '-o', file('open/o.png'), '--frames', file('locked/folder')]],
    ['glyph --debug', () => [...GLYPH, '-o', file('open/o.png'), '--debug', file('locked/folder')]],
    ['glyph --debug, anew', () => [...GLYPH, '-o', file('open/o.png'), '--debug', file('locked/new')]],
    ['glyph --atlas', () => ['glyph', '--atlas', 'AB', '--style', FIRE, '-o', file('locked/o.png')]],
    ['glyph --font-out', () => ['glyph', '--font-out', file('locked/o.otf'), '--style', FIRE]],
    ['glyph style', () => ['glyph', 'style', FIRE, '-o', file('locked/o.nstglyph')]],
    ['models pull', () => ['models', 'pull', 'vgg16', '--cache-dir', file('locked/cache')]],
  ])('is told in one line before the work: %s', async (_, args) => {
    const { code, stdout, stderr } = await asNobody(args());
    expect(stderr).toMatch(/^nst: [^\n]*(no permission|permission denied)[^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(file('open'))).toEqual([]);
  });

  it('is one for all, and the file of another user', async () => {
    writeFileSync(file('open/theirs.png'), 'theirs');
    chmodSync(file('open'), 0o1777);
    const refused = await asNobody([...GLYPH, '-o', file('open/theirs.png'), '--force']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^nst: .*theirs\.png: this file is of another user[^\n]*\n$/);
    expect((await asNobody([...GLYPH, '-o', file('open/mine.png')])).code).toBe(0);
    expect((await asNobody([...GLYPH, '-o', file('open/mine.png'), '--force'])).code).toBe(0);
  });
});

/** Runs the command in a name space of its own, where a folder is a disk of 8 kB, half of which a file takes. */
function onTinyDisk(disk: string, mine: string, args: readonly string[]) {
  const script = [
    'cd "$0" && mount -t tmpfs -o size=8k tmpfs . && cd "$0" && head -c 4096 /dev/zero > "$1"',
    'mine=$1; shift; "$@"; code=$?; ls -A; wc -c < "$mine"; exit $code',
  ];
  const command = [process.execPath, join(root, 'bin/nst.js'), ...args];
  return spawnSync('unshare', ['-rm', 'sh', '-c', script.join(' && '), disk, mine, ...command], {
    encoding: 'utf8',
  });
}
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe.skipIf(!canMount)('a full disk', () => {
  it.each([
    ['a picture', 'o.png', ['glyph', 'A', '--size', '128', '-o']],
    ['a sheet', 'o.png', ['glyph', '--atlas', 'AB', '--em', '128', '-o']],
    ['a font', 'o.otf', ['glyph', '--characters', 'A', '--em', '24', '--font-out']],
  ])('is told in one line when %s does not fit, and nothing is left or lost', (_, mine, args) => {
    const result = onTinyDisk(folder, mine, [...args, mine, ...PLAIN_LOOK, '--force', '-q']);
    expect(result.stderr).toBe(
      `nst: ${mine}: cannot be written: the disk is full; make room and run again\n`,
    );
    expect(result.status).toBe(2);
    expect(result.stdout).toBe(`${mine}\n4096\n`);
  });
});
