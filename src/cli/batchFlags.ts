import type { OptionsOf } from '../shared/options/option.js';
import { fileOption, outputOption } from '../shared/options/paths.js';
import { switchOption, textOption } from '../shared/options/texts.js';
import { RUN_FLAGS } from './runFlags.js';
import { workersOption } from './workersOption.js';

const JOBS = 'What is done';
const WORK = 'Who does it';
/** Jobs at the same time. @param otherwise how many if it is left out, in words */
const workers = (otherwise: string) =>
  workersOption({ help: 'jobs at the same time', section: WORK, otherwise });

const storeOption = textOption({
  help: 'address of an S3-compatible server, for files that are named s3://bucket/file',
  placeholder: '<address>',
  section: WORK,
  part: 'run',
  environment: 'NST_STORE',
  otherwise: 'that of AWS',
});

/** Arguments and flags of `nst batch`. */
export const BATCH_FLAGS = {
  /** The list of jobs. */
  jobs: fileOption({
    help: 'a list of jobs: .jsonl (an object a line) or .csv; - is standard input, as objects',
    placeholder: '[jobs]',
    section: JOBS,
    part: 'recipe',
  }),
  results: outputOption({
    help: 'where it is noted what became of each job: a line a job',
    section: JOBS,
    otherwise: 'NAME.results.jsonl beside the list',
  }),
  retry: switchOption({ help: 'only the jobs that have failed', section: JOBS, part: 'output' }),
  workers: workers('one for each core, as far as memory allows'),
  queue: textOption({
    help: 'a Redis server whose workers do the jobs: redis://host:port',
    placeholder: '<address>',
    section: WORK,
    part: 'run',
    environment: 'NST_QUEUE',
  }),
  store: storeOption,
  ...RUN_FLAGS,
  json: { ...RUN_FLAGS.json, help: 'print one JSON object about each job' },
  force: { ...RUN_FLAGS.force, help: 'replace results that exist' },
} as const;

/** Flags of `nst worker`. */
export const WORKER_FLAGS = {
  queue: textOption({
    help: 'the Redis server whose jobs are done: redis://host:port',
    placeholder: '<address>',
    section: WORK,
    part: 'run',
    environment: 'NST_QUEUE',
  }),
  root: outputOption({
    help: 'the folder that paths of jobs start from: that of the list, as this machine sees it',
    placeholder: '<folder>',
    section: WORK,
    otherwise: 'this one',
  }),
  workers: workers('one for each core'),
  store: storeOption,
  quiet: RUN_FLAGS.quiet,
  verbose: RUN_FLAGS.verbose,
} as const;

/** Their values. */
export type BatchFlags = OptionsOf<typeof BATCH_FLAGS>;
/** Their values. */
export type WorkerFlags = OptionsOf<typeof WORKER_FLAGS>;
