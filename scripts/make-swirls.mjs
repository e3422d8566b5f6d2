/**
 * Paints fixtures/pictures/swirls.jpg: thick strokes along a field of whirls, lit from the upper left. A
 * style of more relief and bolder colours than the paintings have. Nothing is read, and it is the same
 * picture each time.
 *
 *     node scripts/make-swirls.mjs
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const [WIDTH, HEIGHT] = [768, 608];

/** Uniform numbers in [0, 1): the generator "mulberry32". */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = randomNumbers(20);

/** Centres of whirls in pixels, how far they reach, and which way they turn. */
const WHIRLS = [
  { x: 205, y: 190, reach: 120, turn: 1 },
  { x: 520, y: 240, reach: 150, turn: -1 },
  { x: 90, y: 430, reach: 70, turn: -1 },
  { x: 350, y: 470, reach: 85, turn: 1 },
  { x: 680, y: 90, reach: 65, turn: 1 },
  { x: 670, y: 490, reach: 90, turn: 1 },
];

/** Direction of the strokes at a place, of length 1: a wavy wind, and the whirls it drives. */
function direction(x, y) {
  let [u, v] = [1, 0.5 * Math.sin(x / 95 + y / 60)];
  for (const whirl of WHIRLS) {
    const [dx, dy] = [x - whirl.x, y - whirl.y];
    const pull = 6 * whirl.turn * Math.exp(-(dx * dx + dy * dy) / (2 * (0.75 * whirl.reach) ** 2));
    const distance = Math.hypot(dx, dy) + 1;
    u += (pull * -dy) / distance;
    v += (pull * dx) / distance;
  }
  const length = Math.hypot(u, v) + 1e-9;
  return [u / length, v / length];
}

/** From the heart of a whirl outwards, to the night between them. */
const PALETTE = [
  [255, 244, 190],
  [250, 205, 70],
  [232, 130, 40],
  [150, 190, 170],
  [60, 130, 180],
  [32, 80, 160],
  [22, 42, 110],
];
/** Now and then a stroke of another colour. */
const ACCENTS = [
  [190, 50, 40],
  [225, 235, 225],
  [20, 24, 60],
  [120, 160, 70],
];

/** The colour of a place; `variation` moves it along the palette. */
function placeColour(x, y, variation) {
  const nearest = Math.min(...WHIRLS.map((w) => Math.hypot(x - w.x, y - w.y) / w.reach));
  const at = nearest * 3.6 + 0.35 * Math.sin(nearest * 9) + variation;
  const index = Math.min(PALETTE.length - 1.001, Math.max(0, at));
  const [from, to, share] = [PALETTE[Math.floor(index)], PALETTE[Math.floor(index) + 1], index % 1];
  return from.map((value, c) => value + share * (to[c] - value));
}

function strokeColour(x, y) {
  if (random() < 0.05) return ACCENTS[Math.floor(random() * ACCENTS.length)];
  const light = 0.9 + 0.2 * random();
  return placeColour(x, y, 0.9 * (random() - 0.5)).map((value) => light * value);
}

/** Begins as a ground, that shows where no stroke comes. */
const colours = new Float32Array(WIDTH * HEIGHT * 3);
for (let i = 0; i < WIDTH * HEIGHT; i++) colours.set(placeColour(i % WIDTH, Math.floor(i / WIDTH), 0), 3 * i);
/** Thickness of the paint, in about pixels. */
const relief = new Float32Array(WIDTH * HEIGHT);

/** Wet paint: each bristle has its own load, and drags a little of what lies there. */
function paintStroke(x, y, width, length) {
  const colour = strokeColour(x, y);
  const bristles = Array.from({ length: Math.ceil(width) + 2 }, () => random());
  for (let done = 0; done < length; done += 0.5) {
    const [u, v] = direction(x, y);
    const ends = Math.min(1, done / (0.6 * width), (length - done) / (1.2 * width));
    const half = (width / 2) * Math.sqrt(Math.max(0, ends));
    for (let across = -half; across <= half; across += 0.5) {
      const [column, row] = [Math.round(x - v * across), Math.round(y + u * across)];
      if (column < 0 || row < 0 || column >= WIDTH || row >= HEIGHT) continue;
      const bristle = bristles[Math.floor(across + width / 2 + 1)];
      const round = 1 - (across / (half + 0.5)) ** 2;
      if (bristle > 0.35 + round + 0.6 * ends) continue;
      const i = row * WIDTH + column;
      for (let c = 0; c < 3; c++) {
        const wanted = colour[c] * (0.84 + 0.3 * bristle);
        colours[3 * i + c] += 0.8 * (wanted - colours[3 * i + c]);
      }
      relief[i] += 0.5 * (0.28 * width * Math.sqrt(round) * (0.55 + 0.45 * bristle) - relief[i]);
    }
    x += 0.5 * u;
    y += 0.5 * v;
  }
}

/** Layers from the widest brush to the finest; each covers the picture `coats` times. */
const LAYERS = [
  { width: 26, coats: 4 },
  { width: 15, coats: 3 },
  { width: 9, coats: 1.6 },
  { width: 5, coats: 0.35 },
];
for (const { width, coats } of LAYERS) {
  const length = 7 * width;
  const strokes = Math.round((coats * WIDTH * HEIGHT) / (width * length));
  for (let n = 0; n < strokes; n++) {
    const [x, y] = [random() * (WIDTH + length) - length, random() * HEIGHT];
    paintStroke(x, y, width * (0.7 + 0.6 * random()), length * (0.6 + 0.8 * random()));
  }
}

const bytes = new Uint8ClampedArray(colours.length);
for (let i = 0; i < relief.length; i++) {
  const left = i % WIDTH === 0 ? i : i - 1;
  const above = i < WIDTH ? i : i - WIDTH;
  const slope = relief[i] - 0.5 * (relief[left] + relief[above]);
  const light = 1 + 0.16 * Math.max(-2.2, Math.min(2.2, slope));
  for (let c = 0; c < 3; c++) bytes[3 * i + c] = colours[3 * i + c] * light;
}
await sharp(bytes, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  .jpeg({ quality: 84, mozjpeg: true })
  .toFile(fileURLToPath(new URL('../fixtures/pictures/swirls.jpg', import.meta.url)));
