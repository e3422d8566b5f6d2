/**
 * Notes of a tune played on the style's instrument, beside the transfer and an equaliser, on the pairs whose right answer is
 * known, and on a voice. Needs fluidsynth and fluid-soundfont-gm.
 *
 *     npm run bench -- audioNotes
 */
import { eqMatch } from '../src/audio/eqMatch.js';
import { type Comparison, compare, measure } from '../src/audio/metrics/compare.js';
import { logSpectralDistance } from '../src/audio/metrics/logSpectral.js';
import type { Sound } from '../src/audio/sound.js';
import { transferAudio } from '../src/audio/transferAudio.js';
import { type SoundPair, soundPairs } from './audioPairs.js';
import { publish } from './report.js';

interface Judged extends Comparison {
  /** Log-spectral distance to the true rendering, dB; NaN where there is none. */
  readonly errorDb: number;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

async function judge({ content, style, truth }: SoundPair, sound: Sound): Promise<Judged> {
  const comparison = compare(await measure(content), await measure(sound), await measure(style));
  return { ...comparison, errorDb: truth ? await logSpectralDistance(sound, truth) : Number.NaN };
}

/** Every way of making the result of a pair, by its name in the table. */
async function results(pair: SoundPair): Promise<Record<string, Sound>> {
  const { content, style, truth } = pair;
  const options = { content, style, device: 'cpu' } as const;
  const transfer = await transferAudio(options);
  const notes = await transferAudio({ ...options, synthesis: 'notes' });
  seconds += notes.seconds / ((content.channels[0]?.length ?? 0) / content.sampleRateHz);
  return {
    notes: notes.sound,
    transfer: transfer.sound,
    'EQ match': eqMatch(content, style),
    'content copied': content,
    ...(truth && { 'true rendering': truth }),
  };
}

let seconds = 0;
let pairs = 0;
const rows: Record<string, string>[] = [];
const notes: string[] = [];
for (const group of ['instruments', 'speech'] as const) {
  const judged = new Map<string, Judged[]>();
  for await (const pair of soundPairs()) {
    if (pair.group !== group) continue;
    for (const [name, sound] of Object.entries(await results(pair))) {
      judged.set(name, [...(judged.get(name) ?? []), await judge(pair, sound)]);
    }
    pairs++;
    const errors = [...judged].map(([name, all]) => `${name} ${all.at(-1)?.errorDb.toFixed(1)}`);
    process.stderr.write(`${pair.name}: ${errors.join(', ')}\n`);
  }
  for (const [name, all] of judged)
    rows.push(row(`${group} (${all.length})`, name, all, judged.get('EQ match') ?? []));
  notes.push(`${group}: time of notes ${(seconds / pairs).toFixed(1)} s for a second of sound.`);
  publish('audioNotes', rows, notes);
}

function row(sounds: string, result: string, all: readonly Judged[], equalised: readonly Judged[]) {
  const of = (key: keyof Judged) => mean(all.map((values) => values[key])).toFixed(2);
  const error = mean(all.map(({ errorDb }) => errorDb));
  const nearer = all.filter(({ errorDb }, i) => errorDb < (equalised[i]?.errorDb ?? 0)).length;
  const isKnown = !Number.isNaN(error);
  return {
    sounds,
    result,
    'timbre gap closed': of('timbreGap'),
    'pitches kept': of('chroma'),
    'rhythm kept': of('rhythm'),
    'off the truth, dB': isKnown ? error.toFixed(2) : '',
    'nearer than EQ match': isKnown ? `${nearer} of ${all.length}` : '',
  };
}
