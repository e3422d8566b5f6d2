import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { NstError } from '../shared/errors.js';

/** A file of the page. */
export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * All files of the built page, by the paths that they are asked for with. They are few and small; what is not among them can be
 * asked for in vain.
 *
 * @throws NstError NST_INTERNAL if the page was not built
 */
export function readPage(): ReadonlyMap<string, PageFile> {
  const index = createRequire(import.meta.url).resolve('#studio-page');
  const folder = dirname(index);
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => TYPES[extname(name)],
    );
    const files = names.map((name) => {
      const path = `/${name.replaceAll('\\', '/')}`;
      const file = { bytes: new Uint8Array(readFileSync(join(folder, name))), type: TYPES[extname(name)]! };
      return [path === '/index.html' ? '/' : path, file] as const;
    });
    return new Map(files);
  } catch (error) {
    throw new NstError('NST_INTERNAL', `${folder}: the page is missing; run npm run build`, { cause: error });
  }
}
