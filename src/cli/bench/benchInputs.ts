/** What `nst bench` works on: drawn, so that nothing needs to be there. */
import { join } from 'node:path';
import { writeSound } from '../../audio/index.js';
import { type Picture, writePicture } from '../../image/index.js';
import { Rng } from '../../shared/rng.js';

const SAMPLE_RATE_HZ = 44_100;
/** Of pictures; larger than what is asked for at most, so that they are read as photographs are. */
const SIDE_PX = 768;
const LETTER_PX = 320;

/** A square picture. @param colourAt of a place in 0..1 each way */
function square(sidePx: number, colourAt: (x: number, y: number) => readonly number[]): Picture {
  const places = Array.from({ length: sidePx ** 2 }, (_, i) => [i % sidePx, Math.floor(i / sidePx)] as const);
  const pixels = Float32Array.from(places.flatMap(([x, y]) => colourAt(x / sidePx, y / sidePx)));
  return { width: sidePx, height: sidePx, pixels };
}

const clamped = (value: number) => Math.min(1, Math.max(0, value));

/** Hills before a sky, with some grain. */
function landscape(rng: Rng): Picture {
  return square(SIDE_PX, (x, y) => {
    const ridge = 0.55 + 0.12 * Math.sin(7 * x) + 0.05 * Math.sin(23 * x + 1);
    const grain = 0.08 * (rng.uniform() - 0.5);
    const colour =
      y < ridge
        ? [0.5 + 0.4 * y, 0.65 + 0.2 * y, 0.95 - 0.2 * y]
        : [0.2 + 0.2 * x, 0.45 - 0.3 * (y - ridge), 0.15];
    return colour.map((v) => clamped(v + grain));
  });
}

/** Curved strokes of a few colours. */
function strokes(rng: Rng): Picture {
  const colours = Array.from({ length: 6 }, () => [rng.uniform(), rng.uniform(), rng.uniform()]);
  return square(SIDE_PX, (x, y) => {
    const along = 14 * (x + 0.4 * Math.sin(5 * y)) + 6 * y;
    const colour = colours[Math.abs(Math.floor(along)) % colours.length]!;
    const light = 0.75 + 0.25 * Math.sin(60 * along);
    return colour.map((v) => clamped(v * light + 0.05 * rng.uniform()));
  });
}

/** How far a place is from the line of a ring, and on which side: below 0 within the letter O. */
const outsideRing = (x: number, y: number) => Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.28) - 0.07;

/** A ring that glows, and its shape. */
function letter(rng: Rng): { readonly style: Picture; readonly mask: Picture } {
  const style = square(LETTER_PX, (x, y) => {
    const glow = Math.exp(-Math.max(0, outsideRing(x, y)) * 18);
    const flicker = 0.8 + 0.2 * rng.uniform();
    return [glow, glow ** 2 * 0.7, glow ** 4 * 0.3].map((v) => clamped(v * flicker));
  });
  const mask = square(LETTER_PX, (x, y) => [0, 0, 0].map(() => (outsideRing(x, y) < 0 ? 1 : 0)));
  return { style, mask };
}

/** Plucked tones. @param partials how many each has */
function tones(seconds: number, pitchesHz: readonly number[], partials: number): Float32Array {
  const noteSeconds = 0.5;
  return Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE_HZ) }, (_, i) => {
    const time = i / SAMPLE_RATE_HZ;
    const pitch = pitchesHz[Math.floor(time / noteSeconds) % pitchesHz.length]!;
    const decay = Math.exp(-6 * (time % noteSeconds));
    let value = 0;
    for (let k = 1; k <= partials; k++) value += Math.sin(2 * Math.PI * k * pitch * time) / k;
    return 0.2 * decay * value;
  });
}

/** Files of all jobs. */
export interface BenchInputs {
  readonly picture: { readonly content: string; readonly style: string };
  readonly sound: { readonly content: string; readonly style: string };
  readonly word: { readonly style: string; readonly styleMask: string };
}

/** Writes them. @param folder that is there @param seconds of sound */
export async function writeBenchInputs(folder: string, seconds: number): Promise<BenchInputs> {
  const rng = new Rng(1);
  const { style, mask } = letter(rng);
  const pictures = { content: landscape(rng), painting: strokes(rng), letter: style, mask };
  const fileOf = (name: string) => join(folder, name);
  for (const [name, picture] of Object.entries(pictures)) await writePicture(fileOf(`${name}.png`), picture);
  const sounds = {
    melody: tones(seconds, [220, 247, 262, 330], 3),
    strings: tones(seconds, [196, 294, 440, 659], 12),
  };
  for (const [name, samples] of Object.entries(sounds)) {
    await writeSound(fileOf(`${name}.wav`), { sampleRateHz: SAMPLE_RATE_HZ, channels: [samples] });
  }
  return {
    picture: { content: fileOf('content.png'), style: fileOf('painting.png') },
    sound: { content: fileOf('melody.wav'), style: fileOf('strings.wav') },
    word: { style: fileOf('letter.png'), styleMask: fileOf('mask.png') },
  };
}
