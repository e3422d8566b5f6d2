/** Connections to Redis, on which BullMQ keeps its queues. */
import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { messageOf, NstError } from '../shared/errors.js';

/** What is needed of the packages, which are installed by those who have several machines. */
export interface RedisTools {
  readonly bullmq: typeof BullMq;
  /** A connection that waits for a server that goes away, for as long as it takes. */
  connect(): Redis;
  /** Ends all connections: BullMQ leaves those that it was given as they are. */
  close(): void;
}

/** How a connection behaves when there is no server. */
interface ConnectionSettings {
  readonly lazyConnect?: boolean;
  readonly connectTimeout?: number;
  readonly maxRetriesPerRequest: number | null;
  readonly retryStrategy: () => number | null;
}

/** Jobs of this package, beside whatever else the server keeps. */
export const QUEUE_NAME = 'nst';

/** A server that says nothing for so long is not there. */
const CONNECT_TIMEOUT_MS = 5000;
/** Between attempts to find a server again that was there. */
const RECONNECT_MS = 500;

function reject(problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_OPTION', `queue: ${problem}`, { cause });
}

/** An address that can be shown: without its password. */
function shownAddress(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'redis:' || url?.protocol === 'rediss:') return url;
  return reject(`expected an address such as redis://localhost:6379, found ${JSON.stringify(text)}`);
}

async function loadPackages() {
  try {
    return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
  } catch (error) {
    return reject('needs the packages bullmq and ioredis; install them: npm install bullmq ioredis', error);
  }
}

/** Says what is wrong with a server before anything waits for it. */
async function checkServer(url: URL, make: (options: ConnectionSettings) => Redis): Promise<void> {
  const connection = make({
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: unknown;
  connection.on('error', (error) => {
    reason = error;
  });
  try {
    await connection.connect();
    await connection.ping();
  } catch (error) {
    const problem = messageOf(reason ?? error);
    const isPassword =
      /NOAUTH|WRONGPASS|AUTH/.test(messageOf(error)) || /NOAUTH|WRONGPASS|AUTH/.test(problem);
    const advice = isPassword
      ? 'check name and password in the address'
      : 'start a Redis server there, or check the address';
    reject(
      `expected a Redis server at ${shownAddress(url)}, found none that answers (${isPassword ? messageOf(error) : problem}); ${advice}`,
      error,
    );
  } finally {
    connection.disconnect();
  }
}

/**
 * Finds packages and server.
 *
 * @param address `redis://[name:password@]host:port[/database]`, or `rediss://` for TLS
 * @throws NstError NST_BAD_OPTION
 */
export async function openRedis(address: string): Promise<RedisTools> {
  const url = addressOf(address);
  const { bullmq, ioredis } = await loadPackages();
  const make = (options: ConnectionSettings) => new ioredis.Redis(address, options);
  await checkServer(url, make);
  const connections: Redis[] = [];
  const connect = () => {
    // BullMQ asks for it: its commands wait for a server that is away.
    const connection = make({ maxRetriesPerRequest: null, retryStrategy: () => RECONNECT_MS });
    // What is wrong is seen by what waits; without a listener it would end the process.
    connection.on('error', () => undefined);
    connections.push(connection);
    return connection;
  };
  const close = () => {
    for (const connection of connections) connection.disconnect();
  };
  return { bullmq, connect, close };
}
