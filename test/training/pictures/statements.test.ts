import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PackageFiles } from '../../../training/pictures/packageFiles.js';
import { debianCopyright } from '../../../training/pictures/statements/debianCopyright.js';
import { gcomprisReadme } from '../../../training/pictures/statements/gcompris.js';
import { myPaintReadme } from '../../../training/pictures/statements/myPaint.js';
import { scikitImageDocs } from '../../../training/pictures/statements/scikitImage.js';
import { scikitLearnReadme } from '../../../training/pictures/statements/scikitLearn.js';
import { twentyTwentyOne, twentyTwentyTwo } from '../../../training/pictures/statements/wordpress.js';
import { qtResourceFile } from '../../support/qtResourceFile.js';

const folders: string[] = [];

/** An unpacked package of these files. */
function packageOf(contents: Readonly<Record<string, string | Buffer>>): PackageFiles {
  const folder = mkdtempSync(join(tmpdir(), 'nst-package-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return new PackageFiles(folder);
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const COPYRIGHT = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: A Person
License: GPL-3+

Files: land/*
Copyright: Various
License: public-domain
 Taken from morgue-file.com, a collection of photographs.

Files: land/*-sfiera*
Copyright: C. Pickel
License: CC-BY-SA-4.0

Files:
 land/snow1*
 land/moon?.jpg
Copyright: NASA,
 Washington
License: public-domain
`;

test('a Debian copyright file: names go before folders, and what anybody keeps unfree is unfree', () => {
  const files = packageOf({ copyright: COPYRIGHT });
  const statementOf = debianCopyright('copyright', (path) => path.replace('usr/', ''))(files);
  expect(statementOf('usr/land/beach.jpg')).toEqual({
    author: 'Various, from morgue-file.com',
    licence: 'public-domain',
    statedIn: 'copyright',
  });
  expect(statementOf('usr/land/snow1.jpg')?.author).toBe('NASA, Washington');
  expect(statementOf('usr/land/moon2.jpg')?.author).toBe('NASA, Washington');
  expect(statementOf('usr/land/moon23.jpg')?.author).toContain('Various');
  // "snow1*" matches this one as well, and comes later.
  expect(statementOf('usr/land/snow10-sfiera.jpg')?.licence).toBe('CC-BY-SA-4.0');
  expect(statementOf('usr/sea.jpg')?.licence).toBe('GPL-3+');
});

const GCOMPRIS = `Copyright: Ann, 2020
License: CC-BY 4.0
Files:
cat.webp
deep/dog.webp

Copyright: Bob
License: Public domain
Comments: cropping
Files: bee.webp

Copyright: Bob
License: Public domain
fly.webp
Comment: based on an original painting by Van Gogh.
`;

test('READMEs of GCompris: files in rows, behind "Files:" and without it', () => {
  const readme = { path: 'x/README', content: Buffer.from(GCOMPRIS) };
  const files = packageOf({ 'a.rcc': qtResourceFile([readme]) });
  const statementOf = gcomprisReadme(['a.rcc'])(files);
  const statedIn = 'a.rcc/x/README';
  expect(statementOf('a.rcc/x/cat.webp')).toEqual({ author: 'Ann, 2020', licence: 'CC-BY 4.0', statedIn });
  expect(statementOf('a.rcc/x/deep/dog.webp')?.author).toBe('Ann, 2020');
  expect(statementOf('a.rcc/x/bee.webp')).toEqual({ author: 'Bob', licence: 'Public domain', statedIn });
  expect(statementOf('a.rcc/x/fly.webp')?.author).toBe('Bob, based on an original painting by Van Gogh');
  expect(statementOf('a.rcc/cat.webp')).toBeUndefined();
});

const FETCHERS = `def lamp():
    """A lamp.

    Notes
    -----
    No copyright restrictions.  CC0 by the photographer (Ann Other).
    """
    return _load("data/lamp.png")


def rover():
    """A rover.

    The image was captured by ESA and \`released into the public domain
    <http://example.org>\`_.
    """


def coin():
    """No known copyright restrictions."""
`;

test('documentation of scikit-image', () => {
  const statementOf = scikitImageDocs(packageOf({ 'skimage/data/_fetchers.py': FETCHERS }));
  expect(statementOf('skimage/data/lamp.png')).toMatchObject({ author: 'Ann Other', licence: 'CC0' });
  expect(statementOf('skimage/data/rover.jpg')).toMatchObject({ author: 'ESA', licence: 'public domain' });
  expect(statementOf('skimage/data/coin.png')?.licence).toBe('');
  expect(statementOf('skimage/data/other.png')).toBeUndefined();
});

test('README of scikit-learn: a block for each picture', () => {
  const block = (name: string, account: string) =>
    `Image: ${name}\nReleased under a creative commons license. [1]\nAttribution: Some rights reserved by ann [2]\n` +
    `[1] https://creativecommons.org/licenses/by/2.0/\n[2] https://www.flickr.com/photos/${account}/\n`;
  const text = block('a.jpg', 'ann') + block('b.jpg', 'bob');
  const statementOf = scikitLearnReadme(packageOf({ 'sklearn/datasets/images/README.txt': text }));
  expect(statementOf('x/a.jpg')).toMatchObject({ author: 'ann', licence: 'CC-BY-2.0' });
  expect(statementOf('x/b.jpg')?.author).toBe('ann (linked to bob)');
  expect(statementOf('x/c.jpg')).toBeUndefined();
});

test('readmes of the two themes, and of papers', () => {
  const files = packageOf({
    'one.txt':
      'Images\nArt by A. Painter 1841-1895. Public domain.\nhttps://example.org/en/the-sea\n\nMore\nhttps://example.org/the-hill\n',
    'two.txt':
      'Modified versions of the above images, as well as more were created specifically for X. CC0.\n',
    'paper/readme.txt': 'Created by: R. M.  \n\nhttp://creativecommons.org/publicdomain/zero/1.0/',
    'paper/cork.png': '',
    'wood/readme.txt': 'Created by: R. M.\nAll rights reserved.',
    'wood/oak.png': '',
  });
  const first = twentyTwentyOne('one.txt')(files);
  expect(first('a/The-Sea.jpg')).toMatchObject({ author: 'A. Painter 1841-1895', licence: 'Public domain' });
  expect(first('a/the-hill.jpg')).toBeUndefined();
  expect(twentyTwentyTwo('two.txt')(files)('a/bird.jpg')?.licence).toBe('CC0');
  expect(twentyTwentyTwo('one.txt')(files)('a/bird.jpg')).toBeUndefined();
  expect(myPaintReadme(files)('paper/cork.png')).toMatchObject({ author: 'R. M.', licence: 'CC0' });
  expect(myPaintReadme(files)('wood/oak.png')).toBeUndefined();
});
