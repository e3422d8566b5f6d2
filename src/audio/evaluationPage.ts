/** The page that shows an evaluation: numbers, spectrograms and players, in one file without a network. */
import sharp from 'sharp';
import { Rng } from '../shared/rng.js';
import type { EvaluatedSounds, SoundEvaluation } from './evaluate.js';
import { encodeWav } from './files/wavWriter.js';
import { metricSignal, spectrogramOf } from './metrics/analysis.js';
import type { Comparison } from './metrics/compare.js';
import type { Sound } from './sound.js';

/** What of the level is shown: 0 dB is the loudest bin. */
const RANGE_DB = 80;
/** Bins are shown up to 8 kHz of 11. */
const SHOWN_SHARE = 8000 / 11_025;
const MAXIMUM_WIDTH_PX = 1200;

const COLUMNS: readonly (readonly [keyof Comparison, string])[] = [
  ['timbreGap', 'timbre gap closed'],
  ['gramGap', 'held-out Gram gap closed'],
  ['chroma', 'pitches kept'],
  ['rhythm', 'rhythm kept'],
  ['envelopeDb', 'spectrum off, dB'],
];

/** The rows of an evaluation in the order that they are shown in, by name. */
export function evaluationRows({ result, anchors }: SoundEvaluation): (readonly [string, Comparison])[] {
  return [
    ['result', result],
    ['content copied', anchors.content],
    ['style copied', anchors.style],
    ['EQ match', anchors.eqMatch],
  ];
}

/** The page as HTML. */
export async function evaluationPage(sounds: EvaluatedSounds, evaluation: SoundEvaluation): Promise<string> {
  const players: string[] = [];
  for (const name of ['content', 'style', 'result'] as const) players.push(await player(name, sounds[name]));
  const head = COLUMNS.map(([, title]) => `<th>${title}</th>`).join('');
  const rows = evaluationRows(evaluation).map(([name, values]) => {
    const cells = COLUMNS.map(([key]) => `<td>${values[key].toFixed(key === 'envelopeDb' ? 1 : 3)}</td>`);
    return `<tr><th>${name}</th>${cells.join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>nst audio: evaluation</title>
<style>body{font:16px system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
td,th{padding:.2rem .8rem;text-align:right}img{width:100%;height:16rem;image-rendering:auto}audio{width:100%}</style>
</head><body><h1>nst audio: evaluation</h1>
<table><tr><th></th>${head}</tr>${rows.join('\n')}</table>
${players.join('\n')}
<p>Spectrograms: 0 to 8 kHz from bottom to top, ${RANGE_DB} dB.</p></body></html>
`;
}

async function player(name: string, sound: Sound): Promise<string> {
  const wav = Buffer.from(encodeWav(sound, '16', new Rng(0))).toString('base64');
  const picture = (await spectrogramPng(sound)).toString('base64');
  return `<h2>${name}</h2><img alt="spectrogram of the ${name}" src="data:image/png;base64,${picture}">
<audio controls src="data:audio/wav;base64,${wav}"></audio>`;
}

/** A grey picture, time to the right, frequency upwards. */
async function spectrogramPng(sound: Sound): Promise<Buffer> {
  const { frames, bins, magnitude } = spectrogramOf(await metricSignal(sound));
  const loudest = magnitude.reduce((a, b) => Math.max(a, b), 0);
  const height = Math.round(bins * SHOWN_SHARE);
  const pixels = new Uint8Array(frames * height);
  for (let t = 0; t < frames; t++) {
    for (let bin = 0; bin < height; bin++) {
      const db = 20 * Math.log10((magnitude[t * bins + bin] as number) / loudest + 1e-9);
      pixels[(height - 1 - bin) * frames + t] = 255 * Math.max(0, 1 + db / RANGE_DB);
    }
  }
  return sharp(pixels, { raw: { width: frames, height, channels: 1 } })
    .resize({ width: Math.min(frames, MAXIMUM_WIDTH_PX), height, fit: 'fill' })
    .png()
    .toBuffer();
}
