/** What came of all inputs. */
import type { Input } from '../input.js';
import type { Target } from '../targets/target.js';
import { isFault, type Outcome } from '../verdict.js';

/** An input, and who read it. */
export interface Read {
  readonly target: Target;
  readonly input: Input;
}

/** What came of one input. */
export interface Failure extends Read {
  /** The input's number, which with the seed of the run makes it again. */
  readonly number: number;
  readonly outcome: Outcome;
  /** Whether the fault is that a sound input was refused, or one that is to be refused was not. */
  readonly isSeedFault: boolean;
  /** What the same process had read just before, the latest last: a late exception may be its. */
  readonly before: readonly Read[];
}

/** Faults that look alike. */
export interface Group {
  readonly signature: string;
  readonly failures: Failure[];
}

/** Numbers of one target's inputs by verdict. */
export type Row = Partial<Record<Outcome['verdict'], number>> & { inputs: number; slowestMs: number };

/** What a fault looks like, without the numbers and names that differ from input to input. */
export function signatureOf({ target, outcome }: Pick<Failure, 'target' | 'outcome'>): string {
  const { verdict, detail, stack = '' } = outcome;
  const where = /^\s+at .*?([^/\\]+\.m?[jt]s):\d+/m.exec(stack)?.[1] ?? '';
  const alike = detail
    .replaceAll(/U\+[0-9a-f]+/g, '')
    .replaceAll(/"[^"]*"|'[^']*'|\([^)]*\)/g, '""')
    .replaceAll(/[^a-zA-Z ]+/g, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 8)
    .join(' ');
  return [target.name, verdict, where, alike].join(' | ');
}

/** Counts outcomes and keeps faults, by what they look like. */
export class Tally {
  readonly rows = new Map<string, Row>();
  readonly groups = new Map<string, Group>();

  add(failure: Failure): void {
    const { target, outcome } = failure;
    const row = this.rows.get(target.name) ?? { inputs: 0, slowestMs: 0 };
    row.inputs += 1;
    row.slowestMs = Math.max(row.slowestMs, outcome.milliseconds);
    row[outcome.verdict] = (row[outcome.verdict] ?? 0) + 1;
    this.rows.set(target.name, row);
    if (!isFault(outcome.verdict)) return;
    const signature = signatureOf(failure);
    const group = this.groups.get(signature) ?? { signature, failures: [] };
    group.failures.push(failure);
    this.groups.set(signature, group);
  }

  /** Takes a group back, whose faults were none. @returns how many inputs it had */
  withdraw({ signature, failures }: Group): number {
    this.groups.delete(signature);
    for (const { target, outcome } of failures) {
      const row = this.rows.get(target.name);
      if (row) row[outcome.verdict] = (row[outcome.verdict] ?? 1) - 1;
    }
    return failures.length;
  }
}
