/**
 * JSON from outside: nothing of it is used before its shape is checked. Schemas are zod's, which takes 0.1 s to load: only
 * modules that are imported when such a file is read may import it, this one needs its types alone.
 */
import type { z } from 'zod';
import { type ErrorCode, messageOf, NstError } from './errors.js';
import { shownText, shownValue } from './shownValue.js';

/** Where a JSON text came from, for the one line that says what is wrong with it. */
export interface JsonOrigin {
  /** What messages call the file. */
  readonly name: string;
  /** Where the JSON is in the file, if it is not all of it, such as `header`. */
  readonly part?: string;
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly advice: string;
}

/** Messages quote this much of what the JSON parser says. */
const REASON_CHARACTERS = 100;

/**
 * The value of a JSON text.
 *
 * @param text characters, or bytes of UTF-8; a byte order mark in front is allowed
 * @param schema what is expected; the messages of `.regex` and `.refine` must go on after "expected "
 * @throws NstError with the origin's code, one line: file, path inside it, what was expected and found, what to do
 */
export function parseOutsideJson<T>(text: string | Uint8Array, schema: z.ZodType<T>, origin: JsonOrigin): T {
  return checkOutsideJson(parse(text, origin), schema, origin);
}

/**
 * A value that was parsed from JSON, or a part of one, once its shape is known. Every wrong entry of a list costs some
 * hundred bytes until the list ends, so the size of what is checked must be bounded.
 *
 * @throws NstError as `parseOutsideJson`
 */
export function checkOutsideJson<T>(value: unknown, schema: z.ZodType<T>, origin: JsonOrigin): T {
  const checked = schema.safeParse(value, { reportInput: true });
  if (checked.success) return checked.data;
  const issue = firstIssue(checked.error.issues);
  const path = issue ? pathText(origin.part, issue.path) : '';
  const expected = issue ? expectation(issue) : 'another value';
  return reject(origin, path, `expected ${expected}, found ${shownValue(issue?.input)}`, checked.error);
}

function parse(text: string | Uint8Array, origin: JsonOrigin): unknown {
  try {
    const characters =
      typeof text === 'string' ? text : new TextDecoder('utf-8', { fatal: true }).decode(text);
    return JSON.parse(characters.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = shownText(messageOf(error), REASON_CHARACTERS);
    return reject(origin, origin.part ?? '', `expected JSON, found something else (${reason})`, error);
  }
}

function reject({ name, code, advice }: JsonOrigin, path: string, problem: string, cause: unknown): never {
  throw new NstError(code, `${name}: ${path === '' ? '' : `${path}: `}${problem}; ${advice}`, { cause });
}

/** An issue with the value that it is about. */
type Issue = z.core.$ZodIssue;

/** The first one; of the kinds that were all possible the issue that lies deepest, where the value was meant to be that kind. */
function firstIssue(issues: readonly Issue[]): Issue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const inner = first.errors.map((branch) => firstIssue(branch)).filter((issue) => issue !== undefined);
  const depth = Math.max(0, ...inner.map(({ path }) => path.length));
  const deepest = depth === 0 ? undefined : inner.find(({ path }) => path.length === depth);
  return deepest ? { ...deepest, path: [...first.path, ...deepest.path] } : first;
}

function pathText(part: string | undefined, path: readonly PropertyKey[]): string {
  const steps = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${shownText(String(key))}`));
  return `${part ?? ''}${steps.join('')}`.replace(/^\./, '');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What would have been right, to go on after "expected ". */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => String(value)).join(' or ');
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `no "${shownText(issue.keys[0] ?? '')}"`;
    case 'invalid_union':
      return issue.errors.flatMap((branch) => branch.slice(0, 1).map(expectation)).join(' or ');
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  return origin === 'array' ? ' entries' : origin === 'string' ? ' characters' : '';
}
