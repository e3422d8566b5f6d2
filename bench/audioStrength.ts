/**
 * Sound: what `--strength` trades, from the content to nothing but style, on one pair of each group of `audioPairs.ts` but the recorded ones;
 * writes a table and the curve docs/pictures/sound-strength.svg. Needs fluidsynth and fluid-soundfont-gm.
 *
 *     npm run bench -- audioStrength
 */
import { writeFileSync } from 'node:fs';
import { eqMatch } from '../src/audio/eqMatch.js';
import { type Comparison, compare, measure } from '../src/audio/metrics/compare.js';
import type { Sound } from '../src/audio/sound.js';
import { transferAudio } from '../src/audio/transferAudio.js';
import { type SoundPair, soundPairs } from './audioPairs.js';
import { publish } from './report.js';

const STRENGTHS = [0.1, 0.2, 0.4, 0.6, 0.8, 1];
const PAIRS_PER_GROUP = 1;
const MEASURES = ['timbreGap', 'chroma', 'rhythm'] as const satisfies readonly (keyof Comparison)[];
type Measure = (typeof MEASURES)[number];
type Point = Readonly<Record<Measure, number>>;

const CONTENT: Point = { timbreGap: 0, chroma: 1, rhythm: 1 };
const LABELS: Readonly<Record<Measure, string>> = {
  timbreGap: 'timbre gap closed',
  chroma: 'pitches kept',
  rhythm: 'rhythm kept',
};
const COLOURS: Readonly<Record<Measure, string>> = {
  timbreGap: '#c0392b',
  chroma: '#2471a3',
  rhythm: '#1e8449',
};

const pairs = await somePairs();
const results = new Map<number, Point[]>(STRENGTHS.map((strength) => [strength, []]));
const filtered: Point[] = [];
for (const { name, content, style } of pairs) {
  filtered.push(await judge(content, eqMatch(content, style), style));
  for (const strength of STRENGTHS) {
    const { sound } = await transferAudio({ content, style, strength, device: 'cpu' });
    results.get(strength)?.push(await judge(content, sound, style));
  }
  process.stderr.write(`${name}\n`);
}

const curve = [
  { strength: 0, point: CONTENT },
  ...STRENGTHS.map((strength) => ({ strength, point: meanOf(results.get(strength) ?? []) })),
];
writeFileSync('docs/pictures/sound-strength.svg', plot());
publish('audioStrength', [
  ...curve.map(({ strength, point }) => row(`strength ${strength}`, point)),
  row('EQ match', meanOf(filtered)),
]);

async function somePairs(): Promise<SoundPair[]> {
  const chosen: SoundPair[] = [];
  for await (const pair of soundPairs()) {
    if (pair.group === 'recorded') continue;
    if (chosen.filter(({ group }) => group === pair.group).length < PAIRS_PER_GROUP) chosen.push(pair);
  }
  return chosen;
}

async function judge(content: Sound, sound: Sound, style: Sound): Promise<Point> {
  return compare(await measure(content), await measure(sound, content), await measure(style));
}

function meanOf(points: readonly Point[]): Point {
  const mean = (key: Measure) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  return { timbreGap: mean('timbreGap'), chroma: mean('chroma'), rhythm: mean('rhythm') };
}

function row(result: string, point: Point): Record<string, string> {
  return { result, ...Object.fromEntries(MEASURES.map((key) => [LABELS[key], point[key].toFixed(2)])) };
}

/** The curve as a drawing, strength to the right, 0 to 1 upwards. */
function plot(): string {
  const [width, height, edge] = [560, 320, 45];
  const x = (strength: number) => edge + strength * (width - 2 * edge - 90);
  const y = (value: number) => height - edge - value * (height - 2 * edge);
  const text = (at: readonly [number, number], words: string, rest = '') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${rest}>${words}</text>`;
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((t) => [
    `<path d="M${x(0)} ${y(t)}H${x(1)}" stroke="#ddd"/>`,
    text([x(0) - 8, y(t) + 4], String(t), 'text-anchor="end"'),
    text([x(t), y(0) + 18], String(t), 'text-anchor="middle"'),
  ]);
  const lines = MEASURES.flatMap((key) => {
    const points = curve.map(
      ({ strength, point }) => `${x(strength).toFixed(1)},${y(point[key]).toFixed(1)}`,
    );
    const end = curve.at(-1)?.point[key] ?? 0;
    return [
      `<polyline points="${points.join(' ')}" fill="none" stroke="${COLOURS[key]}" stroke-width="2"/>`,
      text([x(1) + 8, y(end) + 4], LABELS[key], `fill="${COLOURS[key]}"`),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>What strength trades: timbre gained, pitches and rhythm kept</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...grid,
    ...lines,
    text([x(0.5), height - 8], 'strength', 'text-anchor="middle"'),
    '</svg>\n',
  ].join('\n');
}
