import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import wavefile from 'wavefile';
import { STUDIO_MEDIA } from '../../src/cli/studio/media.js';
import { STUDIO_READERS } from '../../src/cli/studio/readers.js';
import { SILENT } from '../../src/shared/reporter.js';
import type { Medium } from '../../src/studio/medium.js';
import { serveStudio } from '../../src/studio/serve.js';
import { CHROMIUM } from '../support/chromium.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [CAT, SWIRLS] = ['fixtures/pictures/cat.jpg', 'fixtures/pictures/swirls.jpg'] as const;
const WORK_MS = 120_000;

/** What is drawn before a run is there at once or not at all: drafts have tests of their own, which take their time once. */
const MEDIA: readonly Medium[] = STUDIO_MEDIA.map((medium) => ({
  ...medium,
  openRough: () => {
    const { glance, close } = medium.openRough!();
    return { glance, close };
  },
}));

const stop = new AbortController();
let folder = '';
let served: Promise<void> = Promise.resolve();
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page asked of others, or complained about. */
const faults: string[] = [];

/** The first second of a sound. */
async function shortSound(name: string): Promise<string> {
  const whole = new wavefile.WaveFile(await readFile(`fixtures/audio/${name}.wav`));
  const { sampleRate } = whole.fmt as { sampleRate: number };
  const samples = whole.getSamples(true, Int16Array) as unknown as Int16Array;
  const short = new wavefile.WaveFile();
  short.fromScratch(1, sampleRate, '16', samples.slice(0, sampleRate));
  const path = join(folder, `${name}.wav`);
  await writeFile(path, short.toBuffer());
  return path;
}

/** Two frames that move by themselves. */
async function shortFilm(): Promise<string> {
  const [width, height] = [48, 32] as const;
  const frames = Buffer.from(Uint8Array.from({ length: 2 * width * height * 3 }, (_, i) => (i * 7) % 251));
  const path = join(folder, 'film.gif');
  await sharp(frames, { raw: { width, height: 2 * height, channels: 3, pageHeight: height } })
    .gif()
    .toFile(path);
  return path;
}

/** On a machine that has other things to do. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });

/** Findings that keep people out. */
async function seriousFindings(): Promise<string[]> {
  await page.evaluate(AXE);
  const report = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  }>('axe.run()');
  const serious = report.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const done = () => page.getByRole('link', { name: 'Download' }).waitFor({ timeout: WORK_MS });
const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();
const choose = async (name: string, path: string) => {
  await page.setInputFiles(`#file-${name}`, path);
  await page.locator(`.well:has(#file-${name}) .chosen, .well:has-text("${name}") .chosen`).first().waitFor();
};
const openTab = (name: string) => page.getByRole('tab', { name }).click();
const openSection = (name: string) => page.locator('summary', { hasText: name }).click();

test.runIf(CHROMIUM === undefined)(
  'the page was not tried: there is no Chromium here (apt-get install chromium)',
  () => {
    expect(CHROMIUM).toBeUndefined();
  },
);

