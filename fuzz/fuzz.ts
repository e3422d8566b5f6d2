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
import { plainLine } from '../src/shared/plainText.js';
import { Confirmer, type Finding } from './confirm.js';
import { findingLine, readFinding, tableOf, writeFindings } from './report.js';
import { runPool } from './run/pool.js';
import type { ReaderOptions } from './run/readerProcess.js';
import { Tally } from './run/tally.js';
import { readSettings, type Settings, USAGE } from './settings.js';
import { TARGETS } from './targets/registry.js';
import { isFault } from './verdict.js';

const MEMORY_BYTES = 2 ** 31;
/** What comes late has come by then. */
const SETTLE_MS = 500;
/** Time to make one input smaller. */
const REDUCTION_MS = 30_000;
/** Time to make all of them smaller; what is left then is reported as it is. */
const ALL_REDUCTIONS_MS = 600_000;

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
  print(`${name}: ${verdict}: ${plainLine(detail)}`);
  for (const line of stack.split('\n').slice(1)) print(plainLine(line));
  return !isFault(verdict);
}

interface Confirmed {
  readonly findings: readonly Finding[];
  /** Inputs that took longer than they may, but not when they were read alone. */
  readonly slow: number;
}

async function confirmAll(tally: Tally, options: ReaderOptions, tries: number): Promise<Confirmed> {
  const confirmer = new Confirmer(options);
  const findings: Finding[] = [];
  let slow = 0;
  const end = performance.now() + ALL_REDUCTIONS_MS;
  try {
    for (const [i, group] of [...tally.groups.values()].entries()) {
      process.stderr.write(`fault ${i + 1} of ${tally.groups.size}: ${plainLine(group.signature)}\n`);
      const timeMs = Math.min(REDUCTION_MS, Math.max(0, end - performance.now()));
      const finding = await confirmer.confirm(group, { tries, timeMs });
      if (finding) findings.push(finding);
      else slow += tally.withdraw(group);
    }
  } finally {
    confirmer.close();
  }
  return { findings, slow };
}

async function run(settings: Settings, options: ReaderOptions): Promise<boolean> {
  const { seed, perTarget, children, out, tries, timeMs } = settings;
  const tally = new Tally();
  const begin = performance.now();
  const plan = { targets: chosenTargets(settings), perTarget, seed, children };
  await runPool(plan, options, tally, (name) => process.stderr.write(`${name}\n`));
  const { findings, slow } = await confirmAll(tally, options, tries);
  print(tableOf(tally));
  print(`seed ${seed}, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  if (slow > 0) print(`${slow} took more than ${timeMs / 1000} s, but not when read alone`);
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
    settleMs: SETTLE_MS,
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
