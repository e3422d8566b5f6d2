/** `nst rerun`: a result once more, out of what `--sidecar` wrote beside it. */
import { dirname, resolve } from 'node:path';
import { chdir, cwd } from 'node:process';
import { Command } from 'commander';
import { NstError } from '../shared/errors.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { textOption } from '../shared/options/texts.js';
import { packageVersion } from './packageVersion.js';
import { RUN_FLAGS } from './runFlags.js';
import type { Sidecar } from './sidecar/sidecar.js';
import { say } from './streams.js';
import { addTable } from './tableCommand.js';

/** Arguments and flags of `nst rerun`. */
export const RERUN_FLAGS = {
  sidecar: textOption({
    help: 'the .json file that --sidecar wrote beside a result',
    placeholder: '[sidecar]',
    section: 'What is told',
    part: 'recipe',
  }),
  output: outputOption({
    help: 'the result',
    short: '-o',
    section: 'What is told',
    otherwise: 'where it was, with --force',
  }),
  ...RUN_FLAGS,
} as const;
/** What a second run is not to do because the first one did: write a sidecar, and replace what is there. */
const SETTLED = new Set(['--sidecar', '--force']);
type RerunFlags = OptionsOf<typeof RERUN_FLAGS>;

/** The command, to be added to the program. @param main runs the command line that made the result */
export function rerunCommand(main: (words: readonly string[]) => Promise<void>): Command {
  const command = new Command('rerun')
    .description('make a result again, out of what --sidecar wrote beside it')
    .usage('<out.json> [options]');
  return addTable(command, RERUN_FLAGS).action((path: string | undefined, flags: RerunFlags) =>
    rerun(path, flags, main),
  );
}

async function rerun(
  path: string | undefined,
  flags: RerunFlags,
  main: (words: readonly string[]) => Promise<void>,
): Promise<void> {
  if (path === undefined)
    throw new NstError(
      'NST_BAD_OPTION',
      'sidecar: expected the .json file beside a result, found none; name it',
    );
  const { digested, readSidecar } = await import('./sidecar/sidecar.js');
  const made = await readSidecar(path);
  const output = flags.output && resolve(flags.output);
  const before = cwd();
  chdir(resolve(dirname(path), made.folder));
  try {
    const now = await digested(made.inputs.map((input) => input.path));
    checkInputs(path, made, new Map(now.map((input) => [input.path, input.sha256])));
    await main([...made.words.filter((word) => !SETTLED.has(word)), ...wordsOf(flags, output)]);
    if (!flags.quiet && !process.exitCode) await tellWhetherSame(made, output);
  } finally {
    chdir(before);
  }
}

/** @throws NstError NST_BAD_INPUT that names the first input that is not what it was */
function checkInputs(path: string, { inputs }: Sidecar, now: ReadonlyMap<string, string>): void {
  for (const input of inputs) {
    const digest = now.get(input.path);
    if (digest === input.sha256) continue;
    const problem = digest === undefined ? 'is not there any more' : 'is not what it was';
    throw new NstError(
      'NST_BAD_INPUT',
      `${path}: ${input.path} ${problem}; put the file back, or run its command by hand`,
    );
  }
}

/** Behind the words of the first run: what is said last counts. */
function wordsOf({ force, json, quiet, verbose }: RerunFlags, output: string | undefined): string[] {
  const switches = { force, json, quiet, verbose };
  const named = Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [`--${name}`] : []));
  return [...(output === undefined ? [] : ['--output', output]), ...named];
}

async function tellWhetherSame({ outputs, version }: Sidecar, output: string | undefined): Promise<void> {
  const { digested } = await import('./sidecar/sidecar.js');
  const [first] = outputs;
  if (!first) return;
  const [now] = await digested([output ?? first.path]);
  if (now?.sha256 === first.sha256) return say(`${now.path}: the same bytes as before`);
  const other = version === packageVersion() ? 'another device, or another processor' : `version ${version}`;
  say(`${output ?? first.path}: not the same bytes as before, which were made by ${other}`);
}
