import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; undefined: tests that need it are skipped. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

/** Room for the bars of a window, which its size counts although they are not seen. */
const BARS_PX = 200;

const COMMON = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1'],
  ...['--virtual-time-budget=4000'],
];

async function withPage<T>(html: string, use: (url: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-page-'));
  try {
    const page = join(folder, 'page.html');
    await writeFile(page, html);
    return await use(`file://${page}`, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function chromium(folder: string, ...args: string[]): Promise<string> {
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const { stdout } = await promisify(execFile)(CHROMIUM ?? '', [...COMMON, profile, ...args], {
    maxBuffer: 2 ** 26,
    timeout: 120_000,
  });
  return stdout;
}

/** A page as Chromium draws it, as PNG. */
export function screenshot(html: string, width: number, height: number): Promise<Buffer> {
  return withPage(html, async (url, folder) => {
    const png = join(folder, 'page.png');
    await chromium(folder, `--screenshot=${png}`, `--window-size=${width},${height + BARS_PX}`, url);
    return sharp(await readFile(png))
      .extract({ left: 0, top: 0, width, height })
      .png()
      .toBuffer();
  });
}

/** The text of the element `result` after the scripts of a page have run. */
export function pageResult(html: string): Promise<string> {
  return withPage(html, async (url, folder) => {
    const dom = await chromium(folder, '--dump-dom', url);
    return /<pre id="result">([^<]*)<\/pre>/.exec(dom)?.[1] ?? '';
  });
}
