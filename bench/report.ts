/** What all benchmarks share: medians, the machine's name, and where results go. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1]!;
  const high = sorted[Math.floor(middle)]!;
  return (low + high) / 2;
}

/** The machine, as tables name it. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

/** A table in Markdown. @param rows cells by column name, in the order of the first row */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number | undefined)[]) =>
    `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((name) => row[name]))),
  ].join('\n');
}

/**
 * Keeps a result: as JSON in bench/results, and as a table between the markers of its name in a page of the docs.
 *
 * @param notes lines under the table
 */
export function publish(
  name: string,
  rows: readonly Readonly<Record<string, string | number>>[],
  notes: readonly string[] = [],
  docs = 'docs/benchmarks.md',
): void {
  const date = new Date().toISOString().slice(0, 10);
  // Others may work on the same machine: what else ran is part of a result.
  const load = loadavg()[0]!.toFixed(1);
  mkdirSync('bench/results', { recursive: true });
  const record = { name, date, machine: machine(), load: Number(load), rows, notes };
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(record, null, 2)}\n`);
  const where = `*${machine()}; ${date}; load average ${load} at the end.*`;
  const text = [table(rows), '', ...notes.map((note) => `${note}\n`), where].join('\n');
  const page = readFileSync(docs, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  if (!page.includes(begin)) throw new Error(`${docs} has no place for "${name}": add ${begin} and ${end}`);
  const [before] = page.split(begin);
  const [, after] = page.split(end);
  writeFileSync(docs, `${before}${begin}\n${text}\n${end}${after}`);
  process.stdout.write(`${text}\n`);
}
