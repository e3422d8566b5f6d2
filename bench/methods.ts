/**
 * Methods for pictures beside what their authors published for the same pairs, by yardsticks of others: pairs and yardsticks are
 * no part of the project, and nothing is measured where they are absent.
 *
 *     npm run bench -- methods [name ...]
 *
 * A name is that of a method's folder, or the title of its row. Rows that are not named stay as they were measured last, and each is
 * published as soon as it is known.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type MeasuredRun, measuredRun } from './measuredRun.js';
import { METHOD_CASES, type MethodCase, pairsOf, SIZE_PX } from './methodCases.js';
import { publish } from './report.js';

const REFERENCES = resolve('../shared/samples/references');
const SCORE = resolve('../shared/measure/score.py');
/** Debian's: the yardsticks stand on its packages. */
const PYTHON = '/usr/bin/python3';
const OUTPUT = resolve('build/methods');

/** What the yardsticks say of one picture. */
type Score = Readonly<Record<string, number | string>>;

/** Where the pictures of a row go, in a folder with the name that the yardsticks know. */
const homeOf = ({ title }: MethodCase) => join(OUTPUT, title.replace(/[^\w]+/g, '-'));

/** Makes the pictures of a method. @returns what each took */
function makeAll(method: MethodCase): MeasuredRun[] {
  const { folder, command } = method;
  const home = join(homeOf(method), folder);
  mkdirSync(home, { recursive: true });
  return pairsOf(folder, REFERENCES).map(({ name, files }) => {
    const output = join(home, `${name}.png`);
    return measuredRun([...command(files), '-o', output, '--force', '--device', 'cpu', '-q'], home);
  });
}

/** What the yardsticks say of the pictures of a method, theirs and ours. */
function scoresOf(method: MethodCase): Score[] {
  const home = homeOf(method);
  const report = join(home, 'scores.json');
  rmSync(report, { force: true });
  const { status, stderr } = spawnSync(PYTHON, [SCORE, method.folder, '--out', home, '--json', report], {
    encoding: 'utf8',
    env: { ...process.env, NST_REF: REFERENCES },
  });
  if (status !== 0) throw new Error(stderr);
  const lines = readFileSync(report, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Score);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function meanOf(scores: readonly Score[], role: string, figure: string): string {
  const values = scores.filter((score) => score.role === role).map((score) => score[figure]);
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? mean(numbers).toFixed(3) : '';
}

function rowsOf(method: MethodCase): Record<string, string | number>[] {
  const runs = makeAll(method);
  if (runs.length === 0) return [];
  const scores = scoresOf(method);
  return method.figures.map((figure, i) => ({
    method: i === 0 ? method.title : '',
    pairs: i === 0 ? runs.length : '',
    figure: figure.replace(/^\w+\./, ''),
    published: meanOf(scores, 'published', figure),
    ours: meanOf(scores, 'ours', figure),
    'CPU s': i === 0 ? mean(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(0) : '',
    'peak MB': i === 0 ? (mean(runs.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0) : '',
  }));
}

type Row = Readonly<Record<string, string | number>>;
const RESULTS = 'bench/results/methods.json';

/** Rows that were measured before, by the method that the first of each group names. */
function knownRows(): ReadonlyMap<string, readonly Row[]> {
  const rows: readonly Row[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')).rows : [];
  const groups = new Map<string, Row[]>();
  let title = '';
  for (const row of rows) {
    title = String(row.method || title);
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return groups;
}

/** All rows as they are known by now, with those of one method measured anew. */
function publishWith(known: ReadonlyMap<string, readonly Row[]>): void {
  publish(
    'methods',
    METHOD_CASES.flatMap(({ title }) => known.get(title) ?? []),
    [
      `Means over pairs, results of ${SIZE_PX} px, of photographs 512 px; judges: MobileNet-v2, which no optimiser saw, and a face mesh for drift.`,
    ],
  );
}

const names = process.argv.slice(2);
if (!existsSync(REFERENCES) || !existsSync(SCORE)) {
  process.stdout.write(`nothing is measured: expected pairs in ${REFERENCES} and yardsticks at ${SCORE}\n`);
} else {
  const chosen = METHOD_CASES.filter(
    ({ folder, title }) => names.length === 0 || names.includes(folder) || names.includes(title),
  );
  for (const method of chosen) {
    const rows = rowsOf(method);
    if (rows.length > 0) publishWith(new Map([...knownRows(), [method.title, rows]]));
  }
}
