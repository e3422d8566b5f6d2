/**
 * What the tolerances and floors of test/goldens are chosen by: how far results are apart that ought to be the same (other
 * threads, a content that is hardly another one), and what weaker ones are worth.
 *
 *     npm run bench -- goldens [part of a name]
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Sound } from '../src/audio/index.js';
import { writeSafetensors } from '../src/shared/weights/safetensorsWriter.js';
import { AUDIO_CASES, type AudioCase } from '../test/support/goldens/audioCases.js';
import { audioJudge, runAudio, soundOf } from '../test/support/goldens/audioRun.js';
import { GLYPH_CASES, type GlyphCase } from '../test/support/goldens/glyphCases.js';
import { GLYPH_FORMAT } from '../test/support/goldens/glyphFormat.js';
import { glyphJudge, runGlyph } from '../test/support/goldens/glyphRun.js';
import type { Verdict } from '../test/support/goldens/golden.js';
import { IMAGE_CASES, type ImageCase } from '../test/support/goldens/imageCases.js';
import { fileOf, imageJudge, runImage } from '../test/support/goldens/imageRun.js';
import { LOSS_FORMAT } from '../test/support/goldens/lossFormat.js';
import { PICTURE_FORMAT } from '../test/support/goldens/pictureFormat.js';
import { pictureOfSound, SOUND_FORMAT } from '../test/support/goldens/soundPicture.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { type Judge, openJudge } from './judge.js';

const [wanted = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'nst-goldens-'));
const modelFile = join(folder, 'vgg19.safetensors');

function show(name: string, verdict: Verdict, apart?: number, losses?: number): void {
  const numbers = Object.entries(verdict).map(([key, value]) => `${key} ${value.toFixed(3)}`);
  const distance = apart === undefined ? '' : `apart ${apart.toFixed(4)}`;
  const first = losses === undefined ? '' : `losses ${losses.toExponential(1)}`;
  process.stdout.write(
    `  ${name.padEnd(14)} ${distance.padEnd(13)} ${first.padEnd(14)} ${numbers.join(', ')}\n`,
  );
}

/** The content with one pixel in a thousand a level darker or lighter: less than any camera's noise. */
async function nudged(path: string): Promise<string> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const bytes = data.map((byte, i) => (i % 3001 === 0 ? byte + (byte > 127 ? -1 : 1) : byte));
  const out = join(folder, 'nudged.png');
  const { width, height } = info;
  await sharp(bytes, { raw: { width, height, channels: 3 } }).toFile(out);
  return out;
}

async function measureImage(judge: Judge, given: ImageCase): Promise<void> {
  const { verdict, start } = await imageJudge(judge, given);
  const run = (changes: Parameters<typeof runImage>[1]) =>
    runImage(given, { threads: 1, ...(given.isVgg && { modelFile }), ...changes });
  const base = await run({});
  show('as it is', await verdict(base.last));
  show('start', await verdict(start));
  show('a quarter', await verdict(base.quarter));
  const others = {
    'two threads': { threads: 2 },
    'content nudged': { content: await nudged(await fileOf(given.content)) },
    'seed + 1': { seed: (given.options.seed ?? 0) + 1 },
    'half the steps': { iterations: Math.ceil((given.options.iterations ?? given.planned) / 2) },
    'strength 0.1': { strength: 0.1 },
  };
  for (const [name, changes] of Object.entries(others)) {
    const { last, first } = await run(changes);
    const apart = PICTURE_FORMAT.distance(last.picture, base.last.picture);
    show(name, await verdict(last), apart, LOSS_FORMAT.distance(first, base.first));
  }
}

/** The sound with every thousandth sample a step of 16 bits higher. */
function nudgedSound({ channels, sampleRateHz }: Sound): Sound {
  const nudge = (x: number, i: number) => (i % 1001 === 0 ? x + 2 ** -15 : x);
  return { sampleRateHz, channels: channels.map((channel) => channel.map(nudge)) };
}

async function measureAudio(given: AudioCase): Promise<void> {
  const judge = await audioJudge(given);
  const run = (changes: Parameters<typeof runAudio>[1]) => runAudio(given, { threads: 1, ...changes });
  const base = await run({});
  show('as it is', await judge.of(base.last));
  show('a quarter', await judge.of(base.quarter));
  const others = {
    'two threads': { threads: 2 },
    'content nudged': { content: nudgedSound(await soundOf(given.content)) },
    'seed + 1': { seed: (given.options.seed ?? 0) + 1 },
    'half the steps': { iterations: Math.max(1, Math.ceil((given.options.iterations ?? given.planned) / 2)) },
    'strength 0.1': { strength: 0.1 },
  };
  for (const [name, changes] of Object.entries(others)) {
    const { last, first } = await run(changes);
    const apart = SOUND_FORMAT.distance(pictureOfSound(last.sound), pictureOfSound(base.last.sound));
    show(name, await judge.of(last), apart, given.planned > 0 ? LOSS_FORMAT.distance(first, base.first) : 0);
  }
}

async function measureGlyph(given: GlyphCase): Promise<void> {
  const verdict = await glyphJudge(given);
  const base = await runGlyph(given, { threads: 1 });
  show('as it is', verdict(base));
  const seed = given.options.seed ?? 0;
  for (const changes of [{ threads: 2 }, { seed: seed + 1 }, { seed: seed + 2 }, ...given.weaker]) {
    const { lastShare, ...options } = { lastShare: undefined, ...changes };
    const result = await runGlyph(given, { threads: 1, ...options }, lastShare && lastShare * base.steps);
    const name = JSON.stringify(changes).slice(0, 40);
    show(name, verdict(result), GLYPH_FORMAT.distance(result.picture, base.picture));
  }
}

writeFileSync(modelFile, writeSafetensors(seededVggWeights('vgg19', 1)));
const judge = await openJudge();
const announce = ({ name }: { readonly name: string }) => {
  if (name.includes(wanted)) process.stdout.write(`${name}\n`);
  return name.includes(wanted);
};
for (const given of IMAGE_CASES) if (announce(given)) await measureImage(judge, given);
for (const given of AUDIO_CASES) if (announce(given)) await measureAudio(given);
for (const given of GLYPH_CASES) if (announce(given)) await measureGlyph(given);
await judge.close();
