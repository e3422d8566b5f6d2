/**
 * `npm run docs`: writes the tables of options and terms into the guides, out of the built package, and the figures within
 * sentences, out of bench/results.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describeSoundMethods } from '../dist/audio/methods.js';
import { APPLY_FLAGS } from '../dist/cli/applyFlags.js';
import { AUDIO_FLAGS } from '../dist/cli/audioFlags.js';
import { BATCH_FLAGS, WORKER_FLAGS } from '../dist/cli/batchFlags.js';
import { GLYPH_FLAGS } from '../dist/cli/glyphFlags.js';
import { IMAGE_FLAGS } from '../dist/cli/imageFlags.js';
import { PHOTO_FLAGS } from '../dist/cli/photoFlags.js';
import { RENDER_FLAGS } from '../dist/cli/renderFlags.js';
import { STUDIO_FLAGS } from '../dist/cli/studioFlags.js';
import { TEXTURE_FLAGS } from '../dist/cli/textureFlags.js';
import { TRAIN_FLAGS } from '../dist/cli/trainFlags.js';
import { VIDEO_FLAGS } from '../dist/cli/videoFlags.js';
import { describeMethods } from '../dist/image/methods/describe.js';
import { describeTerms } from '../dist/shared/terms/describe.js';
import { fillFigures } from './docs/figures.mjs';
import { fillRegion, methodGallery, methodTable, optionTables, termTable } from './docs/markdown.mjs';

const REGIONS = [
  ['image.md', 'options', optionTables(IMAGE_FLAGS)],
  ['audio.md', 'options', optionTables(AUDIO_FLAGS)],
  ['glyph.md', 'options', optionTables(GLYPH_FLAGS)],
  ['render.md', 'texture options', optionTables(TEXTURE_FLAGS)],
  ['photo.md', 'options', optionTables(PHOTO_FLAGS)],
  ['render.md', 'render options', optionTables(RENDER_FLAGS)],
  ['nets.md', 'apply options', optionTables(APPLY_FLAGS)],
  ['video.md', 'options', optionTables(VIDEO_FLAGS)],
  ['nets.md', 'train options', optionTables(TRAIN_FLAGS)],
  ['jobs.md', 'batch options', optionTables(BATCH_FLAGS)],
  ['jobs.md', 'worker options', optionTables(WORKER_FLAGS)],
  ['studio.md', 'options', optionTables(STUDIO_FLAGS)],
  ['methods.md', 'methods', methodTable([...describeMethods(), ...describeSoundMethods()])],
  [
    'methods.md',
    'gallery',
    methodGallery(describeMethods(), (name) =>
      existsSync(new URL(`../docs/pictures/methods/${name}.jpg`, import.meta.url)),
    ),
  ],
  ['methods.md', 'terms', termTable(describeTerms())],
];

for (const [name, region, text] of REGIONS) {
  const file = new URL(`../docs/${name}`, import.meta.url);
  const before = readFileSync(file, 'utf8');
  const after = fillRegion(before, region, text);
  if (after !== before) writeFileSync(file, after);
  console.log(`docs/${name}: ${region} ${after === before ? 'are as they were' : 'written'}`);
}

const ROOT = new URL('../', import.meta.url);
const guides = readdirSync(new URL('docs/', ROOT)).filter((name) => name.endsWith('.md'));
const resultsOf = (name) => JSON.parse(readFileSync(new URL(`bench/results/${name}.json`, ROOT), 'utf8'));
for (const page of ['README.md', ...guides.map((name) => `docs/${name}`)]) {
  const file = new URL(page, ROOT);
  const before = readFileSync(file, 'utf8');
  const after = fillFigures(before, resultsOf);
  if (after === before) continue;
  writeFileSync(file, after);
  console.log(`${page}: figures written`);
}
