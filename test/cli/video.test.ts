import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nst } from '../support/nst.js';
import { scene } from '../support/pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-video-'));
const inFolder = (name: string) => join(folder, name);
beforeAll(async () => {
  mkdirSync(inFolder('frames'));
  await writePicture(inFolder('frames/1.png'), scene({ width: 16, height: 12 }, 1));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['a folder', 'out', 'out/frame_0001.png'],
  ['a pattern, however many digits it has', 'o_%06d.png', 'o_000001.png'],
])('frames that are there are not replaced unasked: %s', async (_, output, first) => {
  mkdirSync(inFolder('out'), { recursive: true });
  writeFileSync(inFolder(first), 'mine');
  const { code, stderr } = await nst(
    ['video', 'frames', '--style', 'woodcut', '--size', '16', '-o', output],
    { cwd: folder },
  );
  expect({ code, stderr }).toMatchObject({
    code: 4,
    stderr: expect.stringContaining(`${first}: exists already`),
  });
  expect(readFileSync(inFolder(first), 'utf8')).toBe('mine');
});
