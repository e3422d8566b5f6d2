import { describe, expect, it } from 'vitest';
import { proxySettings } from '../../src/cli/proxySettings.js';
import { failure } from '../support/failure.js';

describe('proxySettings', () => {
  it('are none without variables, or with empty ones', () => {
    const none = { httpProxy: undefined, httpsProxy: undefined, noProxy: undefined };
    expect(proxySettings({})).toEqual(none);
    expect(proxySettings({ HTTP_PROXY: '', https_proxy: '', NO_PROXY: '' })).toEqual(none);
  });

  it('are read in upper and lower case, which comes first', () => {
    expect(proxySettings({ HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'https://b', NO_PROXY: 'x,.y' })).toEqual({
      httpProxy: 'http://a:1/',
      httpsProxy: 'https://b/',
      noProxy: 'x,.y',
    });
    expect(
      proxySettings({ http_proxy: 'http://a', HTTP_PROXY: 'http://b', no_proxy: '*', NO_PROXY: 'x' }),
    ).toEqual({
      httpProxy: 'http://a/',
      httpsProxy: undefined,
      noProxy: '*',
    });
  });

  it('take ALL_PROXY for what has no proxy of its own, and a host without http', () => {
    expect(proxySettings({ ALL_PROXY: 'proxy:3128', https_proxy: 'http://user:p%40ss@other' })).toEqual({
      httpProxy: 'http://proxy:3128/',
      httpsProxy: 'http://user:p%40ss@other/',
      noProxy: undefined,
    });
  });

  it.each([
    ['socks5://user:secret@host', 'found one of socks5'],
    ['http://', 'found something else'],
    ['a b', 'found something else'],
  ])('refuse %s without showing it', (address, found) => {
    const refused = () => proxySettings({ HTTPS_PROXY: address });
    expect(refused).toThrow(failure('NST_BAD_OPTION', /^HTTPS_PROXY: expected .*; change or unset it$/));
    expect(refused).toThrow(found);
    expect(refused).not.toThrow('secret');
  });
});
