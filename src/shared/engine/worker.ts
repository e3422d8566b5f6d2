/** The engine's worker thread: ONNX Runtime blocks its thread while it runs, so it gets one of its own. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../errors.js';
import { minimize } from '../optim/minimize.js';
import { evaluationOf } from './outputs.js';
import type { Feeds, Message, MinimizeTask, Request, Results } from './protocol.js';
import { OnnxSession } from './session.js';

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const sessions = new Map<number, OnnxSession>();
let nextSession = 0;

function session(id: number): OnnxSession {
  const found = sessions.get(id);
  if (!found) throw new Error(`there is no session ${id}`);
  return found;
}

async function runMinimize(id: number, target: OnnxSession, task: MinimizeTask, stop: Int32Array) {
  const { variable, start, frozen, optimizer, settings } = task;
  const evaluate = async (x: Float32Array) => {
    const outputs = await target.run({ ...frozen, [variable]: x });
    const { total, terms, gradients } = evaluationOf(outputs);
    return { total, terms, gradient: gradients[variable] as Float32Array };
  };
  return minimize(evaluate, start, optimizer, settings, {
    isStopped: () => Atomics.load(stop, 0) !== 0,
    onStep: (progress) => post({ id, kind: 'progress', progress }),
  });
}

async function answer(id: number, request: Request): Promise<Results[keyof Results]> {
  switch (request.kind) {
    case 'create': {
      sessions.set(nextSession, await OnnxSession.create(request.model, request.provider, request.threads));
      return nextSession++;
    }
    case 'run':
      return session(request.session).run(request.feeds as Feeds);
    case 'minimize':
      return runMinimize(id, session(request.session), request.task, request.stop);
    case 'release': {
      await session(request.session).release();
      sessions.delete(request.session);
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
    try {
      post({ id, kind: 'result', result: await answer(id, request) });
    } catch (error) {
      post({ id, kind: 'error', message: messageOf(error) });
    }
  });
});
