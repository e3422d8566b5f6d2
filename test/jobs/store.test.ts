import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodePicture } from '../../src/shared/pictures/write.js';
import { fakeS3 } from '../support/fakeS3.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
let s3: Awaited<ReturnType<typeof fakeS3>>;

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  s3 = await fakeS3();
  s3.files.set('/in/a b.png', Buffer.from(await encodePicture(scene({ width: 32, height: 24 }, 1), 'a.png')));
});
afterAll(() => {
  s3.close();
  vi.unstubAllEnvs();
});

const batch = async (job: object, ...args: string[]) => {
  writeFileSync(join(folder, 'jobs.jsonl'), JSON.stringify({ command: 'render', size: 24, ...job }));
  return nstHere(['batch', 'jobs.jsonl', '--store', s3.endpoint, ...args], { cwd: folder });
};
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('nst-store-'));

describe('files in a store', () => {
  const job = { content: 's3://in/a b.png', output: 's3://out/painted/a.png' };

  it('are read there, and results are written there; what is done is left out until the input changes', async () => {
    const before = leftovers();
    expect((await batch(job)).stderr).toMatch(/^1 done/m);
    expect(s3.files.get('/out/painted/a.png')?.subarray(1, 4).toString()).toBe('PNG');
    expect(leftovers()).toEqual(before);
    s3.asked.length = 0;
    expect((await batch(job)).stderr).toMatch(/^0 done, 1 left out/m);
    expect(s3.asked.filter((line) => !line.startsWith('HEAD'))).toEqual([]);
    s3.files.delete('/out/painted/a.png');
    expect((await batch(job)).stderr).toMatch(/^1 done/m);
    s3.files.set(
      '/in/a b.png',
      Buffer.from(await encodePicture(scene({ width: 20, height: 24 }, 2), 'a.png')),
    );
    const changed = await batch(job);
    expect(changed.stderr).toMatch(/s3:\/\/out\/painted\/a\.png: exists already; add --force/);
    expect((await batch(job, '--force')).stderr).toMatch(/^1 done/m);
  });

  it('can be mixed with files of this machine', async () => {
    expect((await batch({ ...job, output: 'here.png' })).stderr).toMatch(/^1 done/m);
    expect(readFileSync(join(folder, 'here.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it.each([
    [
      { ...job, content: 's3://in/none.png', output: 's3://out/x.png' },
      /s3:\/\/in\/none\.png: expected a file in the store, found none/,
    ],
    [
      { ...job, content: 's3://in', output: 's3://out/y.png' },
      /s3:\/\/in: expected an address such as s3:\/\/bucket/,
    ],
    [
      {
        command: 'video',
        content: 's3://in/a.mp4',
        style: ['woodcut'],
        size: 32,
        output: 's3://out/z.mp4',
        pieces: 2,
      },
      /pieces: expected files in a shared folder, found some in a store/,
    ],
    [{ content: 's3://in/a b.png' }, /output: expected a name, as files lie in a store, found none/],
  ])('that are not there are told in one line: %j', async (wrong, message) => {
    const { code, stderr } = await batch(wrong);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) });
  });
});
