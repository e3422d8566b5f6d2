import { expect, test } from 'vitest';
import { QtResource } from '../../../training/pictures/qtResource.js';
import { qtResourceFile } from '../../support/qtResourceFile.js';

const FILES = [
  { path: 'readme', content: Buffer.from('plain') },
  { path: 'images/cat.webp', content: Buffer.from([1, 2, 3, 0, 255]) },
  { path: 'images/deep/Ente \u00e4.txt', content: Buffer.from('quack '.repeat(100)), isDeflated: true },
  { path: 'other/cat.webp', content: Buffer.alloc(0) },
];

test('files of all folders come back as they were put in', () => {
  const resource = new QtResource(qtResourceFile(FILES));
  expect(resource.paths.sort()).toEqual(FILES.map(({ path }) => path).sort());
  for (const { path, content } of FILES) expect(resource.read(path)).toEqual(content);
});

test('a file that is not there, another format, version and compression are named', () => {
  const bytes = qtResourceFile(FILES);
  expect(() => new QtResource(bytes).read('images')).toThrow('no file "images"');
  expect(() => new QtResource(Buffer.from('PK\u0003\u0004 and so on'))).toThrow('not a Qt resource');
  const version1 = Buffer.from(bytes);
  version1.writeUInt32BE(1, 4);
  expect(() => new QtResource(version1)).toThrow('version 1');
  expect(() => new QtResource(qtResourceFile(FILES, 4)).read('readme')).toThrow('zstd');
});
