import { NstError } from '../errors.js';
import type { ArrayValue, Evaluation } from './objective.js';

// Prefixes of output names, so that terms, gradients and inputs may share names.
const TERM = 'term:';
const GRADIENT = 'gradient:';
const TOTAL = 'total';

/** Names of the outputs of a traced objective. */
export const OUTPUT = {
  total: TOTAL,
  term: (name: string) => TERM + name,
  gradient: (variable: string) => GRADIENT + variable,
} as const;

function scalar(value: ArrayValue | undefined): number {
  const number = value?.data[0];
  if (number === undefined) throw new NstError('NST_INTERNAL', 'the compiled objective lost an output');
  return number;
}

/** Sorts the outputs of a traced objective into an evaluation. */
export function evaluationOf(outputs: Readonly<Record<string, ArrayValue>>): Evaluation {
  const terms: Record<string, number> = {};
  const gradients: Record<string, Float32Array> = {};
  for (const [name, value] of Object.entries(outputs)) {
    if (name.startsWith(TERM)) terms[name.slice(TERM.length)] = scalar(value);
    if (name.startsWith(GRADIENT)) gradients[name.slice(GRADIENT.length)] = value.data;
  }
  return { total: scalar(outputs[TOTAL]), terms, gradients };
}
