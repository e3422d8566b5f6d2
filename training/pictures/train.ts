/**
 * Trains the net `named-styles` on the pictures that `scripts/fetch-training-data.mjs FOLDER --procedural 60` left. Stopped and started again,
 * it goes on where it was.
 *
 *     node scripts/train.mjs pictures FOLDER [--steps 3000] [--seed 1] [--out <file>]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { trainStyle, writeModel } from '../../src/image/index.js';
import { SILENT } from '../../src/shared/reporter.js';
import type { ModelStyle } from '../../src/shared/stylise/modelFile.js';
import { NAMED_STYLES, type NamedStyle } from './namedStyles.js';
import { type ListedPicture, type ListedStyle, readPictureList } from './pictureList.js';

const REPORTED_EVERY = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);

const { values, positionals } = parseArgs({
  options: {
    steps: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'models/named-styles.safetensors' },
  },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined || !existsSync(join(folder, 'photos'))) {
  say(
    'Usage: node scripts/train.mjs pictures FOLDER, as "node scripts/fetch-training-data.mjs FOLDER --procedural 60" makes it',
  );
  process.exit(2);
}

const LICENCE = 'MIT';
const styles = readPictureList<ListedStyle>('training/pictures/styles.json');
const photos = readPictureList<ListedPicture>('training/pictures/photos.json').filter(
  ({ heldOut }) => !heldOut,
);

/** What is said of a style, out of the list; what is in none is painted by this repository. */
function cardOf({ name, file }: NamedStyle): Pick<ModelStyle, 'name' | 'author' | 'licence'> {
  const listed = styles.find(({ id }) => id === file);
  return listed
    ? { name, author: listed.title, licence: listed.licence }
    : { name, author: 'nst', licence: LICENCE };
}

/** Those whose licences ask to be named, and how many others there are. */
function attribution(): string {
  const named = [...styles, ...photos].filter(({ licence }) => licence.startsWith('CC-BY'));
  const authors = [...new Set(named.map(({ author, licence }) => `${author} (${licence})`))].sort();
  return `Trained on pictures of ${authors.join(', ')}, and on others that are in the public domain or under CC0; all of them are listed in training/pictures of nst.`;
}

const {
  model,
  steps,
  photos: count,
} = await trainStyle({
  style: NAMED_STYLES.map(({ file }) => join(folder, 'styles', `${file}.png`)),
  content: join(folder, 'photos'),
  method: 'cin2017',
  steps: Number(values.steps),
  seed: Number(values.seed),
  checkpoint: join(folder, 'named-styles.checkpoint.safetensors'),
  licence: LICENCE,
  attribution: attribution(),
  creator: 'nst (training/pictures)',
  reporter: {
    ...SILENT,
    stage: say,
    warn: say,
    step: ({ step, steps: all, terms }) => {
      if (step % REPORTED_EVERY === 0) say(`step ${step} of ${all}: ${JSON.stringify(terms)}`);
    },
  },
});
const named = model.card.styles.map((style, i) => ({ ...style, ...cardOf(NAMED_STYLES[i]!) }));
const content = `${count} photographs out of endless-sky-data, gcompris-qt-data, lomiri-wallpapers, scikit-image and scikit-learn`;
await writeModel(values.out, { ...model, card: { ...model.card, styles: named, content } });
say(`${values.out}: ${steps} steps`);
