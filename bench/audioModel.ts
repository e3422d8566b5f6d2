/**
 * Sounds in one pass: timbre gained on contents that a net never heard, by the net, by the move in closed form that it corrects, and by an
 * equaliser; and what it costs. Needs
 * fluidsynth and fluid-soundfont-gm.
 *
 *     npm run bench -- audioModel [net.safetensors style.wav]
 */
import { eqMatch } from '../src/audio/eqMatch.js';
import { readSound } from '../src/audio/files/readSound.js';
import { type Comparison, compare, measure } from '../src/audio/metrics/compare.js';
import type { TransferAudioOptions } from '../src/audio/options.js';
import type { Sound } from '../src/audio/sound.js';
import { transferAudio } from '../src/audio/transferAudio.js';
import { soundPairs } from './audioPairs.js';
import { publish } from './report.js';

const [model = 'models/guitar.safetensors', styleFile = 'fixtures/audio/guitar.wav'] = process.argv.slice(2);
const IS_SHIPPED = process.argv.length <= 2;
/** The first of each group and of each kind of content. */
const CONTENTS = [
  'voice, guitar',
  'drums, guitar',
  'speech with pauses, strings',
  'bass line, guitar',
  'piano, violin',
  'flute, distorted guitar',
  'trumpet, piano',
  'saxophone, nylon guitar',
  'organ, strings',
];

interface Row extends Comparison {
  readonly content: string;
}

const style = await readSound(styleFile);
const styleMeasures = await measure(style);
const judged: Record<'net' | 'transport' | 'EQ match', Row[]> = { net: [], transport: [], 'EQ match': [] };
const cpuSeconds = { net: 0, transport: 0 };
let contentSeconds = 0;

/** A result, and the CPU that it took. */
async function timed(result: 'net' | 'transport', options: TransferAudioOptions): Promise<Sound> {
  const before = process.cpuUsage();
  const { sound } = await transferAudio({ device: 'cpu', ...options });
  const { user, system } = process.cpuUsage(before);
  cpuSeconds[result] += (user + system) / 1e6;
  return sound;
}

for await (const { name, content } of soundPairs()) {
  if (!CONTENTS.includes(name)) continue;
  contentSeconds += content.channels[0]!.length / content.sampleRateHz;
  const contentMeasures = await measure(content);
  const judge = async (result: Sound): Promise<Row> => ({
    content: name.split(',')[0]!,
    ...compare(contentMeasures, await measure(result, content), styleMeasures),
  });
  judged.net.push(await judge(await timed('net', { content, model })));
  judged.transport.push(await judge(await timed('transport', { content, style, method: 'transport' })));
  judged['EQ match'].push(await judge(eqMatch(content, style)));
  const { timbreGap, chroma, rhythm } = judged.net.at(-1)!;
  process.stderr.write(`${name}: ${[timbreGap, chroma, rhythm].map((x) => x.toFixed(3)).join(' ')}\n`);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const rowOf = (content: string, result: string, rows: readonly Row[]) => {
  const of = (key: keyof Comparison) => mean(rows.map((row) => row[key])).toFixed(2);
  return {
    content,
    result,
    'timbre gap closed': of('timbreGap'),
    'Gram gap closed': of('gramGap'),
    'pitches kept': of('chroma'),
    'rhythm kept': of('rhythm'),
  };
};
const rows = [
  ...judged.net.map((row) => rowOf(row.content, 'net', [row])),
  ...Object.entries(judged).map(([result, all]) => rowOf(`mean of ${all.length}`, result, all)),
];
const perSecond = (seconds: number) => (seconds / contentSeconds).toFixed(2);
const note = `CPU for a second of sound, with reading, opening and finishing: ${perSecond(cpuSeconds.net)} s by the net, ${perSecond(cpuSeconds.transport)} s by transport.`;
if (IS_SHIPPED) publish('audioModel', rows, [note]);
else process.stdout.write(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n${note}\n`);
