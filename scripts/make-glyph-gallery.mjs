/**
 * Makes docs/pictures/glyph-gallery.jpg: words as the command writes them, on their backgrounds.
 *
 *     npm run build && node scripts/make-glyph-gallery.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const NIGHT = '#0b0b12';
const PAPER = '#f4f1ea';
const FIRE = 'fixtures/glyph/fire.png';

/** Text, style, further options, and what it is shown on. */
const WORDS = [
  ['Hello', FIRE, [], NIGHT],
  ['Starry', 'fixtures/pictures/swirls.jpg', [], PAPER],
  ['Ember', FIRE, ['--direction', '90'], NIGHT],
  ['Garden', 'fixtures/pictures/garden.jpg', ['--seed', '2'], PAPER],
];
const [WIDTH, GAP] = [760, 24];

const folder = mkdtempSync(join(tmpdir(), 'nst-gallery-'));
const rows = [];
let top = 0;
for (const [i, [text, style, options, background]] of WORDS.entries()) {
  const output = join(folder, `${i}.png`);
  const args = [
    'bin/nst.js',
    'glyph',
    text,
    '--style',
    style,
    '--size',
    String(WIDTH),
    '-o',
    output,
    ...options,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const { data, info } = await sharp(output)
    .flatten({ background })
    .extend({ top: GAP, bottom: GAP, left: GAP, right: GAP, background })
    .toBuffer({ resolveWithObject: true });
  rows.push({ input: data, left: 0, top });
  top += info.height;
}
await sharp({ create: { width: WIDTH + 2 * GAP, height: top, channels: 3, background: NIGHT } })
  .composite(rows)
  .jpeg({ quality: 88 })
  .toFile(join(root, 'docs/pictures/glyph-gallery.jpg'));
rmSync(folder, { recursive: true });
