/** Kinds of jobs whose files may lie in a store: they are copied here, worked on, and results are copied there. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import type { JobKind, JobTools, PlannedJob } from './kind.js';
import { type FileStore, isStored } from './store.js';

type Values = Readonly<Record<string, unknown>>;

/** The addresses among the values of a job. */
const storedIn = (values: Values) => Object.values(values).flat().filter(isStored);

/** A kind of job that takes addresses of a store wherever it takes files. @param scratch folder for copies */
export function storedKind(kind: JobKind, store: FileStore, scratch: string): JobKind {
  const plan = (values: Values) =>
    storedIn(values).length > 0 ? planStored(kind, { store, scratch }, values) : kind.plan(values);
  return { ...kind, plan };
}

/** Where files come from, and where they are copied to. */
interface StoreTools {
  readonly store: FileStore;
  readonly scratch: string;
}

async function planStored(
  kind: JobKind,
  { store, scratch }: StoreTools,
  values: Values,
): Promise<PlannedJob> {
  const inputs = filesIn(kind.table, values);
  const outputs = storedIn(values).filter((address) => !inputs.includes(address));
  if (values.share !== undefined)
    throw new NstError(
      'NST_BAD_OPTION',
      'pieces: expected files in a shared folder, found some in a store; leave pieces out, or name files',
    );
  if (values.output === undefined)
    throw new NstError('NST_BAD_OPTION', 'output: expected a name, as files lie in a store, found none');
  for (const address of outputs)
    if (values.force !== true && (await store.tagOf(address)) !== undefined)
      throw new NstError(
        'NST_WOULD_OVERWRITE',
        `${address}: exists already; add --force to replace it, or choose another name`,
      );
  const local = isStored(values.output) ? [] : [String(values.output)];
  return {
    inputs,
    outputs: [...outputs, ...local],
    run: (tools) => runHere(kind, { store, scratch, values, outputs }, tools),
  };
}

async function runHere(
  kind: JobKind,
  {
    store,
    scratch,
    values,
    outputs,
  }: StoreTools & { readonly values: Values; readonly outputs: readonly string[] },
  tools: JobTools,
): Promise<void> {
  const folder = await mkdtemp(join(scratch, 'nst-store-'));
  try {
    const paths = new Map<string, string>();
    // Names stay, in folders of their own: they are written into results.
    for (const address of new Set(storedIn(values))) {
      const path = join(folder, String(paths.size), basename(address));
      await mkdir(join(folder, String(paths.size)));
      paths.set(address, path);
      if (!outputs.includes(address)) await store.fetch(address, path);
    }
    const pathOf = (value: unknown) => (isStored(value) ? (paths.get(value) ?? value) : value);
    const here = Object.entries(values).map(
      ([name, value]) => [name, Array.isArray(value) ? value.map(pathOf) : pathOf(value)] as const,
    );
    const job = await kind.plan(Object.fromEntries(here));
    await job.run(tools);
    for (const address of outputs) await store.put(paths.get(address)!, address);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
