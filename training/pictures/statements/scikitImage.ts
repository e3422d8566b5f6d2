import { basename } from 'node:path';
import type { StatementReader } from './statement.js';

const FETCHERS = 'skimage/data/_fetchers.py';
const AUTHORS = [
  /CC0 by the photographer \((.*?)\)/,
  /captured by (\w+)/,
  /deviantart\.com\/(\w+)\//,
  /downloaded from\s+(?:the )?`?(NASA|\w+)/,
];

/** Of scikit-image: the documentation of the function that loads a picture says where it is from and its licence. */
export const scikitImageDocs: StatementReader = (files) => {
  const source = files.read(FETCHERS).toString('utf8');
  return (path) => {
    const name = basename(path).replace(/\.\w+$/, '');
    const docs = new RegExp(`^def ${name}\\(\\):\\s+"""(.*?)"""`, 'ms').exec(source)?.[1];
    if (docs === undefined) return undefined;
    const author = AUTHORS.map((pattern) => pattern.exec(docs)?.[1]).find((each) => each !== undefined);
    return { author: author ?? '', licence: statedLicence(docs), statedIn: FETCHERS };
  };
};

function statedLicence(docs: string): string {
  if (/\bCC0\b/.test(docs)) return 'CC0';
  return /(?:in|into) the\s+public domain/.test(docs) ? 'public domain' : '';
}
