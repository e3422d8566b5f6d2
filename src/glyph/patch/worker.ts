/** A thread of the patch engine. */
import { parentPort } from 'node:worker_threads';
import { Crew } from './crew.js';
import { type Problem, runProgram } from './program.js';

/** What a thread is sent for each problem; all of its arrays are shared. */
export interface Order {
  readonly problem: Problem;
  readonly crewSize: number;
  readonly crewState: Int32Array<SharedArrayBuffer>;
}

/** What it answers: rounds done so far, or that all is done. */
export type Answer = { readonly round: number } | { readonly isDone: true };

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const answer = (message: Answer) => port.postMessage(message);

port.on('message', ({ problem, crewSize, crewState }: Order) => {
  runProgram(problem, new Crew(crewSize, crewState), (round) => answer({ round }));
  answer({ isDone: true });
});
