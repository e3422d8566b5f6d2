/** What a run found: a table for people, and a folder with every input that has a fault. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainLine } from '../src/shared/plainText.js';
import type { Finding } from './confirm.js';
import { type Input, inputBytes, loadInput, mainFile, saveInput } from './input.js';
import type { Tally } from './run/tally.js';
import { FAULTS } from './verdict.js';

const COLUMNS = ['reader', 'inputs', 'accepted', 'refused', ...FAULTS, 'slowest'] as const;
const NOTE = 'fault.json';

/** A table of all readers, and their sum. */
export function tableOf({ rows }: Tally): string {
  const counted = ['inputs', 'accepted', 'refused', ...FAULTS] as const;
  const lines = [...rows].map(([name, row]) => [
    name,
    ...counted.map((column) => String(row[column] ?? 0)),
    `${(row.slowestMs / 1000).toFixed(1)} s`,
  ]);
  const sums = counted.map((column) => [...rows.values()].reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const all = [[...COLUMNS], ...lines, ['all', ...sums.map(String), '']];
  const widths = COLUMNS.map((_, i) => Math.max(...all.map((cells) => (cells[i] ?? '').length)));
  return all
    .map((cells) =>
      cells
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** One line about a finding. */
export function findingLine({ target, fault, count, outcome, input, isRepeated }: Finding): string {
  const times = `${count} ${count === 1 ? 'input' : 'inputs'}`;
  const repeated = isRepeated ? `${inputBytes(input)} bytes do it` : 'not seen again when read alone';
  const detail = plainLine(outcome.detail.slice(0, 200));
  return `${target.name}: ${fault} (${times}; ${repeated}): ${detail}`;
}

function folderOf({ target, fault }: Finding, index: number): string {
  return `${String(index + 1).padStart(2, '0')}-${target.name.replaceAll(' ', '-')}-${fault}`;
}

function section(finding: Finding, name: string, runSeed: number): string {
  const { outcome, number } = finding;
  return [
    `## ${name}`,
    '',
    findingLine(finding),
    '',
    `    npm run fuzz -- --repeat FOLDER/${name}`,
    '',
    `Input ${number} of seed ${runSeed}.`,
    ...(outcome.stack === undefined
      ? []
      : ['', '```', outcome.stack.slice(0, 3000).split('\n').map(plainLine).join('\n'), '```']),
    '',
  ].join('\n');
}

/** Writes the findings of a run into a folder, which is emptied first: inputs, and a page of how to repeat each. */
export async function writeFindings(
  folder: string,
  findings: readonly Finding[],
  seed: number,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const sections: string[] = [];
  for (const [i, finding] of findings.entries()) {
    const name = folderOf(finding, i);
    await saveInput(join(folder, name, 'input'), finding.input);
    const { target, fault, outcome } = finding;
    const note = { target: target.name, file: mainFile(finding.input), fault, detail: outcome.detail };
    await writeFile(join(folder, name, NOTE), `${JSON.stringify(note, null, 2)}\n`);
    sections.push(section(finding, name, seed));
  }
  const head = `# Faults\n\nFOLDER is this folder. Texts are stored in UTF-16, little-endian.\n`;
  await writeFile(join(folder, 'README.md'), [head, ...sections].join('\n'));
}

/** The target's name and the input of a finding that was written. */
export async function readFinding(folder: string): Promise<{ target: string; input: Input }> {
  const note: { target: string; file: string } = JSON.parse(await readFile(join(folder, NOTE), 'utf8'));
  return { target: note.target, input: await loadInput(join(folder, 'input'), note.file) };
}
