/** One command for many files: a job for each content, and for each style of it where that is asked for. */
import { basename, extname, join } from 'node:path';
import { NstError } from '../shared/errors.js';
import { suffixedPath } from '../shared/paths.js';

/** A command that is to be run more than once. */
export interface ManyRuns {
  readonly command: string;
  /** Name of the field that the contents come in turn into. */
  readonly contentField: string;
  readonly contents: readonly string[];
  /** Given if each style makes a result of its own. */
  readonly eachOf?: readonly string[] | undefined;
  /** What is the same in all of them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where results go; left out: beside the contents. */
  readonly folder?: string | undefined;
  /** The ending of the result of a content, with its dot. */
  endingOf(content: string): string;
}

/** A job, and what it is called where people read of it. */
export interface NamedJob {
  readonly name: string;
  readonly job: { readonly command: string; readonly fields: Readonly<Record<string, unknown>> };
}

/** Fields that hold as many files as there are styles, one for each. */
const ONE_FOR_EACH_STYLE = ['style-mask', 'style-map'];

const stemOf = (path: string) => basename(path, extname(path));

/** Contents whose names differ in their endings alone keep these in the names of their results: `a-jpg`, `a-png`. */
function stems(contents: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const content of contents) counts.set(stemOf(content), (counts.get(stemOf(content)) ?? 0) + 1);
  return new Map(
    contents.map((content) => {
      const stem = stemOf(content);
      const isShared = counts.get(stem)! > 1 && extname(content) !== '';
      return [content, isShared ? `${stem}-${extname(content).slice(1)}` : stem];
    }),
  );
}

/** The fields of a style alone. @throws NstError NST_BAD_OPTION for what is given for some of the styles */
function fieldsOfStyle(fields: ManyRuns['fields'], styles: readonly string[], i: number) {
  const mine: Record<string, unknown> = { ...fields, style: [styles[i]] };
  for (const name of ONE_FOR_EACH_STYLE) {
    const values = fields[name];
    if (values === undefined) continue;
    const list = [values].flat();
    if (list.length !== styles.length)
      throw new NstError(
        'NST_BAD_OPTION',
        `${name}: expected one for each of ${styles.length} styles, found ${list.length}`,
      );
    mine[name] = [list[i]];
  }
  return mine;
}

/**
 * The jobs, contents in their order and of each the styles in theirs.
 *
 * Results are `FOLDER/CONTENT.png`, or `CONTENT-STYLE.png` where each style makes one; without a folder they lie beside the
 * contents, named as the command itself names them, or `CONTENT-STYLE.png`.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function manyJobs(runs: ManyRuns): NamedJob[] {
  const { command, contentField, contents, eachOf, fields, folder, endingOf } = runs;
  const names = stems(contents);
  return contents.flatMap((content) => {
    const ending = endingOf(content);
    const result = (suffix: string) =>
      folder === undefined
        ? suffixedPath(content, suffix, ending)
        : join(folder, suffixedPath(`${names.get(content)}.`, suffix, ending));
    if (!eachOf) {
      const output = folder === undefined ? {} : { output: result('') };
      return [{ name: content, job: { command, fields: { ...fields, [contentField]: content, ...output } } }];
    }
    return eachOf.map((style, i) => ({
      name: `${content} with ${style}`,
      job: {
        command,
        fields: {
          ...fieldsOfStyle(fields, eachOf, i),
          [contentField]: content,
          output: result(`-${stemOf(style)}`),
        },
      },
    }));
  });
}
