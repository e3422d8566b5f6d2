import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { messageOf, NstError } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import { studioApp } from './app.js';
import type { FileReaders, Medium } from './medium.js';
import { readPage } from './pageFiles.js';
import { Runs } from './runs.js';
import { Uploads } from './uploads.js';

/** How a studio is opened. */
export interface StudioOptions {
  readonly media: readonly Medium[];
  readonly readers: FileReaders;
  /** Where uploads, results and the history are kept. */
  readonly folder: string;
  /** 0: one that is free. */
  readonly port: number;
  readonly reporter: Pick<Reporter, 'stage'>;
  /** Ends the studio, and the run that is on. */
  readonly signal: AbortSignal;
  /** Told of the address once it is open. */
  readonly onOpen: (address: string) => void;
}

/** This machine, and nobody else. */
const HOST = '127.0.0.1';
const TOKEN_BYTES = 24;

/**
 * Serves the studio until the signal ends it.
 *
 * @throws NstError NST_BAD_OPTION for a port that is in use, NST_BAD_OUTPUT for a folder that cannot be written
 */
export async function serveStudio(options: StudioOptions): Promise<void> {
  const { media, readers, folder, signal, onOpen, reporter } = options;
  const page = readPage();
  const uploads = await Uploads.open(join(folder, 'files'), readers);
  const runs = await Runs.open(join(folder, 'runs'), media, uploads);
  let { port } = options;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const app = studioApp({ gate: { token, port: () => port }, page, media, readers, uploads, runs });
  const server = await listen(app.fetch, port);
  const address = server.address();
  if (typeof address === 'object' && address) port = address.port;
  onOpen(`http://${HOST}:${port}/?token=${token}`);
  await ended(signal);
  reporter.stage('closing the studio');
  server.close();
  await runs.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch, port, hostname: HOST }, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) => reject(portProblem(port, error)));
  });
}

function portProblem(port: number, error: NodeJS.ErrnoException): NstError {
  const problems: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use; choose another one, or 0 for any that is free',
    EACCES: 'may not be used by this user; choose one above 1023',
  };
  const problem = problems[error.code ?? ''] ?? `cannot be used: ${messageOf(error)}`;
  return new NstError('NST_BAD_OPTION', `port: ${port} ${problem}`, { cause: error });
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
