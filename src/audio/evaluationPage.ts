/** The page that shows an evaluation: numbers, losses, spectrograms and players, in one file without a network. */

import type { StepProgress } from '../shared/reporter.js';
import type { SoundEvaluation } from './evaluate.js';
import { encodeSound } from './files/writeSound.js';
import { lossCurves } from './lossCurves.js';
import type { Comparison } from './metrics/compare.js';
import type { Fidelity } from './metrics/fidelity.js';
import { type Light, type ShownMeasure, shownMeasures, shownOctaves } from './metrics/lights.js';
import type { Sound } from './sound.js';
import { RANGE_DB, spectrogramPng } from './spectrogramPicture.js';
import { isSaved, type SavedStyle } from './styleFile/savedStyle.js';

const COLUMNS: readonly (readonly [keyof Comparison, string])[] = [
  ['timbreGap', 'timbre gap closed'],
  ['gramGap', 'held-out Gram gap closed'],
  ['chroma', 'pitches kept'],
  ['rhythm', 'rhythm kept'],
  ['envelopeDb', 'spectrum off, dB'],
];

/** A style and how the result stands to it. */
export interface EvaluatedStyle {
  /** What the page calls it. */
  readonly name: string;
  /** A saved style cannot be shown or played. */
  readonly style: Sound | SavedStyle;
  readonly evaluation: SoundEvaluation;
}

/** What is on the page. */
export interface PageContents {
  readonly content: Sound;
  readonly result: Sound;
  readonly styles: readonly EvaluatedStyle[];
  /** Of the run that made the result, if it is known. */
  readonly losses?: readonly StepProgress[];
}

/** The rows of an evaluation in the order that they are shown in, by name. */
export function evaluationRows({
  result,
  anchors,
  others,
}: SoundEvaluation): (readonly [string, Comparison])[] {
  return [
    ['result', result],
    ['content copied', anchors.content],
    ['style copied', anchors.style],
    ['EQ match', anchors.eqMatch],
    ...Object.entries(others),
  ];
}

/** The results of an evaluation that stand beside the content, in the order that they are shown in, by name. */
export function fidelityRows({ fidelity }: SoundEvaluation): (readonly [string, Fidelity])[] {
  return [['result', fidelity.result], ['EQ match', fidelity.eqMatch], ...Object.entries(fidelity.others)];
}

/** The page as HTML. */
export async function evaluationPage({
  content,
  result,
  styles,
  losses = [],
}: PageContents): Promise<string> {
  const tables = styles.flatMap(({ name, evaluation }) => {
    const caption = styles.length > 1 ? `against ${name}` : '';
    const rows = fidelityRows(evaluation);
    return [
      tableOf(evaluation, caption),
      lightsTable('beside the content', rows, shownMeasures),
      lightsTable('octaves: off the content / off the style, dB', rows, shownOctaves),
    ];
  });
  const players = [await player('content', content), await player('result', result)];
  for (const { name, style } of styles) players.push(await stylePlayer(name, style));
  const curves = losses.length > 0 ? `<h2>losses</h2>${lossCurves(losses)}` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>nst audio: evaluation</title>
<style>body{font:16px system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
td,th{padding:.2rem .8rem;text-align:right}img{width:100%;height:16rem;image-rendering:auto}audio{width:100%}
caption{text-align:left;font-weight:600;padding-top:1rem}.green{color:#18864b}.amber{color:#d98e04}.red{color:#c62828}</style>
</head><body><h1>nst audio: evaluation</h1>
${tables.join('\n')}
${players.join('\n')}
<p>Spectrograms: 0 to 8 kHz from bottom to top, ${RANGE_DB} dB.</p>
${curves}</body></html>
`;
}

function tableOf(evaluation: SoundEvaluation, caption: string): string {
  const head = COLUMNS.map(([, title]) => `<th>${title}</th>`).join('');
  const rows = evaluationRows(evaluation).map(([name, values]) => {
    const cells = COLUMNS.map(([key]) => `<td>${values[key].toFixed(key === 'envelopeDb' ? 1 : 3)}</td>`);
    return `<tr><th>${escaped(name)}</th>${cells.join('')}</tr>`;
  });
  return `<table><caption>${escaped(caption)}</caption><tr><th></th>${head}</tr>${rows.join('\n')}</table>`;
}

/** What lights mean to those who see no colours. */
const LIGHT_TITLES: Readonly<Record<Light, string>> = {
  green: 'as it should be',
  amber: 'heard by those who listen for it',
  red: 'heard by everybody',
};

function lightsTable(
  caption: string,
  rows: readonly (readonly [string, Fidelity])[],
  shownOf: (fidelity: Fidelity) => ShownMeasure[],
): string {
  const [[, first]] = rows as [readonly [string, Fidelity]];
  const head = shownOf(first).map(({ title }) => `<th>${title}</th>`);
  const lines = rows.map(([name, fidelity]) => {
    const cells = shownOf(fidelity).map(({ text, light }) => `<td>${text}${light ? lamp(light) : ''}</td>`);
    return `<tr><th>${escaped(name)}</th>${cells.join('')}</tr>`;
  });
  return `<table><caption>${caption}</caption><tr><th></th>${head.join('')}</tr>${lines.join('\n')}</table>`;
}

const lamp = (light: Light): string =>
  ` <span class="${light}" role="img" title="${LIGHT_TITLES[light]}" aria-label="${LIGHT_TITLES[light]}">●</span>`;

function stylePlayer(name: string, style: Sound | SavedStyle): Promise<string> | string {
  const title = name === 'style' ? 'style' : `style: ${name}`;
  if (!isSaved(style)) return player(title, style);
  return `<h2>${escaped(title)}</h2><p>A saved style holds no sound.</p>`;
}

async function player(name: string, sound: Sound): Promise<string> {
  const wav = Buffer.from(await encodeSound(sound, 'wav')).toString('base64');
  const picture = (await spectrogramPng(sound)).toString('base64');
  return `<h2>${escaped(name)}</h2><img alt="spectrogram" src="data:image/png;base64,${picture}">
<audio controls src="data:audio/wav;base64,${wav}"></audio>`;
}

/** Text that is no markup, whatever is in it. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
