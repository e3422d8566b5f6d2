/** Commands for many files: the command line becomes a list of jobs, which are done as those of `nst batch` are. */
import { stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { JobKind } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { type FileSort, filesNamed, meaningOf } from '../shared/filesLike.js';
import type { OptionsOf, OptionTable } from '../shared/options/option.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { type GivenTexts, listenToFlags } from './givenTexts.js';
import { restoreArguments } from './greedyOptions.js';
import { type EACH_FLAGS, NAMES_OF_MANY } from './manyFlags.js';
import type { RunFlags } from './runFlags.js';
import { greedyNames } from './tableCommand.js';

/** A command that any number of files may be named to. */
export class FilesCommand extends Command {
  /** Those of the program allow no arguments but those that a command has a name for. */
  override copyInheritedSettings(from: Command): this {
    return super.copyInheritedSettings(from).allowExcessArguments(true);
  }
}

/** What it takes to do many files. */
export interface ManyCommand {
  readonly kind: JobKind;
  /** Arguments and flags of the command. */
  readonly table: OptionTable;
  /** Files that patterns and folders stand for. */
  readonly sort: FileSort;
  /** Name of the argument; left out: `content`. */
  readonly contentField?: string;
  /** Whether a folder stands for its files, and is not itself something to work on. */
  readonly hasFolders: boolean;
  /** Whether the command itself takes several files, and asks for this only to do them otherwise. */
  readonly takesSeveral?: boolean;
  /** The ending of results; left out: `.png`. */
  endingOf?(content: string): string;
}

/** Flags that are asked about here. */
type ManyValues = RunFlags & OptionsOf<typeof EACH_FLAGS> & { readonly output?: string };

/** Said of the whole, not of each job. */
const NOT_OF_EACH = new Set([...NAMES_OF_MANY, 'output', 'force', 'json', 'quiet', 'verbose', 'style']);
/** They are about one result. */
const OF_A_SINGLE_RESULT = ['checkpoint', 'sidecar', 'preview', 'report', 'resume', 'sheet', 'list'];

/** What becomes of the jobs is noted in a file of this name, beside the results. */
const resultsName = (command: string) => `nst-${command}.results.jsonl`;

/**
 * Lets a command do many files.
 *
 * @param single runs it for the one that it was made for: what commander gives to an action
 */
export function actMany<Flags extends ManyValues, Argument>(
  command: FilesCommand,
  many: ManyCommand,
  single: (argument: Argument, flags: Flags) => Promise<void>,
): FilesCommand {
  const texts = listenToFlags(command, many.table);
  return command.action(async (argument: Argument, flags: Flags) => {
    const given = giveBack(command.args, texts, flags, many.table);
    if (await isMany(given, flags, many)) return runMany(given, flags, many);
    await single(argument, flags);
  });
}

/** Arguments and texts of flags, each where it belongs. */
interface Given {
  readonly contents: readonly string[];
  readonly texts: GivenTexts;
}

/** `--style a.jpg photo.jpg` leaves no content: what the flag has taken is given back. */
function giveBack(args: readonly string[], texts: GivenTexts, flags: object, table: OptionTable): Given {
  if (args.length > 0) return { contents: args, texts };
  const greedy = greedyNames(table) as never[];
  const { taken = [], options } = restoreArguments(flags, greedy, 1) ?? {};
  if (taken.length === 0 || options === undefined) return { contents: [], texts };
  const [name] = Object.entries(texts).find(
    ([, value]) => Array.isArray(value) && value.at(-1) === taken[0] && value.length > 1,
  ) ?? [undefined];
  if (name === undefined) return { contents: [], texts };
  return { contents: taken, texts: { ...texts, [name]: (texts[name] as string[]).slice(0, -1) } };
}

async function isMany(
  { contents }: Given,
  { each, retry, workers }: ManyValues,
  { hasFolders, takesSeveral }: ManyCommand,
): Promise<boolean> {
  if (contents.length === 0) return false;
  if (each || retry || workers !== undefined) return true;
  if (takesSeveral) return false;
  if (contents.length > 1) return true;
  const meaning = await meaningOf(contents[0]!);
  return meaning === 'pattern' || (meaning === 'folder' && hasFolders);
}

async function runMany(given: Given, flags: ManyValues, many: ManyCommand): Promise<void> {
  const { kind, sort, contentField = 'content', hasFolders, endingOf = () => '.png' } = many;
  const { texts } = given;
  checkTexts(texts);
  const contents = hasFolders
    ? await filesNamed(given.contents, sort)
    : await namedBut('folder', given.contents, sort);
  await checkThere(contents, sort);
  const styles = [texts.style ?? []].flat().map(String);
  const { PICTURE_FILES } = await import('../shared/pictures/folder.js');
  // Of films, styles are pictures.
  const styleSort = kind.command === 'audio' ? sort : PICTURE_FILES;
  const styleNames = await filesNamed(styles, styleSort);
  const { manyJobs } = await import('../jobs/manyJobs.js');
  const fields = Object.fromEntries(Object.entries(texts).filter(([name]) => !NOT_OF_EACH.has(name)));
  const folder = flags.output === undefined ? undefined : await folderOf(flags.output);
  const jobs = manyJobs({
    command: kind.command,
    contentField,
    contents,
    eachOf: flags.each ? styleNames : undefined,
    fields: flags.each || styleNames.length === 0 ? fields : { ...fields, style: styleNames },
    folder,
    endingOf,
  });
  await checkOptions(kind, jobs[0]!.job.fields);
  const results = resolve(join(folder ?? dirname(contents[0]!), resultsName(kind.command)));
  const list = jobs.map(({ job }, i) => ({ line: i + 1, job }));
  const { runList } = await import('./batchRun.js');
  await runList({ list, kinds: [kind], results, nameOf: (line) => jobs[line - 1]!.name }, flags);
}

/** A name that nothing has is a slip of the pen, and nothing is begun. @throws NstError NST_BAD_INPUT */
async function checkThere(contents: readonly string[], { what }: FileSort): Promise<void> {
  // Numbers of frames stand for many files.
  for (const path of contents.filter((name) => !name.includes('%'))) {
    if (await stat(path).catch(() => undefined)) continue;
    throw new NstError('NST_BAD_INPUT', `${path}: expected ${what}, found no file of that name; check it`);
  }
}

/** What is wrong with an option is wrong in every job: it is said once. @throws NstError NST_BAD_OPTION */
async function checkOptions(
  { command, table, plan }: JobKind,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { jobValues } = await import('../jobs/jobValues.js');
  try {
    await plan(jobValues(command, table, fields));
  } catch (error) {
    // What else is wrong may be so with the first file alone; its job will say it.
    if (error instanceof NstError && error.code === 'NST_BAD_OPTION') throw error;
  }
}

/** @throws NstError NST_BAD_OPTION */
function checkTexts(texts: GivenTexts): void {
  const other = OF_A_SINGLE_RESULT.find((name) => texts[name] !== undefined);
  if (other === undefined) return;
  throw new NstError('NST_BAD_OPTION', `${other}: is for a single result; leave it out, or name one file`);
}

/** As `filesNamed`, but what has a meaning of its own is left as it is. */
async function namedBut(meaning: 'folder', paths: readonly string[], sort: FileSort): Promise<string[]> {
  const named = paths.map(async (path) =>
    (await meaningOf(path)) === meaning ? [path] : filesNamed([path], sort),
  );
  return (await Promise.all(named)).flat();
}

/** @throws NstError NST_BAD_OPTION for a name that is one of a file */
async function folderOf(output: string): Promise<string> {
  const info = await stat(output).catch(() => undefined);
  if (!info?.isDirectory() && extname(output) !== '' && !/[/\\]$/.test(output))
    throw new NstError(
      'NST_BAD_OPTION',
      `output: expected a folder for several results, found "${output}"; name one, such as out/`,
    );
  await makeOutputFolder(output);
  return output;
}
