/** The engine's worker thread: ONNX Runtime blocks its thread while it runs, so it gets one of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, NstError } from '../errors.js';
import { minimize } from '../optim/minimize.js';
import type { AnyState } from '../optim/optimizerSpec.js';
import { evaluationOf } from './outputs.js';
import type { Feeds, Message, Request, Results } from './protocol.js';
import { OnnxSession } from './session.js';
import { snapshotSender } from './snapshotSender.js';
import { WorkerState } from './workerState.js';

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const state = new WorkerState(workerData as Int32Array<SharedArrayBuffer>);
const sessions = new Map<number, OnnxSession>();
/** Where the last minimisation of a session left its optimiser, for those that may go on from there. */
const optimizers = new Map<number, AnyState>();
let nextSession = 0;

function session(id: number): OnnxSession {
  const open = sessions.get(id);
  if (!open) throw new NstError('NST_INTERNAL', 'the program was released');
  return open;
}

async function runMinimize(
  id: number,
  { session: key, task, stop, snapshotEveryMs }: Extract<Request, { kind: 'minimize' }>,
) {
  const { variable, start, frozen, optimizer, settings, resume, from } = task;
  const target = session(key);
  const before = optimizers.get(key);
  optimizers.delete(key);
  const evaluate = async (x: Float32Array) => {
    const outputs = await target.run({ ...frozen, [variable]: x });
    const { total, terms, gradients } = evaluationOf(outputs);
    return { total, terms, gradient: gradients[variable]! };
  };
  return minimize(evaluate, start, optimizer, settings, {
    isStopped: () => Atomics.load(stop, 0) !== 0 || state.isClosing,
    onStep: (step) => post({ id, kind: 'progress', progress: { kind: 'step', step } }),
    resumed: resume ? before : undefined,
    from,
    onSnapshot: snapshotSender(snapshotEveryMs, (snapshot) =>
      post({ id, kind: 'progress', progress: { kind: 'snapshot', snapshot } }),
    ),
    onEnd: (end) => {
      // Only who resumes wants it, and histories are large.
      if (resume !== undefined) optimizers.set(key, end);
    },
  });
}

async function answer(id: number, request: Request): Promise<Results[keyof Results]> {
  switch (request.kind) {
    case 'create': {
      sessions.set(nextSession, await OnnxSession.create(request.model, request.provider, request.threads));
      return nextSession++;
    }
    case 'run':
      return session(request.session).run(request.feeds as Feeds, request.shapes);
    case 'minimize':
      return runMinimize(id, request);
    case 'release': {
      await session(request.session).release();
      sessions.delete(request.session);
      optimizers.delete(request.session);
      return null;
    }
    case 'close': {
      for (const open of sessions.values()) await open.release();
      // Nothing else keeps the thread alive.
      port.close();
      return null;
    }
  }
}

function post(message: Message): void {
  port.postMessage(message);
}

// One request at a time: sessions share this thread's cores.
let queue: Promise<void> = Promise.resolve();
port.on('message', ({ id, request }: { id: number; request: Request }) => {
  queue = queue.then(async () => {
    // Nobody waits for the answer any more.
    if (!state.begin() && request.kind !== 'close') return;
    try {
      post({ id, kind: 'result', result: await answer(id, request) });
    } catch (error) {
      const code = error instanceof NstError ? error.code : 'NST_INTERNAL';
      post({ id, kind: 'error', code, message: messageOf(error) });
    } finally {
      state.end();
    }
  });
});
