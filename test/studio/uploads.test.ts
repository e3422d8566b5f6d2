import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { STUDIO_READERS } from '../../src/cli/studio/readers.js';
import { plainName } from '../../src/studio/uploads.js';
import { TestStudio } from '../support/studio.js';

const CAT = await readFile('fixtures/pictures/cat.jpg');

test('a picture is read, kept under an id, shown, and the same when it comes again', async () => {
  const studio = await TestStudio.open();
  const { status, body } = await studio.upload('my cat.jpg', CAT);
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: 'my-cat.jpg', kind: 'picture', bytes: CAT.length, facts: '451x300' });
  const view = await studio.ask(`/api/files/${body.id}/view`);
  expect(view.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await (await studio.ask(`/api/files/${body.id}`)).arrayBuffer()).equals(CAT)).toBe(true);
  expect((await studio.upload('my cat.jpg', CAT)).body.id).toBe(body.id);
  await studio.ended((await studio.add({ content: { file: body.id } })).body.id);
  const again = await TestStudio.open(studio.folder);
  expect(again.uploads.all).toEqual([body]);
});

test('players are given the stretch that they ask for', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.upload('cat.jpg', CAT);
  const response = await studio.ask(`/api/files/${body.id}`, {}, { range: 'bytes=2-5' });
  expect(response.status).toBe(206);
  expect(Buffer.from(await response.arrayBuffer()).equals(CAT.subarray(2, 6))).toBe(true);
});

/** A PNG of a few bytes that says that it has ten thousand million pixels. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(100_000, 0);
  head.writeUInt32BE(100_000, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = chunk('IDAT', deflateSync(Buffer.alloc(100)));
  return Buffer.concat([signature, chunk('IHDR', head), data, chunk('IEND', Buffer.alloc(0))]);
}

const STILL = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
  .gif()
  .toBuffer();

/** A picture that says that it is as wide and high as a GIF can be. */
function gifBomb(): Buffer {
  const bytes = Buffer.from(STILL);
  bytes.writeUInt16LE(65_535, 6);
  bytes.writeUInt16LE(65_535, 8);
  return bytes;
}

/** Two samples behind a head that promises all that 32 bits can say. */
function lyingWav(): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF\xff\xff\xff\xffWAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(16, 16);
  for (const [value, offset] of [
    [1, 20],
    [2, 22],
    [4, 32],
    [16, 34],
  ] as const)
    head.writeUInt16LE(value, offset);
  head.writeUInt32LE(44_100, 24);
  head.writeUInt32LE(176_400, 28);
  head.write('data\xff\xff\xff\xff', 36, 'latin1');
  return Buffer.concat([head, Buffer.alloc(4)]);
}

test.each([
  ['no picture', 'a.png', Buffer.from('no picture'), 'picture'],
  ['a picture that is cut short', 'cat.jpg', CAT.subarray(0, 2000), 'picture'],
  ['a picture of ten thousand million pixels', 'bomb.png', bomb(), 'picture'],
  ['no sound', 'a.wav', CAT, 'sound'],
  ['a sound that says that it is four thousand million bytes long', 'long.wav', lyingWav(), 'sound'],
  ['no film', 'a.mp4', Buffer.from('no film at all'), 'film'],
  ['a single picture as a film', 'a.gif', STILL, 'film'],
  ['an animation of four thousand million pixels', 'bomb.gif', gifBomb(), 'film'],
  ['no font', 'a.ttf', CAT, 'font'],
  ['nothing', 'a.png', Buffer.alloc(0), 'picture'],
])('%s is refused in one line that names it, and nothing is kept', async (_, name, bytes, kind) => {
  const studio = await TestStudio.open();
  const { status, body } = await studio.upload(name, bytes, kind);
  expect(status).toBe(400);
  expect(body.problem).toMatch(new RegExp(`^${name}: [^\\n]+$`));
  expect(await readdir(join(studio.folder, 'files'))).toEqual([]);
});

test('what is over the limit is refused, whether it says how long it is or not', async () => {
  const picture = { ...STUDIO_READERS.picture, maxBytes: 1000 };
  const studio = await TestStudio.open(undefined, { ...STUDIO_READERS, picture });
  expect((await studio.upload('cat.jpg', CAT)).body.problem).toMatch(/^cat\.jpg: expected at most/);
  const path = '/api/files?kind=picture&name=cat.jpg';
  const told = await studio.ask(
    path,
    { method: 'POST', body: CAT },
    { 'content-length': String(CAT.length) },
  );
  expect(told.status).toBe(413);
  expect(await readdir(join(studio.folder, 'files'))).toEqual([]);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['..', 'file-'],
  ['a b"c\'.png', 'a-b-c-.png'],
  ['CON.png', 'file-CON.png'],
  ['info.json', 'file-info.json'],
  ['.hidden', 'hidden'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(56)}.png`],
])('%s is kept as %s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

const filesOf = (studio: TestStudio) => readdir(join(studio.folder, 'files'));

test('what no run of the history is made of is gone when the studio is opened again, and what was begun', async () => {
  const studio = await TestStudio.open();
  const used = (await studio.upload('used.jpg', CAT)).body;
  await studio.upload('unused.jpg', CAT);
  await studio.ended((await studio.add({ style: [{ file: used.id }] })).body.id);
  await mkdir(join(studio.folder, 'files', `.${'0'.repeat(32)}`));
  const again = await TestStudio.open(studio.folder);
  expect(again.uploads.all).toEqual([used]);
  expect(await filesOf(again)).toEqual([used.id]);
});

test('with a run go its files, but for those of other runs, and those that are chosen for the next one', async () => {
  const studio = await TestStudio.open();
  const files = [];
  for (const name of ['alone.jpg', 'shared.jpg', 'chosen.jpg'])
    files.push((await studio.upload(name, CAT)).body.id);
  const [alone, shared, chosen] = files as [string, string, string];
  const first = (await studio.add({ style: files.map((file) => ({ file })) })).body;
  const second = (await studio.add({ content: { file: shared } })).body;
  await studio.ended(second.id);
  const response = await studio.ask(`/api/runs/${first.id}?keep=${chosen}`, { method: 'DELETE' });
  expect(await response.json()).toEqual({ gone: [alone] });
  expect((await filesOf(studio)).sort()).toEqual([shared, chosen].sort());
});

test('a folder that is as large as it may be takes no files and no runs, and says what to do', async () => {
  const studio = await TestStudio.open(undefined, undefined, CAT.length + 1000);
  const first = await studio.upload('cat.jpg', CAT);
  // Its view is in the folder, too.
  expect(first.status).toBe(200);
  const refusal = /^again\.jpg: expected room in the studio's folder, found its \S+ GB used up; delete runs/;
  expect((await studio.upload('again.jpg', CAT)).body.problem).toMatch(refusal);
  expect((await studio.add({})).body.problem).toMatch(/^run: expected room/);
  expect(await filesOf(studio)).toEqual([first.body.id]);
  const told = await (await studio.ask('/api/studio')).json();
  expect(told.usedBytes).toBeGreaterThan(told.roomBytes);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const studio = await TestStudio.open();
  async function* broken() {
    yield new Uint8Array(10);
    throw new Error('connection lost');
  }
  await expect(studio.uploads.add('picture', 'cat.jpg', broken())).rejects.toThrow('connection lost');
  expect(await filesOf(studio)).toEqual([]);
});
