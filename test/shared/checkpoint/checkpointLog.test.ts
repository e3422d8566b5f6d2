import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToLog, readLog, writeLog } from '../../../src/shared/checkpoint/checkpointLog.js';
import { failure } from '../../support/failure.js';
import { scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
let files = 0;
const newFile = () => join(folder, `${files++}.ckpt`);
const texts = async (path: string) =>
  (await readLog(path))?.records.map((record) => Buffer.from(record).toString());
const record = (text: string) => Buffer.from(text);

describe('the file of a checkpoint', () => {
  it('has the records that were written and added, in their order', async () => {
    const path = newFile();
    const end = await writeLog(path, [record('first'), record('')]);
    expect(await addToLog(path, end, [record('second')])).toBe(readFileSync(path).length);
    expect(await texts(path)).toEqual(['first', '', 'second']);
  });

  it('is nothing where there is no file', async () => {
    expect(await readLog(newFile())).toBeUndefined();
  });

  it('has every record before the one that was being written, wherever that is cut', async () => {
    const path = newFile();
    const end = await writeLog(path, [record('whole')]);
    const whole = await addToLog(path, end, [record('cut')]);
    for (let size = whole - 1; size >= end; size -= 7) {
      truncateSync(path, size);
      expect(await texts(path)).toEqual(['whole']);
    }
  });

  it('drops what was damaged, and writes the next record over it', async () => {
    const path = newFile();
    const end = await writeLog(path, [record('whole')]);
    await addToLog(path, end, [record('damaged')]);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    const { endBytes = 0 } = (await readLog(path)) ?? {};
    await addToLog(path, endBytes, [record('new')]);
    expect(await texts(path)).toEqual(['whole', 'new']);
  });

  it.each([
    ['another file', 'something of the user’s'],
    ['one of version 99', 'nst checkpoint 99\n....'],
    ['a damaged one', 'nst checkpoint 1\n....'],
    ['another file', ''],
  ])('refuses %s', async (found, text) => {
    const path = newFile();
    writeFileSync(path, text);
    await expect(readLog(path)).rejects.toEqual(failure('NST_BAD_INPUT', `found ${found}; remove it`));
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('refuses a folder', async () => {
    const path = newFile();
    mkdirSync(path);
    await expect(readLog(path)).rejects.toEqual(failure('NST_BAD_INPUT', `${path}: `));
  });
});
