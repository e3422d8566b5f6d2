import type { StatementReader } from './statement.js';

type Paragraph = Readonly<{ patterns: readonly RegExp[]; author: string; licence: string }>;

/**
 * Of a machine-readable Debian copyright file (DEP 5): of the paragraphs whose patterns match a file, the last one holds.
 *
 * @param statedIn the copyright file in the package
 * @param sourcePath the path in the source, that the patterns are of, from the path in the package
 */
export function debianCopyright(statedIn: string, sourcePath: (path: string) => string): StatementReader {
  return (files) => {
    const paragraphs = parseParagraphs(files.read(statedIn).toString('utf8'));
    return (path) => {
      const paragraph = paragraphs.findLast(({ patterns }) =>
        patterns.some((each) => each.test(sourcePath(path))),
      );
      return paragraph && { author: paragraph.author, licence: paragraph.licence, statedIn };
    };
  };
}

function parseParagraphs(text: string): Paragraph[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const files = field(paragraph, 'Files');
    if (files === undefined) return [];
    const licence = field(paragraph, 'License')?.split('\n')[0]?.trim() ?? '';
    return [{ patterns: globs(files), author: authorOf(paragraph), licence }];
  });
}

function authorOf(paragraph: string): string {
  const author = field(paragraph, 'Copyright')?.replace(/\s+/g, ' ').trim() ?? '';
  // Where the authors are "Various", the collection that the pictures are from says more.
  const collection = /\bTaken from (\S+\.com),/.exec(paragraph)?.[1];
  return collection === undefined ? author : `${author}, from ${collection}`;
}

/** A field with the lines that continue it. */
function field(paragraph: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'm').exec(paragraph)?.[1];
}

function globs(patterns: string): RegExp[] {
  return patterns
    .trim()
    .split(/\s+/)
    .map(
      (glob) =>
        new RegExp(
          `^${glob
            .replace(/[.+()[\]^$|\\]/g, '\\$&')
            .replace(/\*/g, '.*')
            .replace(/\?/g, '.')}$`,
        ),
    );
}
