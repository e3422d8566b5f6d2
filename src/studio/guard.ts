/** Who may talk to the studio: pages that it gave out itself, to whoever was given its address. */
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** How the studio is reached. */
export interface Gate {
  readonly token: string;
  /** Known when it listens. */
  readonly port: () => number;
}

/** Everything comes from here, and nothing else is ever asked. Pictures and sounds of the page's own making are blobs. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

const isSame = (text: string, token: string) => {
  const [a, b] = [Buffer.from(text), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Cookies are shared by all ports of a machine. */
const cookieName = ({ port }: Gate) => `nst-studio-${port()}`;

function refuse(context: Context, problem: string): Response {
  return context.json({ problem }, 403);
}

/** Puts headers on everything, and lets nothing pass without the right host, origin and token. */
export function guard(gate: Gate): MiddlewareHandler {
  return async (context, next) => {
    const refused = refusal(context, gate);
    if (refused) context.res = refused;
    else await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };
}

function refusal(context: Context, gate: Gate): Response | undefined {
  const { req } = context;
  const hosts = ['127.0.0.1', 'localhost'].map((host) => `${host}:${gate.port()}`);
  // A foreign name that leads to this machine would make its pages ours.
  const host = req.header('host') ?? '';
  if (!hosts.includes(host))
    return refuse(context, 'studio: expected its own address as host; open the page again');
  const origin = req.header('origin');
  const isForeign = origin === undefined ? false : origin !== `http://${host}`;
  const site = req.header('sec-fetch-site') ?? 'same-origin';
  const isOpened = site === 'none' && req.method === 'GET';
  const isLinked = req.path === '/' && req.method === 'GET';
  if (isForeign || (site !== 'same-origin' && !isOpened && !isLinked))
    return refuse(context, 'studio: expected a request of its own page, found one of another');
  const token = req.query('token');
  if (isLinked && token !== undefined && isSame(token, gate.token)) {
    setCookie(context, cookieName(gate), gate.token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // To an address without the token, which would stay in the history.
    return context.redirect('/', 303);
  }
  if (isSame(getCookie(context, cookieName(gate)) ?? '', gate.token)) return undefined;
  return refuse(context, 'studio: expected its token; open the address that nst studio has printed');
}
