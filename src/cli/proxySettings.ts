/** Proxies as the environment names them. */
import { NstError } from '../shared/errors.js';
import { shownText } from '../shared/shownValue.js';
import type { ProxySettings } from '../shared/weights/webRequest.js';

/**
 * What `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say; in lower case they come first.
 *
 * @throws NstError NST_BAD_OPTION when an address is none of a proxy for http; it may hold a password, and is not shown
 */
export function proxySettings(environment: Readonly<NodeJS.ProcessEnv>): ProxySettings {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  const address = (name: string) => checkAddress(name, read(name));
  const all = address('ALL_PROXY');
  return {
    httpProxy: address('HTTP_PROXY') ?? all,
    httpsProxy: address('HTTPS_PROXY') ?? all,
    noProxy: read('NO_PROXY'),
  };
}

function checkAddress(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // "proxy:3128" is understood as others understand it.
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol)) return url.href;
  const protocol = url === undefined ? 'something else' : `one of ${shownText(url.protocol.slice(0, -1))}`;
  const expected = 'expected the address of an http or https proxy, such as http://proxy:3128';
  throw new NstError('NST_BAD_OPTION', `${name}: ${expected}, found ${protocol}; change or unset it`);
}
