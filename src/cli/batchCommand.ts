/** `nst batch`: many jobs, out of a list. */
import { basename, dirname, extname, resolve } from 'node:path';
import { chdir } from 'node:process';
import { Command } from 'commander';
import type { ListedJob, ListForm } from '../jobs/jobList.js';
import { NstError } from '../shared/errors.js';
import { readInputFile } from '../shared/inputFile.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { BATCH_FLAGS, type BatchFlags } from './batchFlags.js';
import { missingArgument } from './greedyOptions.js';
import { JOB_KINDS } from './jobKinds.js';
import { readStandardInput, STANDARD_STREAM } from './standardStreams.js';
import { addTable } from './tableCommand.js';

const EXAMPLES = `
Examples:
  nst batch jobs.jsonl
  nst batch jobs.csv --retry
  nst batch jobs.jsonl --queue redis://localhost:6379

A line of jobs.jsonl is a command with its arguments and options by their long names; paths start from the folder of the list:
  {"command":"glyph","text":"Hi","style":"fire.png","size":128,"output":"hi.png"}`;

/** A hundred thousand jobs. */
const MAX_LIST_BYTES = 2 ** 26;

/** The command, to be added to the program. */
export function batchCommand(): Command {
  const command = new Command('batch')
    .description('do many jobs, out of a list')
    .usage('<jobs.jsonl|jobs.csv|-> [options]');
  return addTable(command, BATCH_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(jobs: string | undefined, flags: BatchFlags): Promise<void> {
  if (jobs === undefined) throw missingArgument('jobs', 'the list of jobs', []);
  const results = resultsPath(jobs, flags);
  const list = await readList(jobs);
  if (results !== undefined) await checkOutputPath(results, { force: true, inputs: [jobs] });
  // Paths of jobs start from the list.
  if (jobs !== STANDARD_STREAM) chdir(dirname(resolve(jobs)));
  const { runList } = await import('./batchRun.js');
  await runList({ list, kinds: JOB_KINDS, results, nameOf: (line) => `line ${line}` }, flags);
}

/** Undefined for jobs that come through a pipe, unless a file is named. */
function resultsPath(jobs: string, { results }: BatchFlags): string | undefined {
  if (results !== undefined) return resolve(results);
  return jobs === STANDARD_STREAM ? undefined : resolve(suffixedPath(jobs, '', '.results.jsonl'));
}

/** @throws NstError NST_BAD_INPUT */
async function readList(jobs: string): Promise<ListedJob[]> {
  const { readJobList } = await import('../jobs/jobList.js');
  const isStandard = jobs === STANDARD_STREAM;
  const bytes = isStandard
    ? await readStandardInput('a list of jobs', { bytes: MAX_LIST_BYTES, text: '64 MiB' })
    : await readInputFile(jobs, { expected: 'a list of jobs (.jsonl or .csv)', maxBytes: MAX_LIST_BYTES });
  return readJobList(bytes.toString('utf8'), isStandard ? 'jsonl' : formOf(jobs), basename(jobs));
}

const FORMS: Readonly<Record<string, ListForm>> = { '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.csv': 'csv' };

function formOf(path: string): ListForm {
  const form = FORMS[extname(path).toLowerCase()];
  if (form) return form;
  throw new NstError('NST_BAD_OPTION', `jobs: expected a list that ends in .jsonl or .csv, found "${path}"`);
}
