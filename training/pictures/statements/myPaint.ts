import { dirname } from 'node:path';
import type { StatementReader } from './statement.js';

/** Of MyPaint's papers: a text in each folder that waives all rights by a link to CC0. */
export const myPaintReadme: StatementReader = (files) => (path) => {
  const folder = dirname(path);
  const statedIn = files.list(folder).find((each) => each.endsWith('.txt'));
  if (statedIn === undefined) return undefined;
  const text = files.read(statedIn).toString('latin1');
  if (!text.includes('creativecommons.org/publicdomain/zero/1.0')) return undefined;
  return { author: /Created by: (.*?)\s*$/m.exec(text)?.[1] ?? '', licence: 'CC0', statedIn };
};
