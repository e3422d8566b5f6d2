/**
 * Makes docs/pictures/methods: what each method makes of the fixtures, under its name in `nst methods`. Those of VGG are left out, as its
 * weights are not part of the project. Needs the built package (`npm run setup`).
 *
 *     node scripts/make-method-gallery.mjs [name ...]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawMaps } from './gallery/maps.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'docs/pictures/methods');
/** Longer side, px: two stand side by side on a page. */
const SIZE_PX = 360;

const folder = mkdtempSync(join(tmpdir(), 'nst-methods-'));
const fixture = (name) => join(ROOT, `fixtures/pictures/${name}.jpg`);
const drawn = (name) => join(folder, `${name}.png`);
const image = (content, style, ...options) => ['image', content, '--style', ...[style].flat(), ...options];
const [CAT, COFFEE, BOATS] = ['cat', 'coffee', 'boats'].map(fixture);
const [SWIRLS, DAFFODILS, READING, HOLLYHOCKS] = ['swirls', 'daffodils', 'reading', 'hollyhocks'].map(
  fixture,
);
const preset = (name, content = CAT, style = SWIRLS) => image(content, style, '--preset', name);

/** Arguments of `nst` by the name of a method. */
const RUNS = {
  default: image(CAT, SWIRLS),
  draft: preset('draft'),
  best: preset('best'),
  mrf2016: preset('mrf2016', COFFEE, DAFFODILS),
  risser2017: preset('risser2017'),
  lapstyle2017: preset('lapstyle2017'),
  strotss2019: preset('strotss2019'),
  heitz2021: preset('heitz2021'),
  nnst2022: preset('nnst2022'),
  portrait2016: preset('portrait2016', CAT, READING),
  analogy2017: preset('analogy2017', COFFEE, DAFFODILS),
  match: image(COFFEE, DAFFODILS, '--match'),
  semantic: image(
    ...[BOATS, HOLLYHOCKS, '--content-map', drawn('boats-map'), '--style-map', drawn('hollyhocks-map')],
  ),
  doodle: image(drawn('doodle'), HOLLYHOCKS, '--style-map', drawn('hollyhocks-map')),
  masks: image(BOATS, [SWIRLS, READING], '--content-mask', drawn('left'), drawn('right')),
  instance: image(COFFEE, SWIRLS, '--mask', drawn('cup')),
  detail: image(CAT, SWIRLS, '--detail', '0.8'),
  reconstruct: ['image', CAT, '--reconstruct', 'mixed2'],
  texture: ['texture', SWIRLS],
  'texture-patches': ['texture', HOLLYHOCKS, '--by', 'patches'],
  strokes: ['render', CAT, '--by', 'strokes'],
  regions: ['render', COFFEE, '--by', 'regions'],
  analogy: ['render', CAT, '--by', 'analogy', drawn('smooth-daffodils'), DAFFODILS],
};

/** What stands beside the results: contents and styles as they are. */
const SHOWN = {
  cat: CAT,
  coffee: COFFEE,
  boats: BOATS,
  swirls: SWIRLS,
  daffodils: DAFFODILS,
  hollyhocks: HOLLYHOCKS,
};

const save = (picture, name) =>
  sharp(picture)
    .resize(SIZE_PX, SIZE_PX, { fit: 'inside' })
    .jpeg({ quality: 84 })
    .toFile(join(TARGET, `${name}.jpg`));

async function make(name) {
  const output = join(folder, `result-${name}.png`);
  const args = [...RUNS[name], '--size', String(SIZE_PX), '-o', output];
  const { status } = spawnSync(process.execPath, ['bin/nst.js', ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`nst ${args.join(' ')} ended with ${status}`);
  await save(output, name);
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(RUNS);
mkdirSync(TARGET, { recursive: true });
await drawMaps(folder);
// Before and after of an analogy: the strokes of a painting are what was added to its shapes.
await sharp(DAFFODILS).median(15).png().toFile(drawn('smooth-daffodils'));
for (const [name, file] of Object.entries(SHOWN)) await save(file, `of-${name}`);
await save(drawn('doodle'), 'of-doodle');
for (const name of names) await make(name);
rmSync(folder, { recursive: true });
