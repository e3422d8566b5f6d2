/** What a run is asked for on the command line. */
import { parseArgs } from 'node:util';

/** Settings of a run. */
export interface Settings {
  readonly seed: number;
  /** Changed inputs for each target. */
  readonly perTarget: number;
  /** Names of targets, all of them if empty. */
  readonly only: readonly string[];
  /** Where inputs with faults are written. */
  readonly out: string;
  readonly timeMs: number;
  readonly children: number;
  /** Tries to make each input smaller. */
  readonly tries: number;
  /** A folder with one finding, to be read once more. */
  readonly repeat?: string;
}

/** How the command is used. */
export const USAGE = `npm run fuzz -- [--seed N] [--per N] [--only NAME,NAME] [--out FOLDER] [--seconds N]
                    [--children N] [--ci] [--repeat FOLDER]`;

/** A run of the usual size, and the short one that is part of the tests. */
const FULL = { perTarget: 400, timeS: 20, tries: 200 } as const;
const SHORT = { perTarget: 8, timeS: 10, tries: 40 } as const;

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`--${name}: expected a whole number, found "${text}"`);
}

/** Reads the arguments. @throws Error of one line */
export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{
        seed: { type: 'string' },
        per: { type: 'string' },
        only: { type: 'string' },
        out: { type: 'string' },
      },
      ...{ seconds: { type: 'string' }, children: { type: 'string' }, repeat: { type: 'string' } },
      ci: { type: 'boolean' },
    },
  });
  const size = values.ci === true ? SHORT : FULL;
  return {
    seed: wholeNumber('seed', values.seed, 1),
    perTarget: wholeNumber('per', values.per, size.perTarget),
    only: values.only?.split(',').map((name) => name.trim()) ?? [],
    out: values.out ?? 'out/fuzz',
    timeMs: 1000 * wholeNumber('seconds', values.seconds, size.timeS),
    children: Math.max(1, wholeNumber('children', values.children, 2)),
    tries: size.tries,
    ...(values.repeat !== undefined && { repeat: values.repeat }),
  };
}
