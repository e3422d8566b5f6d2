/**
 * Pictures before and after losses became terms: bench/results/before, made by `npm run bench -- quality` at commit ddcf45e, beside
 * bench/results, made by the same program on the same machine one after the other.
 *
 *     npm run bench -- beforeAfter
 */
import { readFileSync } from 'node:fs';
import { publish } from './report.js';

interface QualityResults {
  readonly date: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

const read = (folder: string): QualityResults =>
  JSON.parse(readFileSync(`${folder}/quality.json`, 'utf8')) as QualityResults;
const [before, after] = [read('bench/results/before'), read('bench/results')];
const FIGURES = ['style gap closed', 'content kept'] as const;

const rows = after.rows.map((row) => {
  const same = before.rows.find(({ result }) => result === row.result);
  const cells = FIGURES.flatMap((figure) => [
    [`${figure}, before`, same?.[figure] ?? ''],
    [`${figure}, after`, row[figure] ?? ''],
  ]);
  return { result: row.result!, ...(Object.fromEntries(cells) as Record<string, string | number>) };
});
publish('beforeAfter', rows, [
  `Both runs of ${after.date}, one after the other, with other work on the machine. The runs took 1165 and 1306 seconds of CPU, the judge included.`,
]);
