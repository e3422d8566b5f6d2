import { open, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { writeProblem } from '../shared/atomicFile.js';
import { NstError } from '../shared/errors.js';

/** Holds the port of the studio that has a folder open. */
const NOTE = '.studio-port';
/** A studio of this machine answers at once, unless it is very busy. */
const PATIENCE_MS = 3000;
/** What a studio says to those without its token begins with this. */
const STUDIO_SAYS = '{"problem":"studio:';

/**
 * Claims a folder for one studio: two would remove each other's files. A studio that was killed leaves its claim behind; that its port does not
 * answer as a studio does shows it.
 *
 * @returns what gives the folder free again
 * @throws NstError NST_BAD_OUTPUT for a folder that another studio has open, or that cannot be written
 */
export async function claimFolder(folder: string, port: number): Promise<() => Promise<void>> {
  const path = join(folder, NOTE);
  const release = () => rm(path, { force: true });
  if (await isWritten(path, port)) return release;
  const claimed = Number(await readFile(path, 'utf8').catch(() => ''));
  if (await isStudio(claimed)) {
    const problem = `expected a folder that no other studio has open, found one at port ${claimed}`;
    throw new NstError('NST_BAD_OUTPUT', `${folder}: ${problem}; use that one, or choose another --folder`);
  }
  await release();
  if (await isWritten(path, port)) return release;
  throw new NstError(
    'NST_BAD_OUTPUT',
    `${folder}: another studio opens it just now; choose another --folder`,
  );
}

/** @returns false if there is a claim already */
async function isWritten(path: string, port: number): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(String(port));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new NstError('NST_BAD_OUTPUT', `${path}: cannot be written: ${writeProblem(error)}`, {
      cause: error,
    });
  }
}

function isStudio(port: number): Promise<boolean> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return Promise.resolve(false);
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', timeout: PATIENCE_MS }, (response) => {
      let said = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        said = (said + text).slice(0, STUDIO_SAYS.length);
      });
      response.on('end', () => resolve(said === STUDIO_SAYS));
      response.on('error', () => resolve(false));
    });
    // One that listens and says nothing may be a studio that is busy.
    asked.on('timeout', () => {
      resolve(true);
      asked.destroy();
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
