/**
 * Paints fixtures/glyph/fire.png, a letter in flames, and fixtures/glyph/fire-mask.png, the letter alone: an example for
 * `nst glyph`. Nothing is read but the font, and it is the same picture each time.
 *
 * Every pixel is followed backwards through a rising, whirling wind to the places its gas came from. It glows as hot as
 * the hottest of them was, less what it cooled on the way; the letter's upper edges feed it best.
 *
 *     npm run build && node scripts/make-fire.mjs
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { coverageOf } from '../dist/glyph/fields/coverage.js';
import { signedDistance } from '../dist/glyph/fields/signedDistance.js';
import { DEFAULT_FONT_PATH } from '../dist/glyph/text/defaultFont.js';
import { Font } from '../dist/glyph/text/font.js';
import { layText } from '../dist/glyph/text/layout.js';
import { boundsOf, flatten } from '../dist/glyph/text/outline.js';

const SIZE_PX = 512;
/** Twice as fine while it is painted: the tongues end in points. */
const OVERSAMPLING = 2;
const SIDE = SIZE_PX * OVERSAMPLING;
/** Height of the letter, and where its foot stands. */
const LETTER_PX = 264 * OVERSAMPLING;
const FOOT_Y = 432 * OVERSAMPLING;

/** A hash of three whole numbers to 0..1. */
function hash(x, y, z) {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 0x1_0000_0000;
}

const ease = (t) => t * t * t * (t * (6 * t - 15) + 10);
const mix = (a, b, t) => a + (b - a) * t;
const clamp01 = (x) => Math.min(1, Math.max(0, x));
const smoothstep = (from, to, x) => {
  const t = clamp01((x - from) / (to - from));
  return t * t * (3 - 2 * t);
};

/** The slope of the noise at a lattice point, along u and v. */
function slope(x, y, seed, u, v) {
  const angle = 2 * Math.PI * hash(x, y, seed);
  return Math.cos(angle) * u + Math.sin(angle) * v;
}

/** Smooth noise in about 0..1, mean 0.5 (Perlin's, on a lattice of period 1). */
function noise(x, y, seed) {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - i, y - j];
  const upper = mix(slope(i, j, seed, u, v), slope(i + 1, j, seed, u - 1, v), ease(u));
  const lower = mix(slope(i, j + 1, seed, u, v - 1), slope(i + 1, j + 1, seed, u - 1, v - 1), ease(u));
  return 0.5 + 0.85 * mix(upper, lower, ease(v));
}

/** Noise of several octaves, mean 0.5. */
function fractal(x, y, seed, octaves) {
  let [sum, weight, total] = [0, 1, 0];
  for (let o = 0; o < octaves; o++) {
    sum += weight * noise(x * 2 ** o, y * 2 ** o, seed + o);
    total += weight;
    weight *= 0.5;
  }
  return sum / total;
}

/** The letter, [SIDE, SIDE], the signed distance to it, and the wind around. */
async function letter() {
  const font = await Font.open(DEFAULT_FONT_PATH);
  const { glyphs } = layText(['R'], [font], { align: 'left', letterSpacingEm: 0, lineSpacing: 1 });
  const place = (scalePx, dx, dy) =>
    glyphs.flatMap(({ outline, unitsPerEm }) => flatten(outline, { scale: scalePx / unitsPerEm, dx, dy }));
  const [left, top, right, bottom] = boundsOf(place(1000, 0, 0));
  const scalePx = (LETTER_PX / (bottom - top)) * 1000;
  const middle = ((left + right) / 2) * (scalePx / 1000);
  const coverage = coverageOf(place(scalePx, SIDE / 2 - middle, FOOT_Y), { width: SIDE, height: SIDE });
  return { coverage: coverage.data, distance: signedDistance(coverage).data, wind: makeWind() };
}

const at = (grid, x, y) => {
  const i = Math.min(SIDE - 1, Math.max(0, Math.round(x)));
  const j = Math.min(SIDE - 1, Math.max(0, Math.round(y)));
  return grid[j * SIDE + i];
};

/** Potential of the whirls: the wind is its curl, so it has no sources. Lengths in pixels of the result. */
function potential(u, v) {
  return 20 * (noise(u / 38, v / 60, 3) - 0.5) * 2 + 9 * (noise(u / 19, v / 32, 4) - 0.5) * 2;
}

/** How the gas moves, across and down, at every pixel of the result: up, and around. */
function makeWind() {
  const across = new Float32Array(SIZE_PX * SIZE_PX);
  const down = new Float32Array(SIZE_PX * SIZE_PX);
  for (let v = 0; v < SIZE_PX; v++) {
    for (let u = 0; u < SIZE_PX; u++) {
      across[v * SIZE_PX + u] = (1.3 * (potential(u, v + 1) - potential(u, v - 1))) / 2;
      down[v * SIZE_PX + u] = -1 + (0.7 * (potential(u - 1, v) - potential(u + 1, v))) / 2;
    }
  }
  return { across, down };
}

/** How long gas from a place glows, as a share of the tallest flame: many small tongues, a few tall ones. */
function life(x, y) {
  const [u, v] = [x / OVERSAMPLING, y / OVERSAMPLING];
  const tall = smoothstep(0.48, 0.72, noise(u / 26 + 0.37, v / 60, 21));
  const small = smoothstep(0.25, 0.75, noise(u / 13, v / 30, 33));
  return 0.15 + 0.5 * tall * (0.4 + 0.6 * small) + 0.35 * small;
}

