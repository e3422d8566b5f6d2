import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { styliseFilm } from '../../src/video/index.js';
import { scene } from '../support/pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-photo-film-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('light that was found goes on over a break, to the same bytes', async () => {
  // So small that no network sees anything in it: colours alone are changed, in no time.
  const size = { width: 20, height: 14 };
  const content = mkdtempSync(join(folder, 'in-'));
  const style = join(folder, 'style.png');
  await writePicture(style, scene({ width: 24, height: 24 }, 2));
  for (const frame of [0, 1, 2, 3]) await writePicture(join(content, `${frame}.png`), scene(size, 1));
  const film = (output: string, signal?: AbortSignal, onFrame?: () => void) =>
    styliseFilm({ content, style, method: 'photo', size: 20, output: join(folder, output), signal, onFrame });
  const bytesOf = (path: string) =>
    readdirSync(join(folder, path)).map((name) => readFileSync(join(folder, path, name), 'hex'));
  expect(await film('whole')).toMatchObject({ frames: 4, method: 'photo', ended: 'done' });
  const [first, ...others] = bytesOf('whole');
  // Nothing changes in the film, and so nothing does in its light.
  expect(others).toEqual([first, first, first]);
  const controller = new AbortController();
  expect((await film('twice', controller.signal, () => controller.abort())).ended).toBe('stopped');
  expect((await film('twice')).ended).toBe('done');
  expect(bytesOf('twice')).toEqual(bytesOf('whole'));
  expect(readdirSync(folder).filter((name) => name.endsWith('.work'))).toEqual([]);
});
