/**
 * Gives every reader thousands of broken inputs, and reports hangs, crashes, exceptions and all else that is no plain
 * refusal.
 *
 *     npm run fuzz [-- --seed N --per N --only NAME --out FOLDER --ci --repeat FOLDER]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Confirmer, type Finding } from './confirm.js';
import { findingLine, readFinding, tableOf, writeFindings } from './report.js';
import { runPool } from './run/pool.js';
import type { ReaderOptions } from './run/readerProcess.js';
import { Tally } from './run/tally.js';
import { readSettings, type Settings, USAGE } from './settings.js';
import { TARGETS } from './targets/registry.js';
import { isFault } from './verdict.js';

const MEMORY_BYTES = 2 ** 31;
/** Time to make one input smaller. */
const REDUCTION_MS = 60_000;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function chosenTargets({ only }: Settings) {
  const unknown = only.find((name) => !TARGETS.some((target) => target.name === name));
  if (unknown !== undefined) {
    throw new RangeError(
      `--only: expected ${TARGETS.map(({ name }) => name).join(', ')}, found "${unknown}"`,
    );
  }
  return only.length === 0 ? TARGETS : TARGETS.filter(({ name }) => only.includes(name));
}

async function repeat(folder: string, options: ReaderOptions): Promise<boolean> {
  const { target: name, input } = await readFinding(folder);
  const [target] = TARGETS.filter((candidate) => candidate.name === name);
  if (!target) throw new RangeError(`${folder}: there is no target "${name}"`);
  const confirmer = new Confirmer(options);
  const { verdict, detail, stack = '' } = await confirmer.readAlone({ target, input });
  confirmer.close();
  print(`${name}: ${verdict}: ${detail}\n${stack}`);
  return !isFault(verdict);
}

async function confirmAll(tally: Tally, options: ReaderOptions, tries: number): Promise<Finding[]> {
  const confirmer = new Confirmer(options);
  const findings: Finding[] = [];
  try {
    for (const group of [...tally.groups.values()]) {
      const finding = await confirmer.confirm(group, { tries, timeMs: REDUCTION_MS });
      if (finding) findings.push(finding);
      else tally.withdraw(group);
    }
  } finally {
    confirmer.close();
  }
  return findings;
}

async function run(settings: Settings, options: ReaderOptions): Promise<boolean> {
  const { seed, perTarget, children, out, tries } = settings;
  const tally = new Tally();
  const begin = performance.now();
  const plan = { targets: chosenTargets(settings), perTarget, seed, children };
  await runPool(plan, options, tally, (name) => process.stderr.write(`${name}\n`));
  const findings = await confirmAll(tally, options, tries);
  print(tableOf(tally));
  print(`seed ${seed}, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  if (findings.length === 0) return true;
  await writeFindings(out, findings, seed);
  print(
    `\n${findings.map(findingLine).join('\n')}\n\nInputs and how to repeat them: ${join(out, 'README.md')}`,
  );
  return false;
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'nst-fuzz-'));
  const options: ReaderOptions = {
    folder,
    child: fileURLToPath(new URL('./run/child.js', import.meta.url)),
    registry: new URL('./targets/registry.js', import.meta.url).href,
    limits: { timeMs: settings.timeMs, memoryBytes: MEMORY_BYTES },
  };
  try {
    const isSound =
      settings.repeat === undefined
        ? await run(settings, options)
        : await repeat(resolve(settings.repeat), options);
    process.exitCode = isSound ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`);
  process.exitCode = 2;
});
