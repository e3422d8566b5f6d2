/**
 * Makes the pictures of docs/studio.md: drives the built studio in Chromium through its tabs. The film is made by ffmpeg.
 *
 *     node scripts/studioPictures.mjs [chromium]
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'nst-studio-'));
const studio = spawn(process.execPath, ['bin/nst.js', 'studio', '--no-open', '--folder', folder], {
  cwd: ROOT,
});
const address = await new Promise((resolve) => {
  studio.stderr.on('data', (text) => {
    const [printed] = /http\S+/.exec(String(text)) ?? [];
    if (printed) resolve(printed);
  });
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

const fixture = (name) => join(ROOT, 'fixtures', name);
const choose = (name, path) => page.setInputFiles(`#file-${name}`, path);
/** Two seconds, in which a picture goes by. */
const film = join(folder, 'cat.mp4');
const pan = "scale=400:-2,crop=320:180:'t*40':40,fps=6,format=yuv420p";
const still = ['-loop', '1', '-t', '2', '-i', fixture('pictures/cat.jpg')];
execFileSync('ffmpeg', ['-v', 'error', ...still, '-vf', pan, film]);
/** Until there is nothing better to be seen before the run. */
const drawn = () => page.locator('.rough-look[aria-busy="false"]').waitFor({ timeout: 300_000 });
const run = () => page.getByRole('button', { name: 'Run', exact: true }).click();
const done = () => page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 300_000 });
const shoot = async (name) => {
  await page.waitForTimeout(500);
  const png = await page.screenshot();
  await sharp(png)
    .resize({ width: 1000, withoutEnlargement: true })
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(join(ROOT, 'docs/pictures', `studio-${name}.jpg`));
};

try {
  await page.goto(address);
  await choose('content', fixture('pictures/cat.jpg'));
  await choose('style', fixture('pictures/swirls.jpg'));
  await page.getByLabel('Size').fill('192');
  await page.getByLabel('Strength', { exact: true }).fill('0.6');
  await page.locator('summary', { hasText: 'How it is computed' }).click();
  await page.getByLabel('Iterations').fill('30');
  await page.locator('summary', { hasText: 'How it is computed' }).click();
  await page.locator('.chosen').nth(1).waitFor();
  await page.locator('.rough-look').waitFor();
  await drawn();
  await shoot('rough');
  await run();
  await page.getByText(/Step (1[2-9]|2\d) of 30/).waitFor({ timeout: 300_000 });
  await shoot('running');
  await done();
  await page.getByLabel('Before').fill('45');
  await shoot('picture');
  await page.locator('summary', { hasText: 'Several styles' }).click();
  await page.getByRole('button', { name: 'Paint: Content map' }).click();
  await page.waitForTimeout(500);
  const box = await page.locator('.painter canvas').boundingBox();
  await page.getByRole('button', { name: 'Blue' }).click();
  await page.getByLabel('Brush', { exact: true }).fill('28');
  for (const [x, y] of [
    [0.3, 0.35],
    [0.5, 0.3],
    [0.55, 0.6],
    [0.4, 0.8],
  ]) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + (x + 0.15) * box.width, box.y + y * box.height, { steps: 4 });
    await page.mouse.up();
  }
  await shoot('painting');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => scrollTo(0, 0));
  await drawn();
  await shoot('phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: 'Film' }).click();
  await choose('content', film);
  await page.getByLabel('Style: one that a net has learnt').selectOption('whirls');
  await page.getByLabel('Size').fill('320');
  await page.locator('.chosen').first().waitFor();
  await run();
  await done();
  await drawn();
  await shoot('film');
  await page.getByRole('tab', { name: 'Sound' }).click();
  await choose('content', fixture('audio/voice.wav'));
  await choose('style', fixture('audio/guitar.wav'));
  await page.locator('.chosen').nth(1).waitFor();
  await page.getByRole('button', { name: 'Rough try' }).click();
  await done();
  await shoot('sound');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('tab', { name: 'Word' }).click();
  await page.getByLabel('Text', { exact: true }).fill('Hi');
  await choose('style', fixture('glyph/fire.png'));
  await choose('styleMask', fixture('glyph/fire-mask.png'));
  await page.locator('.chosen').first().waitFor();
  await page.getByText('The style1 set').waitFor();
  await page.getByLabel('Size').fill('256');
  await run();
  await done();
  await page.getByLabel('Before').fill('45');
  await drawn();
  await shoot('word');
} finally {
  await browser.close();
  studio.kill('SIGINT');
  await new Promise((resolve) => studio.on('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
