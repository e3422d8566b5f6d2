/**
 * Makes the pictures that nets for styles are trained on: photographs and styles out of packages of public registries, by
 * the lists photos.json and styles.json, and as many made styles as are asked for. Stopped and started again, it goes on
 * where it was.
 *
 *     node scripts/fetch-training-data.mjs FOLDER [--procedural N]
 *
 * Needs apt-get and dpkg-deb (Debian 12, no root), pip and unzip. Leaves FOLDER/photos/*.png, FOLDER/styles/*.png, and those
 * that are never trained on in FOLDER/held-out. Exits with 1 if some could not be had.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { madeStylePath, madeStylePng } from './madeStyles.js';
import { PACKAGES } from './packages.js';
import { readPictureList } from './pictureList.js';
import { writeListed, writeWhole } from './writeListed.js';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function makeStyles(folder: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const path = madeStylePath(folder, index);
    if (!existsSync(path)) writeWhole(path, await madeStylePng(folder, index));
    if ((index + 1) % 10 === 0 || index + 1 === count) say(`made styles: ${index + 1} of ${count}`);
  }
}

const { values, positionals } = parseArgs({
  options: { procedural: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [folder] = positionals;
const count = Number(values.procedural);
if (folder === undefined || positionals.length > 1 || !Number.isInteger(count) || count < 0) {
  say('Usage: node scripts/fetch-training-data.mjs FOLDER [--procedural N], N a whole number');
  process.exit(2);
}
let problems = 0;
for (const kind of ['photos', 'styles'] as const) {
  const entries = readPictureList(`training/pictures/${kind}.json`);
  problems += await writeListed(entries, { folder, kind, packages: PACKAGES, say });
}
await makeStyles(folder, count);
process.exitCode = problems > 0 ? 1 : 0;
