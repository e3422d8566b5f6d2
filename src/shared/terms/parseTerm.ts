import { NstError } from '../errors.js';
import { numberParameter, type ParameterTable, parseValues, wordParameter } from '../parameters/parameter.js';
import { TERMS, type TermName, type TermSpec } from './registry.js';
import type { Side } from './term.js';

const SIDES: readonly Side[] = ['style', 'content', 'prior'];

/** The settings that every term has, as they are written. */
const COMMON = {
  weight: numberParameter(1, 0, Infinity, 'factor on the loss, next to the other terms of its side'),
  side: wordParameter('style', SIDES, 'whose likeness it asks for'),
} as const;

/** Every setting of a term with its help, the common ones first. */
export function settingsOf(kind: TermName): ParameterTable {
  const { side, parameters } = TERMS[kind];
  return { ...COMMON, side: { ...COMMON.side, fallback: side }, ...(parameters as ParameterTable) };
}

/** `NAME` or `NAME:setting=value,setting=value` */
const FORM = /^([a-z0-9-]+)(?::(.*))?$/s;

function splitSettings(option: string, text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*([A-Za-z]+)=(.+)$/s.exec(part) ?? [];
    if (name === undefined || value === undefined || settings.has(name)) {
      throw new NstError(
        'NST_BAD_OPTION',
        `${option}: expected settings as name=value, each once, apart by commas, found "${part}"`,
      );
    }
    settings.set(name, value);
  }
  return settings;
}

/**
 * Reads a term as it is written on the command line: `laplacian:weight=0.3,pool=4`.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function parseTerm(text: string): TermSpec {
  const [, name, settings] = FORM.exec(text) ?? [];
  if (name === undefined || !Object.hasOwn(TERMS, name)) {
    const expected = `one of ${Object.keys(TERMS).join(', ')}, with settings such as :weight=0.5`;
    throw new NstError('NST_BAD_OPTION', `term: expected ${expected}, found "${text}"`);
  }
  const kind = name as TermName;
  const option = `term ${kind}`;
  const texts = settings === undefined ? new Map<string, string>() : splitSettings(option, settings);
  return { kind, ...parseValues(option, settingsOf(kind), texts) } as TermSpec;
}