const TALLEST_PX = 104 * OVERSAMPLING;
const STEP_PX = 1.25 * OVERSAMPLING;

/** Heat of the flames at a pixel, 0..1: the hottest that its gas has been, less what it cooled. */
function flame(x, y, { distance, wind }) {
  let [px, py, heat] = [x, y, 0];
  for (let travelled = 0; travelled < TALLEST_PX; travelled += STEP_PX) {
    const d = at(distance, px, py) / OVERSAMPLING;
    // Gas leaves a thin skin of the letter, its edges softly.
    const skin = smoothstep(4, 0, d) * smoothstep(-9, -4, d);
    if (skin > 0) heat = Math.max(heat, skin * (1 - travelled / (TALLEST_PX * life(px, py))));
    const u = Math.min(SIZE_PX - 1, Math.max(0, Math.round(px / OVERSAMPLING)));
    const v = Math.min(SIZE_PX - 1, Math.max(0, Math.round(py / OVERSAMPLING)));
    px -= wind.across[v * SIZE_PX + u] * STEP_PX;
    py -= wind.down[v * SIZE_PX + u] * STEP_PX;
  }
  return heat;
}

/** Colour of fire at a heat, red, green and blue in 0..1. */
const COLOURS = [
  [0, [0.25, 0.01, 0]],
  [0.2, [0.62, 0.06, 0.0]],
  [0.42, [0.93, 0.24, 0.01]],
  [0.62, [1, 0.52, 0.05]],
  [0.8, [1, 0.8, 0.22]],
  [0.92, [1, 0.95, 0.62]],
  [1, [1, 1, 0.93]],
];
function fireColour(heat) {
  const next = Math.max(
    1,
    COLOURS.findIndex(([limit]) => limit >= clamp01(heat)),
  );
  const [[from, a], [to, b]] = [COLOURS[next - 1], COLOURS[next]];
  const t = clamp01((clamp01(heat) - from) / (to - from));
  return a.map((value, c) => mix(value, b[c], t));
}

/** Embers within the letter, darker in the middle; its edges white-hot. */
function bodyHeat(x, y, d) {
  const [u, v] = [x / OVERSAMPLING, y / OVERSAMPLING];
  const coals = fractal(u / 26, v / 32, 41, 4);
  const veins = 1 - Math.abs(2 * fractal(u / 30, v / 42, 61, 3) - 1);
  const glow = 0.2 + 0.55 * coals + 0.4 * veins ** 9;
  const rim = Math.exp(-(((d + 2.2) / 4.2) ** 2));
  return clamp01(mix(glow, 1, 0.85 * rim));
}

function paintPixel(x, y, glyph) {
  const d = at(glyph.distance, x, y) / OVERSAMPLING;
  const inside = at(glyph.coverage, x, y);
  const heat = flame(x, y, glyph);
  // A faint glow of the air around it.
  const glow = 0.4 * Math.exp(-Math.max(0, d) / 13);
  const opacity = smoothstep(0.03, 0.27, heat);
  const alpha = Math.max(inside, mix(glow * smoothstep(0.05, 0.4, glow + 0.1), 1, opacity));
  const gas = fireColour(0.12 + 0.8 * heat);
  const air = [0.75, 0.13, 0.01];
  const outer = gas.map((value, c) => mix(air[c], value, opacity));
  const body = fireColour(bodyHeat(x, y, d));
  // Flames also lick over the front.
  const front = 0.55 * smoothstep(0.45, 0.95, heat) * (d < -9 ? 1 : 0.3);
  const colour = outer.map((value, c) => mix(value, mix(body[c], value, front), inside));
  return [...colour.map((value) => value * alpha), alpha];
}

async function main() {
  const glyph = await letter();
  const bytes = new Uint8ClampedArray(SIZE_PX * SIZE_PX * 4);
  const mask = new Uint8ClampedArray(SIZE_PX * SIZE_PX);
  for (let i = 0; i < SIZE_PX * SIZE_PX; i++) {
    const [x, y] = [(i % SIZE_PX) * OVERSAMPLING, Math.floor(i / SIZE_PX) * OVERSAMPLING];
    const sum = [0, 0, 0, 0];
    for (let k = 0; k < OVERSAMPLING ** 2; k++) {
      const [u, v] = [x + (k % OVERSAMPLING), y + Math.floor(k / OVERSAMPLING)];
      for (const [c, value] of paintPixel(u, v, glyph).entries()) sum[c] += value / OVERSAMPLING ** 2;
      mask[i] += (255 * at(glyph.coverage, u, v)) / OVERSAMPLING ** 2;
    }
    for (let c = 0; c < 3; c++) bytes[i * 4 + c] = sum[3] > 0 ? (255 * sum[c]) / sum[3] : 0;
    bytes[i * 4 + 3] = 255 * sum[3];
  }
  const size = { width: SIZE_PX, height: SIZE_PX };
  const path = (name) => fileURLToPath(new URL(`../fixtures/glyph/${name}`, import.meta.url));
  await sharp(bytes, { raw: { ...size, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toFile(path('fire.png'));
  await sharp(mask, { raw: { ...size, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toFile(path('fire-mask.png'));
}

await main();
