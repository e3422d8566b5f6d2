import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { shareOf } from '../../src/shared/options/share.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (...names: string[]) => join(folder, ...names);
const SIZE = { width: 32, height: 24 };
const FILM = { command: 'video', content: 'film', style: ['woodcut'], size: SIZE.width, device: 'cpu' };
/** Two scenes of two frames: the second is the first one upside down. */
async function writeFilm(path: string): Promise<void> {
  mkdirSync(path);
  const picture = scene(SIZE, 1);
  const turned = picture.pixels.slice().reverse();
  for (const [i, pixels] of [picture.pixels, picture.pixels, turned, turned].entries())
    await writePicture(join(path, `${i}.png`), { ...SIZE, pixels });
}

beforeAll(async () => {
  await writeFilm(file('film'));
});

const batch = async (name: string, ...jobs: object[]) => {
  writeFileSync(file(name), jobs.map((job) => JSON.stringify(job)).join('\n'));
  return nstHere(['batch', file(name), '--workers', '2'], { cwd: folder });
};
const bytesIn = (name: string) =>
  readdirSync(file(name)).map((each) => [each, readFileSync(file(name, each), 'hex')]);

describe('jobs that are split', () => {
  it('make what one job makes, to the byte, and leave nothing behind', async () => {
    const whole = await batch('whole.jsonl', { ...FILM, output: 'one' });
    expect(whole.stderr).toMatch(/^1 done; /m);
    const split = { ...FILM, output: 'many', pieces: 2 };
    const { code, stderr } = await batch('split.jsonl', split);
    expect(code).toBe(0);
    const names = ['1', '1, piece 1/2', '1, piece 2/2'];
    for (const name of names) expect(stderr).toMatch(new RegExp(`^line ${name}: done in`, 'm'));
    expect(stderr).toMatch(/^3 done; /m);
    expect(bytesIn('many')).toEqual(bytesIn('one'));
    expect(readdirSync(folder).filter((name) => /pieces|\.work|frames/.test(name))).toEqual([]);
    // What is joined is not split once more, in however many pieces.
    const again = await batch('split.jsonl', { ...split, pieces: 3 });
    expect(again.stderr).toMatch(/^0 done, 1 left out/m);
  });

  it('are not joined when a piece is missing, and no other job is split', async () => {
    const lost = { ...FILM, content: 'nowhere', output: 'lost', pieces: 2 };
    const { code, stderr } = await batch('broken.jsonl', lost, { command: 'glyph', text: 'A', pieces: 2 });
    expect(code).toBe(1);
    expect(stderr).toMatch(/line 1, piece 1\/2: failed: nowhere: expected/);
    expect(stderr).toMatch(/line 1: failed: pieces: 2 of its 2 pieces are not there/);
    expect(stderr).toMatch(/line 2: failed: pieces: expected none for "glyph", found 2/);
    expect(existsSync(file('lost'))).toBe(false);
  });

  it.each(['0/2', '3/2', '1', '1/1001', 'a/b'])('refuse the share %j', (text) => {
    expect(() => shareOf(text)).toThrow(/^share: expected a number of so many, such as 1\/3/);
  });
});
