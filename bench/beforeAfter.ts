/**
 * Pictures, sounds and text before and after losses became terms: bench/results/before, made by the same programs at commit
 * ddcf45e, beside bench/results/after, made on the same machine one after the other.
 *
 *     npm run bench -- beforeAfter
 */
import { readFileSync } from 'node:fs';
import { publish } from './report.js';

type Row = Readonly<Record<string, string | number>>;

interface BenchResults {
  readonly date: string;
  readonly rows: readonly Row[];
}

/** One table of before and after. */
interface Compared {
  /** Of the files. */
  readonly bench: string;
  /** What tells rows apart. */
  readonly keys: readonly string[];
  readonly figures: readonly string[];
  readonly note: string;
}

const TABLES: readonly Compared[] = [
  {
    bench: 'quality',
    keys: ['result'],
    figures: ['style gap closed', 'content kept'],
    note: 'The runs took 1165 and 1306 seconds of CPU, the judge included, with other work on the machine.',
  },
  {
    bench: 'audio',
    keys: ['sounds', 'result'],
    figures: ['timbre gap closed', 'pitches kept', 'rhythm kept', 'off the truth, dB'],
    note: 'Only the transfer differs between the two; the other rows are the anchors of the same judge.',
  },
  {
    bench: 'glyph',
    keys: ['row'],
    figures: ['PSNR, dB', 'SSIM', 'direction kept', 'body overlap'],
    note: 'The patch engine, which is the default.',
  },
];

const read = (folder: string, bench: string): BenchResults =>
  JSON.parse(readFileSync(`bench/results/${folder}/${bench}.json`, 'utf8')) as BenchResults;

for (const { bench, keys, figures, note } of TABLES) {
  const [before, after] = [read('before', bench), read('after', bench)];
  const rows = after.rows.flatMap((row) => {
    const earlier = before.rows.find((other) => keys.every((key) => other[key] === row[key]));
    if (!earlier) return [];
    const cells = figures.flatMap((figure) => [
      [`${figure}, before`, earlier[figure] ?? ''],
      [`${figure}, after`, row[figure] ?? ''],
    ]);
    const names = keys.map((key) => [key, row[key] ?? '']);
    return [Object.fromEntries([...names, ...cells]) as Row];
  });
  publish(`beforeAfter-${bench}`, rows, [`Both runs of ${after.date}, one after the other. ${note}`]);
}
