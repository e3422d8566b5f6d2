import { freeLicence } from '../pictureList.js';
import type { StatementReader } from './statement.js';

type Paragraph = Readonly<{ globs: readonly string[]; author: string; licence: string }>;

/**
 * Of a machine-readable Debian copyright file (DEP 5): of the paragraphs whose patterns match a file the last one holds.
 * There we are stricter. A pattern for numbered files (`snow1*`) may also match a file of somebody else
 * (`snow10-sfiera.jpg`, that an earlier paragraph names): if one of the paragraphs that match more than the folder does not
 * set the file free, that one holds.
 *
 * @param statedIn the copyright file in the package
 * @param sourcePath the path in the source, that the patterns are of, from the path in the package
 */
export function debianCopyright(statedIn: string, sourcePath: (path: string) => string): StatementReader {
  return (files) => {
    const paragraphs = parseParagraphs(files.read(statedIn).toString('utf8'));
    return (path) => {
      const paragraph = paragraphFor(sourcePath(path), paragraphs);
      return paragraph && { author: paragraph.author, licence: paragraph.licence, statedIn };
    };
  };
}

function paragraphFor(path: string, paragraphs: readonly Paragraph[]): Paragraph | undefined {
  const matching = paragraphs.flatMap((paragraph) => {
    const globs = paragraph.globs.filter((glob) => globPattern(glob).test(path));
    return globs.length > 0 ? [{ ...paragraph, globs }] : [];
  });
  const byName = matching.filter(({ globs }) => !globs.every((glob) => /(?:^|\/)\*$/.test(glob)));
  return (
    byName.findLast(({ licence }) => freeLicence(licence) === undefined) ?? byName.at(-1) ?? matching.at(-1)
  );
}

function parseParagraphs(text: string): Paragraph[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const files = field(paragraph, 'Files');
    if (files === undefined) return [];
    const licence = field(paragraph, 'License')?.split('\n')[0]?.trim() ?? '';
    return [{ globs: files.trim().split(/\s+/), author: authorOf(paragraph), licence }];
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

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+()[\]^$|\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}
