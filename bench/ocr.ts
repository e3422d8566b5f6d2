/** Reading text off pictures with tesseract (Debian: tesseract-ocr), and how well it was read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Grid } from '../src/shared/fields/grid.js';

/** A picture is one word. */
const ONE_WORD = '8';
const PAGE_END = '\f';

/** Whether there is a tesseract. */
export function hasTesseract(): boolean {
  return spawnSync('tesseract', ['--version']).status === 0;
}

/** The letters that each picture says, without the quotes and colons that specks are taken for. @param pictures grey, 0..1 */
export async function readWords(pictures: readonly Grid[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nst-ocr-'));
  const files: string[] = [];
  for (const [i, { width, height, data }] of pictures.entries()) {
    const bytes = Uint8Array.from(data, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
    const file = join(folder, `${i}.png`);
    await sharp(bytes, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(file);
    files.push(file);
  }
  const list = join(folder, 'list.txt');
  writeFileSync(list, files.join('\n'));
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const { status, stdout, stderr } = spawnSync('tesseract', [list, 'stdout', '--psm', ONE_WORD], {
    encoding: 'utf8',
    env,
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  return stdout.split(PAGE_END, pictures.length).map((page) => page.replace(/[^\p{L}]/gu, ''));
}

/** Characters to insert, delete or replace (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = row[j]! + (character === to[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** Share of the characters of `expected` that were read, 0..1. */
export function characterAccuracy(read: string, expected: string): number {
  return Math.max(0, 1 - editDistance(read, expected) / expected.length);
}
