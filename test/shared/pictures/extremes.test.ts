import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fitTo, sizeText, wideEnough } from '../../../src/shared/pictures/picture.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { hugePng } from '../../support/pictureFiles.js';
import { scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What `work` adds to the memory of this process, at its highest, in MiB. */
async function addedMiB(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 2);
  await work().finally(() => clearInterval(timer));
  return (Math.max(most, process.memoryUsage.rss()) - before) / 1024 ** 2;
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'rgb(170,136,102)' } });

describe('large pictures', () => {
  it('100 megapixels of JPEG go through little memory', async () => {
    const path = save('large.jpg', await blank(20_000, 5000).jpeg().toBuffer());
    const added = await addedMiB(async () => {
      const picture = await readPicture(path, (size) => fitTo(size, 512));
      expect(sizeText(picture)).toBe('512x128');
      expect([...picture.pixels.subarray(0, 3)].map((v) => v * 255)).toBeAllclose([170, 136, 102], 0, 2);
    });
    // All of its pixels are 286 MiB at 8 bits.
    expect(added).toBeLessThan(150);
  });

  it('a few bytes that claim 3,600 megapixels are refused before any pixel', async () => {
    const path = save('bomb.png', hugePng(60_000, 60_000));
    const begin = performance.now();
    const added = await addedMiB(() => expect(readPicture(path)).rejects.toThrow('found 3600 (60000x60000)'));
    expect(performance.now() - begin).toBeLessThan(2000);
    expect(added).toBeLessThan(50);
  });
});

describe('small pictures', () => {
  it.each([
    [1, 1],
    [1, 300],
    [300, 1],
    [2, 3],
  ])('%i x %i', async (width, height) => {
    for (const format of ['png', 'jpeg', 'webp', 'avif', 'tiff', 'gif'] as const) {
      const bytes = await blank(width, height).toFormat(format).toBuffer();
      const path = save(`small.${format}`, bytes);
      expect(sizeText(await readPicture(path))).toBe(`${width}x${height}`);
      const sized = await readPicture(path, (size) => wideEnough(fitTo(size, 64)));
      expect(Math.min(sized.width, sized.height)).toBeGreaterThanOrEqual(16);
      const levels = [...sized.pixels].map((value, i) => Math.abs(value * 255 - [170, 136, 102][i % 3]!));
      expect(Math.max(...levels)).toBeLessThan(8);
    }
  });
});
