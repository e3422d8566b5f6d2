import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether there is a Redis server to start. */
export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** A port that nobody listens to. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Starts a server that keeps nothing on the disk. @returns it when it answers */
export async function startRedis(port: number, password: string): Promise<ChildProcess> {
  const rules = ['--save', '', '--appendonly', 'no', '--requirepass', password];
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...rules]);
  for await (const text of server.stdout as AsyncIterable<Buffer>)
    if (/Ready to accept/.test(String(text))) return server;
  throw new Error('redis-server ended before it was ready');
}
