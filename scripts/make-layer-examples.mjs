/**
 * Makes docs/pictures/glyph-layers.jpg: a word with layer effects, eight times. Needs the built package (`npm run setup`).
 *
 *     node scripts/make-layer-examples.mjs
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { toBytes, transferGlyph } from '../dist/glyph/index.js';

const TARGET = fileURLToPath(new URL('../docs/pictures/glyph-layers.jpg', import.meta.url));
const TILE = { width: 480, height: 220 };
const COLUMNS = 2;
/** Between the word and the edge of its tile. */
const MARGIN = 15;

const WORDS = [
  {
    color: '#e4402f',
    background: '#f4ead7',
    layer: [
      'shadow distance=0.6r size=0.5r',
      'stroke width=0.5r color=#1b2a5c place=behind',
      'stroke width=0.3r color=#fff',
    ],
  },
  {
    color: '#fff',
    background: '#101626',
    layer: [
      'glow size=2.2r color=#0af',
      'glow size=0.8r color=#aef spread=0.1',
      'inner-glow size=0.9r color=#0af blend=normal',
    ],
  },
  {
    background: '#f7f3ea',
    layer: [
      'gradient colors=#fff3c4,#e0aa3c@45%,#8a5a0f@55%,#ffe9a6',
      'bevel width=0.6r',
      'stroke width=0.12r color=#3a2205',
      'shadow distance=0.5r size=0.5r',
    ],
  },
  {
    background: '#f7f3ea',
    layer: ['gradient by=depth size=0.9r colors=#fff,#ffd23f,#f2416b,#2b1055'],
  },
  {
    color: '#18b09b',
    background: '#f7f3ea',
    layer: [
      'pattern kind=stripes size=0.5r color=#fffa angle=45',
      'inner-shadow',
      'stroke width=0.15r color=#333',
    ],
  },
  {
    background: '#eef6fa',
    layer: [
      'gradient colors=#b9f3ff,#39a7e0',
      'satin color=#036',
      'bevel width=0.4r highlight=#ffffffcc shadow=#003366aa',
      'shadow color=#0368',
    ],
  },
  {
    color: '#c8472d',
    background: '#efe6dc',
    layer: ['bevel profile=chisel width=1r soften=0 shadow=#000c highlight=#fffc', 'shadow'],
  },
  {
    color: '#cfd4dd',
    background: '#d7dce4',
    layer: [
      'inner-shadow distance=0.4r size=0.5r color=#000a',
      'shadow angle=300 distance=0.08r size=0.1r color=#fffc',
    ],
  },
];

async function tileOf(options) {
  const { picture } = await transferGlyph({ ...options, text: 'Aqua', size: TILE.width });
  const { width, height } = picture;
  const word = await sharp(toBytes(picture), { raw: { width, height, channels: 4 } })
    .resize({ width: TILE.width - 2 * MARGIN, height: TILE.height - 2 * MARGIN, fit: 'inside' })
    .png()
    .toBuffer();
  const tile = sharp({ create: { ...TILE, channels: 3, background: options.background } });
  return tile
    .composite([{ input: word, gravity: 'centre' }])
    .png()
    .toBuffer();
}

const tiles = [];
for (const [i, options] of WORDS.entries()) {
  const [left, top] = [(i % COLUMNS) * TILE.width, Math.floor(i / COLUMNS) * TILE.height];
  tiles.push({ input: await tileOf(options), left, top });
}
const size = { width: COLUMNS * TILE.width, height: Math.ceil(WORDS.length / COLUMNS) * TILE.height };
await sharp({ create: { ...size, channels: 3, background: '#fff' } })
  .composite(tiles)
  .jpeg({ quality: 80, chromaSubsampling: '4:4:4' })
  .toFile(TARGET);
