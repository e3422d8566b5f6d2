/** Kinds of jobs whose files may lie in a store: they are copied here, worked on, and results are copied there. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import type { JobKind, JobTools, PlannedJob } from './kind.js';
import { type FileStore, isStored } from './store.js';

type Values = Readonly<Record<string, unknown>>;

/** A kind of job that takes addresses of a store wherever it takes files. */
export function storedKind(kind: JobKind, store: FileStore): JobKind {
  const plan = (values: Values) =>
    Object.values(values).flat().some(isStored) ? planStored(kind, store, values) : kind.plan(values);
  return { ...kind, plan };
}

async function planStored(kind: JobKind, store: FileStore, values: Values): Promise<PlannedJob> {
  const inputs = filesIn(kind.table, values);
  const outputs = Object.values(values)
    .flat()
    .filter(isStored)
    .filter((address) => !inputs.includes(address));
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
    run: (tools) => runHere(kind, { store, values, outputs }, tools),
  };
}

async function runHere(
  kind: JobKind,
  {
    store,
    values,
    outputs,
  }: { readonly store: FileStore; readonly values: Values; readonly outputs: readonly string[] },
  tools: JobTools,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-store-'));
  try {
    const paths = new Map<string, string>();
    // Names stay, in folders of their own: they are written into results.
    for (const address of new Set(Object.values(values).flat().filter(isStored))) {
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
