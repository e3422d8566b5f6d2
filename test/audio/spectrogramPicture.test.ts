import { expect, it } from 'vitest';
import type { Sound } from '../../src/audio/sound.js';
import { spectrogramPng } from '../../src/audio/spectrogramPicture.js';
import { sharp } from '../../src/shared/pictures/sharp.js';

const RATE_HZ = 22_050;
/** One after the other, half a second each. @param gains of the tones */
function tones(frequenciesHz: readonly number[], gains = frequenciesHz.map(() => 1)): Sound {
  const half = RATE_HZ / 2;
  const samples = Float32Array.from({ length: half * frequenciesHz.length }, (_, i) => {
    const tone = Math.floor(i / half);
    return gains[tone]! * Math.sin((2 * Math.PI * frequenciesHz[tone]! * i) / RATE_HZ);
  });
  return { sampleRateHz: RATE_HZ, channels: [samples] };
}

async function pictureOf(sound: Sound) {
  const { data, info } = await sharp(await spectrogramPng(sound))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const brightness = (x: number, y: number) =>
    [0, 1, 2].reduce((sum, c) => sum + data[(y * width + x) * channels + c]!, 0);
  const pixel = (x: number, y: number) => [0, 1, 2].map((c) => data[(y * width + x) * channels + c]!);
  /** The colour of the brightest pixel of a column. */
  const brightest = (share: number) => {
    const x = Math.floor(share * width);
    const rows = [...Array(height).keys()].sort((a, b) => brightness(x, b) - brightness(x, a));
    return pixel(x, rows[0]!);
  };
  /** The height of the brightest pixel of a column, in Hz: 0 to 8 kHz upwards. */
  const brightestHz = (share: number) => {
    const x = Math.floor(share * width);
    const rows = [...Array(height).keys()].sort((a, b) => brightness(x, b) - brightness(x, a));
    return ((height - 0.5 - rows[0]!) / height) * 8000;
  };
  const darkest = pixel(Math.floor(width / 2), 0);
  return { width, height, data, brightest, brightestHz, darkest };
}

it('shows time to the right and frequency upwards', async () => {
  const { brightestHz, width } = await pictureOf(tones([500, 3000, 6500]));
  for (const [share, wantedHz] of [
    [1 / 6, 500],
    [1 / 2, 3000],
    [5 / 6, 6500],
  ] as const) {
    expect(Math.abs(brightestHz(share) - wantedHz)).toBeLessThan(80);
  }
  // 256 samples a column.
  expect(width).toBeCloseTo((1.5 * RATE_HZ) / 256, -1);
});

it('shows levels as colours: the loudest bin lightest, 40 dB less in the middle, 80 dB and less dark', async () => {
  const gains = [1, 10 ** (-20 / 20), 10 ** (-40 / 20)];
  const { brightest, darkest } = await pictureOf(tones([1000, 2000, 3000], gains));
  const close = (found: number[], wanted: number[]) =>
    expect(Math.max(...found.map((value, i) => Math.abs(value - wanted[i]!)))).toBeLessThan(12);
  close(brightest(1 / 6), [252, 255, 200]);
  // A quarter below the top lies between the fourth and the fifth of six colours.
  close(brightest(1 / 2), [244, 144, 24]);
  close(brightest(5 / 6), [184, 60, 80]);
  close(darkest, [0, 0, 8]);
});

it('is no wider than a page', async () => {
  const { width } = await pictureOf({ sampleRateHz: RATE_HZ, channels: [new Float32Array(20 * RATE_HZ)] });
  expect(width).toBe(1200);
});

it('is dark where there is nothing', async () => {
  const { data } = await pictureOf({ sampleRateHz: RATE_HZ, channels: [new Float32Array(RATE_HZ)] });
  expect([...new Set(data)].sort()).toEqual([0, 8]);
});

it('is the same however loud the sound is', async () => {
  const loud = tones([700, 2000]);
  const quiet = { ...loud, channels: loud.channels.map((samples) => samples.map((x) => x / 50)) };
  const [a, b] = [await pictureOf(quiet), await pictureOf(loud)];
  expect(Math.max(...a.data.map((value, i) => Math.abs(value - b.data[i]!)))).toBeLessThan(3);
});
