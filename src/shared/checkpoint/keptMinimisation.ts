import { createHash } from 'node:crypto';
import type { MinimizeResult, Snapshot } from '../optim/minimize.js';
import type { MinimizationKeeper } from './keeper.js';

/** The key of a minimisation. @param facts what is no array, as JSON can hold it @param arrays all that it depends on, in a fixed order */
export function minimisationKey(facts: unknown, arrays: Iterable<Float32Array>): string {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const { buffer, byteOffset, byteLength } of arrays)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}

/** A minimisation whose result and snapshots are kept: made, gone on with, or looked up. */
export async function keptMinimisation<Result extends MinimizeResult | undefined>(
  keeper: MinimizationKeeper,
  key: string,
  run: (
    from: Snapshot | undefined,
    snapshots: { readonly everyMs: number; readonly onSnapshot: (snapshot: Snapshot) => void },
  ) => Promise<Result>,
): Promise<Result | MinimizeResult> {
  const done = keeper.resultOf(key);
  if (done) return done;
  const result = await run(keeper.snapshotOf(key), {
    everyMs: keeper.everyMs,
    onSnapshot: (snapshot) => keeper.keepSnapshot(key, snapshot),
  });
  if (result && result.ended !== 'stopped') keeper.keepResult(key, result);
  return result;
}
