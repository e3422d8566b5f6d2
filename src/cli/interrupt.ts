import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { removeTemporaries } from '../shared/atomicFile.js';

/** What asks for an end: Ctrl-C, a polite kill, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** By convention, what a signal has ended has 128 and its number for an exit code. */
const codeOf = (signal: Signal) => 128 + constants.signals[signal];

let received: Signal | undefined;
/** Asked early: a terminal that is gone is none any more. */
const hadTerminal = [0, 1, 2].some((fd) => isatty(fd));

/** The exit code of what was interrupted: that of the signal, or of Ctrl-C if a program has asked. */
export function interruptedCode(): number {
  return codeOf(received ?? 'SIGINT');
}

/**
 * Ends a program whose terminal is gone, when all is done. Node would try to restore the terminal, and abort with a memory dump
 * because it cannot; the signal itself ends it with the same exit code for a shell.
 */
export function leaveClosedTerminal(): void {
  if (received === 'SIGHUP' && hadTerminal) process.kill(process.pid, 'SIGHUP');
}

/** A signal that Ctrl-C (or a polite kill, or the end of the terminal) raises. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

/** The first Ctrl-C asks for an orderly end, the second leaves at once. */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  const onSignal = (signal: Signal) => {
    if (!controller.signal.aborted) {
      received = signal;
      controller.abort();
      return;
    }
    // The system and the shell both tell of a terminal that is closed: twice is not more than once.
    if (signal === 'SIGHUP') return;
    removeTemporaries();
    process.exit(interruptedCode());
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
