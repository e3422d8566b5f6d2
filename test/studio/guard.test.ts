import { expect, test } from 'vitest';
import { PORT, TestStudio, TOKEN } from '../support/studio.js';

const ASKED = '/api/studio';

test.each([
  ['as the page asks', {}, 200],
  ['by its other name', { host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` }, 200],
  ['without a cookie', { cookie: undefined }, 403],
  ['with a wrong token', { cookie: `nst-studio-${PORT}=secret-tokeN` }, 403],
  ['with the token of another port', { cookie: `nst-studio-1=${TOKEN}` }, 403],
  ['from a foreign page', { origin: 'http://evil.example' }, 403],
  ['from another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, 403],
  ['from a page without a name', { origin: 'null' }, 403],
  ['under a foreign name that leads here', { host: 'evil.example' }, 403],
  ['without a host', { host: undefined }, 403],
  ['by a foreign page as a picture', { origin: undefined, 'sec-fetch-site': 'cross-site' }, 403],
])('a request %s is answered with its due', async (_, headers, status) => {
  const studio = await TestStudio.open();
  expect((await studio.ask(ASKED, {}, headers)).status).toBe(status);
});

test('the token of the address becomes a cookie that scripts do not see, and leaves the address', async () => {
  const studio = await TestStudio.open();
  const opened = { cookie: undefined, origin: undefined, 'sec-fetch-site': 'none' };
  const response = await studio.ask(`/?token=${TOKEN}`, {}, opened);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/);
  expect((await studio.ask('/?token=wrong', {}, opened)).status).toBe(403);
});

test('every answer forbids what is not of the studio', async () => {
  const studio = await TestStudio.open();
  for (const path of ['/', '/api/studio', '/nothing']) {
    const { headers } = await studio.ask(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test.each([
  '/../package.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/api/files/..%2f..%2fetc%2fpasswd',
  '/api/files/..',
  '/api/runs/..%2f..%2f/result',
  '/api/runs/00000000000000000000000000000000/result',
])('%s leads nowhere', async (path) => {
  const studio = await TestStudio.open();
  expect((await studio.ask(path)).status).toBe(404);
});
