import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nstHere } from '../support/nstHere.js';

test('a port that is in use is told in one line', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'nst-studio-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  onTestFinished(() => void server.close());
  const { code, stderr } = await nstHere(['studio', '--no-open', '--port', String(port)], { cwd });
  expect(code).toBe(2);
  expect(stderr).toBe(`nst: port: ${port} is in use; choose another one, or 0 for any that is free\n`);
});

test.each([
  [['--port', '70000'], /^nst: port: expected/],
  [['--port', 'x'], /port/],
])('%j is refused', async (args, line) => {
  const { code, stderr } = await nstHere(['studio', '--no-open', ...args], { cwd: tmpdir() });
  expect(code).toBe(2);
  expect(stderr).toMatch(line);
});