describe.skipIf(CHROMIUM === undefined)('the studio in Chromium', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nst-studio-'));
    const address = await new Promise<string>((resolve, reject) => {
      served = serveStudio({
        media: MEDIA,
        readers: STUDIO_READERS,
        folder,
        roomBytes: 1e9,
        port: 0,
        reporter: SILENT,
        signal: stop.signal,
        onOpen: resolve,
      });
      served.catch(reject);
    });
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox', '--disable-gpu'] });
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1:|blob:|data:)/.test(request.url())) faults.push(request.url());
    });
    await page.goto(address);
    await page.getByRole('form', { name: 'Settings' }).waitFor();
  }, WORK_MS);

  afterAll(async () => {
    await browser?.close();
    stop.abort();
    await served;
    await rm(folder, { recursive: true, force: true });
  });

  it('says in one line what is wrong with a file or a run', async () => {
    const text = join(folder, 'cat.jpg');
    await writeFile(text, 'no picture');
    await page.setInputFiles('#file-content', text);
    await eventually(() => page.getByRole('alert').textContent()).toMatch(/^cat\.jpg: expected/);
    await choose('content', CAT);
    await run();
    await eventually(() => page.getByRole('alert').textContent()).toMatch(
      /^style: expected at least one picture/,
    );
    await page.getByRole('button', { name: 'Dismiss' }).click();
  });

  it(
    'gives a picture a style, with a painted mask',
    async () => {
      await choose('style', SWIRLS);
      await page.getByAltText('Roughly how it will look').waitFor();
      await page.getByText('Rough preview Colours alone').waitFor();
      await openSection('Several styles');
      await page.getByRole('button', { name: 'Paint: Mask', exact: true }).click();
      const canvas = page.locator('.painter canvas');
      await eventually(() => canvas.getAttribute('width')).toBe('451');
      await canvas.focus();
      await page.keyboard.press('Space');
      const box = (await canvas.boundingBox())!;
      await page.mouse.move(box.x + 10, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 10, box.y + box.height - 10, { steps: 4 });
      await page.mouse.up();
      await page.getByRole('button', { name: 'Keep' }).click();
      await page.locator('.chosen', { hasText: 'mask.png' }).waitFor();
      const link = (await page.locator('.chosen img[src]').last().getAttribute('src'))!.replace('/view', '');
      const bytes = await (await page.request.get(new URL(link, page.url()).href)).body();
      const { data } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
      expect(new Set(data)).toEqual(new Set([0, 255]));

      await page.getByLabel('Size').fill('128');
      await page.getByLabel('Strength', { exact: true }).fill('0.6');
      await openSection('How it is computed');
      await page.getByLabel('Iterations').fill('6');
      await run();
      await done();
      await page.getByLabel('Before').fill('50');
      await page.getByAltText('As it was before').waitFor();
      expect(await seriousFindings()).toEqual([]);
      await page.getByLabel('Strength', { exact: true }).fill('0.3');
      await page.getByText('Mixed from results').waitFor();
      await page.getByRole('button', { name: 'Copy as command line' }).click();
      await eventually(() => page.evaluate('navigator.clipboard.readText()')).toMatch(
        /^nst image .*cat\.jpg --style/,
      );
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download' }).click(),
      ]);
      expect(await sharp(await download.path()).metadata()).toMatchObject({ width: 128, format: 'png' });
    },
    WORK_MS,
  );

  it(
    'finds the run again when it is loaded in the middle, in two tabs, and keeps what was stopped',
    async () => {
      await openTab('Sound');
      await choose('content', await shortSound('voice'));
      await choose('style', await shortSound('guitar'));
      await openSection('How it is computed');
      await page.getByLabel('Iterations').fill('5000');
      await run();
      const steps = (each: Page) => each.getByText(/Step \d+ of 5000/).waitFor({ timeout: WORK_MS });
      await steps(page);
      await page.reload();
      await steps(page);
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByRole('tab', { name: 'Sound' }).click();
      await steps(other);
      await other.close();
      await page.getByRole('button', { name: 'Stop and keep' }).click();
      await done();
      await page.locator('.history', { hasText: 'Stopped' }).waitFor();
      await page.getByRole('button', { name: 'Play' }).waitFor();
      expect(await page.getByAltText(/^Spectrogram/).count()).toBe(3);
      expect(await seriousFindings()).toEqual([]);
    },
    WORK_MS,
  );

  it(
    'gives a sound a style, and plays content and result',
    async () => {
      await openSection('How it is computed');
      await page.getByLabel('Iterations').fill('3');
      await run();
      await page.locator('.history', { hasText: 'Done' }).waitFor({ timeout: WORK_MS });
      await page.getByRole('button', { name: 'A Content' }).click();
      await page.getByRole('button', { name: 'Play' }).click();
      await eventually(() => page.getByText(/^(0\.[1-9]|1\.0) \/ 1\.0 s$/).count()).toBe(1);
    },
    WORK_MS,
  );

  it(
    'writes a word',
    async () => {
      await openTab('Sound');
      await page.keyboard.press('ArrowRight');
      await page.getByLabel('Text', { exact: true }).fill('I');
      await choose('style', 'fixtures/glyph/fire.png');
      await page.getByLabel('Size').fill('64');
      await run();
      await done();
      await page.getByAltText('The word as it was made').waitFor();
      await page.getByText(/^Style redrawn from its other half: \d+/).waitFor();
      await page.getByLabel('Before').fill('50');
      await page.getByAltText('As it was before').waitFor();
      expect(await seriousFindings()).toEqual([]);
    },
    WORK_MS,
  );

  it(
    'gives a photograph other colours, and deletes the run when it was asked twice',
    async () => {
      await openTab('Photo');
      await choose('content', CAT);
      await choose('style', SWIRLS);
      await page.getByLabel('Method').selectOption('color');
      await page.getByLabel('Size').fill('64');
      await run();
      await done();
      await page.getByLabel('Before').fill('50');
      await page.getByAltText('As it was before').waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      // The one that has the focus deletes; the other one keeps.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.keyboard.press('Enter');
      await page.getByText('Runs are kept here').waitFor();
      expect(await page.locator('.chosen').count()).toBe(2);
    },
    WORK_MS,
  );

  it(
    'paints a film by a net, and shows it beside what it was',
    async () => {
      await openTab('Film');
      await choose('content', await shortFilm());
      await page.getByLabel('Style: one that a net has learnt').selectOption('woodcut');
      await page.getByText('Rough preview One frame').waitFor();
      await page.getByLabel('Size').fill('48');
      await run();
      await done();
      await page.getByAltText('The film as it was made').waitFor();
      await page.getByRole('button', { name: 'Before' }).click();
      await page.getByAltText('The film as it was before').waitFor();
      expect(await seriousFindings()).toEqual([]);
    },
    WORK_MS,
  );

  it.each([
    ['a phone', 390, 'dark'],
    ['a wide screen', 1920, 'dark'],
    ['a phone', 390, 'light'],
  ] as const)('fits on %s of %i px, %s', async (_, width, colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await seriousFindings()).toEqual([]);
  });

  it('asks nothing of others, and has no complaints', () => {
    expect(faults).toEqual([]);
  });
});
