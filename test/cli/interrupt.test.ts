import { constants } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catchInterrupt, interruptedCode } from '../../src/cli/interrupt.js';

const { SIGHUP, SIGINT, SIGTERM } = constants.signals;
const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
const raise = (signal: NodeJS.Signals) => process.emit(signal, signal);
afterEach(() => exit.mockClear());

describe('catchInterrupt', () => {
  it.each([
    ['SIGINT', SIGINT],
    ['SIGTERM', SIGTERM],
    ['SIGHUP', SIGHUP],
  ] as const)('asks for an end at %s, and leaves at once at a second one', (signal, number) => {
    const interrupt = catchInterrupt();
    expect(interrupt.signal.aborted).toBe(false);
    raise(signal);
    expect(interrupt.signal.aborted).toBe(true);
    expect(exit).not.toHaveBeenCalled();
    raise('SIGINT');
    expect(exit.mock.calls).toEqual([[128 + number]]);
    interrupt.release();
    expect(interruptedCode()).toBe(128 + number);
  });

  it('hears twice of a terminal that is closed, and still ends in order', () => {
    const interrupt = catchInterrupt();
    raise('SIGHUP');
    raise('SIGHUP');
    expect(interrupt.signal.aborted).toBe(true);
    expect(exit).not.toHaveBeenCalled();
    interrupt.release();
  });

  it('gives signals back their usual meaning', () => {
    const count = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
    const before = count();
    catchInterrupt().release();
    expect(count()).toEqual(before);
  });
});
