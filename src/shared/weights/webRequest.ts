/**
 * One HTTP request, directly or by way of a proxy. Not with `fetch`: it unpacks bodies that are to be taken as they are,
 * leaves connections open that it has found fault with, and an abort may pass it by once its request is garbage.
 */
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { shownText } from '../shownValue.js';

/** The head of an answer, and its body as it comes in. */
export interface WebAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  /** Has to be read or destroyed; either closes the connection in the end. Errors that nobody waits for are no news. */
  readonly body: Readable;
}

/** Asks for an address with GET; rejects as the network does. Redirects are not followed. */
export type Ask = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<WebAnswer>;

/** Proxies for downloads. Addresses are of http or https, with a user name and password if need be. */
export interface ProxySettings {
  /** For http addresses, and for https ones where `httpsProxy` is not given. */
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  /** Hosts to be asked directly, with all below them: names with or without a port, separated by commas; `*` for all. */
  readonly noProxy?: string | undefined;
}

/** Something that asks, and what it holds. */
export interface WebClient {
  readonly ask: Ask;
  /** Closes its connections. */
  close(): Promise<void>;
}

/** A client for one download. */
export async function openWebClient(proxies: ProxySettings): Promise<WebClient> {
  const isDirect = !proxies.httpProxy && !proxies.httpsProxy;
  return isDirect ? { ask: askDirectly, close: async () => undefined } : openProxyClient(proxies);
}

/** The addresses of proxies as messages show them, without passwords; nothing when there are none. */
export function shownProxies({ httpProxy, httpsProxy, noProxy }: ProxySettings): string {
  const addresses = [httpProxy, httpsProxy].flatMap((proxy) => (proxy ? new URL(proxy).origin : []));
  if (addresses.length === 0) return '';
  return `${[...new Set(addresses)].join(', ')}${noProxy ? ` (not for ${shownText(noProxy)})` : ''}`;
}

const askDirectly: Ask = (url, headers, signal) =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    // A connection of its own: there are few requests, and none outlives them.
    const request = send(url, { headers, signal, agent: false });
    request.on('error', reject);
    // An answer that changes the protocol ends without an error.
    request.on('close', () => reject(new Error('the server closed the connection without an answer')));
    request.on('response', (message) => {
      const { statusCode = 0, statusMessage = '' } = message;
      resolve(answerOf(statusCode, statusMessage, message.headers, message));
    });
    request.end();
  });

async function openProxyClient({ httpProxy, httpsProxy, noProxy }: ProxySettings): Promise<WebClient> {
  // It takes 0.06 s to load.
  const { EnvHttpProxyAgent, request } = await import('undici');
  const agent = new EnvHttpProxyAgent({
    // Settings that are left out would be read from the environment.
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    noProxy: noProxy ?? '',
    // Proxies forward http themselves; many refuse to open a tunnel to another port than 443.
    proxyTunnel: false,
  });
  const ask: Ask = async (url, headers, signal) => {
    const answer = await request(url, { headers, signal, dispatcher: agent });
    return answerOf(answer.statusCode, answer.statusText, answer.headers, answer.body);
  };
  return { ask, close: () => agent.destroy() };
}

function answerOf(
  status: number,
  statusText: string,
  headers: IncomingHttpHeaders,
  body: Readable,
): WebAnswer {
  body.on('error', () => undefined);
  return { status, statusText, headers, body };
}
