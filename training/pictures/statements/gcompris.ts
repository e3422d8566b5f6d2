import { dirname, posix } from 'node:path';
import type { Statement, StatementReader } from './statement.js';

const PICTURE = /^(?:Files:)?\s*(\S+\.webp)\s*$/;

/**
 * Of the README files in GCompris' resources: blocks of "Copyright", "License" and names of files relative to the README.
 * A comment "based on ..." names whose work it is.
 *
 * @param resources the `.rcc` files
 */
export function gcomprisReadme(resources: readonly string[]): StatementReader {
  return (files) => {
    const statements = new Map<string, Statement>();
    const readmes = resources.flatMap((each) => files.list(each)).filter((path) => path.endsWith('/README'));
    for (const statedIn of readmes) {
      for (const block of files
        .read(statedIn)
        .toString('utf8')
        .split(/\n\s*\n/)) {
        const statement = { ...parseBlock(block), statedIn };
        for (const name of namesIn(block)) statements.set(posix.join(dirname(statedIn), name), statement);
      }
    }
    return (path) => statements.get(path);
  };
}

function parseBlock(block: string): Omit<Statement, 'statedIn'> {
  const licence = /^License:\s*(.*)$/m.exec(block)?.[1]?.trim() ?? '';
  const copyright = /^Copyright:\s*(.*)$/m.exec(block)?.[1]?.trim() ?? '';
  const basis = /^Comment:\s*(based on .*?)\.?\s*$/m.exec(block)?.[1];
  return { licence, author: basis ? `${copyright}, ${basis}` : copyright };
}

function namesIn(block: string): string[] {
  return block.split('\n').flatMap((line) => PICTURE.exec(line)?.[1] ?? []);
}
