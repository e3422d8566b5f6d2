import { expect, it } from 'vitest';
import type { Sound } from '../../src/audio/sound.js';
import { spectrogramPng } from '../../src/audio/spectrogramPicture.js';
import { sharp } from '../../src/shared/pictures/sharp.js';

const RATE_HZ = 22_050;
/** One after the other, half a second each. */
function tones(...frequenciesHz: number[]): Sound {
  const half = RATE_HZ / 2;
  const samples = Float32Array.from({ length: half * frequenciesHz.length }, (_, i) =>
    Math.sin((2 * Math.PI * frequenciesHz[Math.floor(i / half)]! * i) / RATE_HZ),
  );
  return { sampleRateHz: RATE_HZ, channels: [samples] };
}

async function brightnessOf(sound: Sound) {
  const { data, info } = await sharp(await spectrogramPng(sound))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const brightness = (x: number, y: number) =>
    [0, 1, 2].reduce((sum, c) => sum + data[(y * width + x) * channels + c]!, 0);
  /** The height of the brightest pixel of a column, in Hz: 0 to 8 kHz upwards. */
  const brightestHz = (share: number) => {
    const x = Math.floor(share * width);
    const rows = [...Array(height).keys()].sort((a, b) => brightness(x, b) - brightness(x, a));
    return ((height - 0.5 - rows[0]!) / height) * 8000;
  };
  return { brightestHz, mean: data.reduce((sum, value) => sum + value, 0) / data.length };
}

it('shows time to the right and frequency upwards', async () => {
  const { brightestHz } = await brightnessOf(tones(500, 3000, 6500));
  for (const [share, wantedHz] of [
    [1 / 6, 500],
    [1 / 2, 3000],
    [5 / 6, 6500],
  ] as const) {
    expect(Math.abs(brightestHz(share) - wantedHz)).toBeLessThan(80);
  }
});

it('is the same however loud the sound is', async () => {
  const loud = tones(700, 2000);
  const quiet = { ...loud, channels: loud.channels.map((samples) => samples.map((x) => x / 50)) };
  expect((await brightnessOf(quiet)).mean).toBeCloseTo((await brightnessOf(loud)).mean, 0);
});
