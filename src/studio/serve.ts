import { randomBytes } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { messageOf, NstError } from '../shared/errors.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import type { Reporter } from '../shared/reporter.js';
import { claimFolder } from './claim.js';
import { type Gate, guard } from './guard.js';
import { openStudio, type StudioParts } from './openStudio.js';
import { readPage } from './pageFiles.js';

/** How a studio is opened. */
export interface StudioOptions extends Omit<StudioParts, 'gate' | 'page'> {
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
 * @throws NstError NST_BAD_OPTION for a port that is in use, NST_BAD_OUTPUT for a folder that cannot be written, or that another
 *   studio has open
 */
export async function serveStudio(options: StudioOptions): Promise<void> {
  const { folder, signal, onOpen, reporter } = options;
  const page = readPage();
  await makeOutputFolder(folder);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  let { port } = options;
  const gate = { token, port: () => port };
  let answer = (request: Request) => notYet(gate).fetch(request);
  const server = await listen((request) => answer(request), port);
  const address = server.address();
  if (typeof address === 'object' && address) port = address.port;
  try {
    const release = await claimFolder(folder, port);
    try {
      const studio = await openStudio({ ...options, gate, page });
      answer = (request) => studio.app.fetch(request);
      onOpen(`http://${HOST}:${port}/?token=${token}`);
      await ended(signal);
      reporter.stage('closing the studio');
      await studio.close();
    } finally {
      await release();
    }
  } finally {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
}

/** Whoever asks before the studio is open: nobody has its token yet. */
function notYet(gate: Gate): Hono {
  return new Hono().use('*', guard(gate));
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
