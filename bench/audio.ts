/**
 * Sound: timbre gained and what it costs, on rendered pairs of instruments, speech and noises, beside an equaliser; and,
 * where the right answer is known, how far from it each one is. Needs fluidsynth and fluid-soundfont-gm.
 *
 *     npm run bench -- audio [strength]
 */
import { eqMatch } from '../src/audio/eqMatch.js';
import { type Comparison, compare, type Measures, measure } from '../src/audio/metrics/compare.js';
import { fidelityOf } from '../src/audio/metrics/fidelity.js';
import { logSpectralDistance } from '../src/audio/metrics/logSpectral.js';
import type { Sound } from '../src/audio/sound.js';
import { transferAudio } from '../src/audio/transferAudio.js';
import { type BesideContent, fidelityRow } from './audioFidelity.js';
import { type SoundPair, soundPairs } from './audioPairs.js';
import { publish } from './report.js';

interface Judged extends Comparison, BesideContent {
  /** Log-spectral distance to the true rendering, dB. */
  readonly errorDb: number | undefined;
}

const [strengthText] = process.argv.slice(2);
const strength = strengthText === undefined ? undefined : Number(strengthText);
const judged = new Map<string, Judged[]>();
let seconds = 0;
let contentSeconds = 0;

async function judge(
  name: string,
  pair: SoundPair,
  { content, style }: Readonly<Record<'content' | 'style', Measures>>,
  sound: Sound,
): Promise<void> {
  // The style copied has pauses of its own.
  const known = new Map([
    [pair.content, content],
    [pair.style, style],
  ]);
  const measures = known.get(sound) ?? (await measure(sound, pair.content));
  const errorDb = pair.truth && (await logSpectralDistance(sound, pair.truth));
  const fidelity = await fidelityOf({ sound: pair.content, measures: content }, { sound, measures }, style);
  const row = { ...compare(content, measures, style), name: pair.name, group: pair.group, errorDb, fidelity };
  judged.set(name, [...(judged.get(name) ?? []), row]);
}

for await (const pair of soundPairs()) {
  const { content, style, truth } = pair;
  const result = await transferAudio({
    content,
    style,
    device: 'cpu',
    ...(strength !== undefined && { strength }),
  });
  seconds += result.seconds;
  contentSeconds += (content.channels[0]?.length ?? 0) / content.sampleRateHz;
  const ends = { content: await measure(content), style: await measure(style) };
  await judge('transfer', pair, ends, result.sound);
  await judge('EQ match', pair, ends, eqMatch(content, style));
  await judge('content copied', pair, ends, content);
  await judge('style copied', pair, ends, style);
  if (truth) await judge('true rendering', pair, ends, truth);
  const last = judged.get('transfer')?.at(-1);
  if (last) {
    const numbers = [last.timbreGap, last.gramGap, last.chroma, last.rhythm].map((x) => x.toFixed(3));
    process.stderr.write(`${pair.name}: ${numbers.join(' ')} ${last.errorDb?.toFixed(1) ?? ''}\n`);
    process.stderr.write(`${JSON.stringify(last.fidelity)}\n`);
  }
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function row(name: string, group: string, results: readonly Judged[]) {
  const of = (key: keyof Comparison) => mean(results.map((result) => result[key])).toFixed(2);
  const errors = results.flatMap(({ errorDb }) => (errorDb === undefined ? [] : [errorDb]));
  return {
    sounds: `${group} (${results.length})`,
    result: name,
    'timbre gap closed': of('timbreGap'),
    'Gram gap closed': of('gramGap'),
    'pitches kept': of('chroma'),
    'rhythm kept': of('rhythm'),
    'off the truth, dB': errors.length > 0 ? mean(errors).toFixed(1) : '',
  };
}

const GROUPS = ['instruments', 'speech', 'noise', 'recorded', 'all'] as const;
const rows = GROUPS.flatMap((group) =>
  [...judged].flatMap(([name, all]) => {
    const results = all.filter((result) => group === 'all' || result.group === group);
    const isShown = results.length > 0 && (group !== 'all' || name !== 'true rendering');
    return isShown ? [row(name, group, results)] : [];
  }),
);
const closer = (judged.get('transfer') ?? []).filter(({ errorDb }, i) => {
  const filtered = judged.get('EQ match')?.[i]?.errorDb;
  return errorDb !== undefined && filtered !== undefined && errorDb < filtered;
}).length;
publish('audio', rows, [
  `Pairs on which the transfer is nearer to the true rendering than the equaliser: ${closer} of ${judged.get('true rendering')?.length ?? 0}.`,
  `Time of the transfers: ${(seconds / contentSeconds).toFixed(1)} s for a second of sound.`,
]);
publish(
  'audioFidelity',
  GROUPS.flatMap((group) =>
    ['transfer', 'EQ match'].map((name) => {
      const results = (judged.get(name) ?? []).filter((result) => group === 'all' || result.group === group);
      return { sounds: `${group} (${results.length})`, result: name, ...fidelityRow(results) };
    }),
  ),
);
