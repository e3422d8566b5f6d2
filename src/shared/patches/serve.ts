import { parentPort } from 'node:worker_threads';
import { Crew } from './crew.js';

/** Told by one of the threads after each round of all: how many are done. */
export type OnRound = (done: number) => void;

/** What a thread is sent for each problem; all of its arrays are shared. */
export interface Order<Problem> {
  readonly problem: Problem;
  readonly crewSize: number;
  readonly crewState: Int32Array<SharedArrayBuffer>;
}

/** What it answers: rounds done so far, or that all is done. */
export type Answer = { readonly round: number } | { readonly isDone: true };

/** Makes this thread one of a crew: it runs what every thread of the crew runs, for each problem that it is sent. */
export function serve<Problem>(run: (problem: Problem, crew: Crew, onRound: OnRound) => void): void {
  if (!parentPort) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const answer = (message: Answer) => port.postMessage(message);
  port.on('message', ({ problem, crewSize, crewState }: Order<Problem>) => {
    run(problem, new Crew(crewSize, crewState), (round) => answer({ round }));
    answer({ isDone: true });
  });
}
