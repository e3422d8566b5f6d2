import type { MinimizeControls, Snapshot } from '../optim/minimize.js';

/**
 * Sends where a minimisation stands from time to time, and where it stops. A snapshot is as large as what the optimiser
 * remembers, so it is not sent after every evaluation.
 *
 * @param everyMs between two; undefined: none is sent
 * @param send has to copy it before it returns
 * @param now in ms
 */
export function snapshotSender(
  everyMs: number | undefined,
  send: (snapshot: Snapshot) => void,
  now: () => number = () => performance.now(),
): MinimizeControls['onSnapshot'] {
  if (everyMs === undefined) return undefined;
  let lastMs = now();
  return (snapshot, isStopped) => {
    if (!isStopped && now() - lastMs < everyMs) return;
    send(snapshot);
    lastMs = now();
  };
}
