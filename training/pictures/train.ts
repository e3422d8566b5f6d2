/**
 * Trains a net of the package on the pictures that `scripts/fetch-training-data.mjs FOLDER --procedural 60` left. Stopped and started again,
 * it goes on where it was.
 *
 *     node scripts/train.mjs pictures FOLDER [--net named-styles|any-style] [--steps <n>] [--seed 1] [--from <file>] [--out <file>]
 */
import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { trainStyle, writeModel } from '../../src/image/index.js';
import { SILENT } from '../../src/shared/reporter.js';
import type { ModelStyle } from '../../src/shared/stylise/modelFile.js';
import { SHIPPED_NETS } from './nets.js';
import { type ListedPicture, type ListedStyle, readPictureList } from './pictureList.js';

const REPORTED_EVERY = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);

const { values, positionals } = parseArgs({
  options: {
    net: { type: 'string', default: 'named-styles' },
    steps: { type: 'string' },
    seed: { type: 'string', default: '1' },
    strength: { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string' },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const net = SHIPPED_NETS[values.net];
if (folder === undefined || net === undefined || !existsSync(join(folder, 'photos'))) {
  say(
    `Usage: node scripts/train.mjs pictures FOLDER [--net ${Object.keys(SHIPPED_NETS).join('|')}], FOLDER as "node scripts/fetch-training-data.mjs FOLDER --procedural 60" makes it`,
  );
  process.exit(2);
}

const LICENCE = 'MIT';
const strength = values.strength === undefined ? net.strength : Number(values.strength);
const learnt = net.styles(folder);
const out = values.out ?? join('models', `${values.net}.safetensors`);
const styles = readPictureList<ListedStyle>('training/pictures/styles.json');
const photos = readPictureList<ListedPicture>('training/pictures/photos.json').filter(
  ({ heldOut }) => !heldOut,
);

/** What is said of a style, out of the list; what is in none is painted by this repository. */
function cardOf({ name, file }: (typeof learnt)[number]): Pick<ModelStyle, 'name' | 'author' | 'licence'> {
  const listed = styles.find(({ id }) => id === parse(file).name);
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

// What was learnt so far is kept.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const {
  model,
  steps,
  photos: count,
} = await trainStyle({
  style: learnt.map(({ file }) => file),
  content: join(folder, 'photos'),
  method: net.method,
  steps: Number(values.steps ?? net.steps),
  seed: Number(values.seed),
  ...(strength === undefined ? {} : { strength }),
  from: values.from ?? 'noise',
  checkpoint: join(folder, `${parse(out).name}.checkpoint.safetensors`),
  signal: stop.signal,
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
const named = model.card.styles.map((style, i) => ({ ...style, ...cardOf(learnt[i]!) }));
const content = `${count} photographs out of endless-sky-data, gcompris-qt-data, lomiri-wallpapers, scikit-image and scikit-learn`;
await writeModel(out, { ...model, card: { ...model.card, styles: named, content } });
say(`${out}: ${steps} steps`);
