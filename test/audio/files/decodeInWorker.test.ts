import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { decodeInWorker } from '../../../src/audio/files/decodeInWorker.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/audio/formats/${name}`, import.meta.url));
const mp3 = fixture('sweep.mp3');
/** 25 minutes: some seconds of work, and 500 MiB of samples. */
const long = Buffer.concat(Array<Uint8Array>(3000).fill(mp3));
const PLENTY = { timeMs: 60_000, memoryBytes: 2 ** 32, heapBytes: 2 ** 30 };

/** How long until it failed, and with what. */
async function failure(work: Promise<unknown>): Promise<{ ms: number; error: unknown }> {
  const begin = performance.now();
  const error = await work.then(
    () => 'nothing',
    (reason: unknown) => reason,
  );
  return { ms: performance.now() - begin, error };
}

describe('decodeInWorker', () => {
  it('leaves the bytes that it was given, and gives as many samples each time', async () => {
    const bytes = new Uint8Array(mp3);
    for (let i = 0; i < 2; i++) {
      const { parts } = await decodeInWorker(bytes, 'mp3', PLENTY);
      expect(
        parts.map(({ sampleRateHz, channels }) => [
          sampleRateHz,
          ...channels.map(({ from, to }) => to - from),
        ]),
      ).toEqual([[44_100, 22_050, 22_050]]);
    }
    expect(Buffer.from(bytes).equals(mp3)).toBe(true);
  });

  it('ends a decoder that takes too long, in the middle of its work', async () => {
    const { ms, error } = await failure(decodeInWorker(long, 'mp3', { ...PLENTY, timeMs: 600 }));
    expect(error).toEqual(new Error('its decoder took longer than 1 s'));
    expect(ms).toBeLessThan(20_000);
  });

  it('ends a decoder that takes too much memory', async () => {
    const { error } = await failure(decodeInWorker(long, 'mp3', { ...PLENTY, memoryBytes: 2 ** 24 }));
    expect(error).toEqual(new Error('its decoder took more than 16 MiB'));
  });

  it('outlives a decoder whose objects fill their heap', async () => {
    const { error } = await failure(decodeInWorker(long, 'mp3', { ...PLENTY, heapBytes: 2 ** 22 }));
    expect(error).toEqual(new Error('its decoder took more than 4 MiB'));
  });

  it('stops when it is asked to, before and meanwhile', async () => {
    const stop = new AbortController();
    const reading = failure(decodeInWorker(long, 'mp3', PLENTY, { signal: stop.signal }));
    stop.abort();
    expect((await reading).error).toMatchObject({ code: 'NST_ABORTED' });
    const late = await failure(decodeInWorker(mp3, 'mp3', PLENTY, { signal: AbortSignal.abort() }));
    expect(late.error).toMatchObject({ code: 'NST_ABORTED' });
  });
});

it('what a decoder prints is not printed here', async () => {
  const spies = [
    vi.spyOn(process.stderr, 'write'),
    vi.spyOn(process.stdout, 'write'),
    vi.spyOn(console, 'error'),
  ];
  // The last frame but two is damaged where no header tells: the decoder complains.
  const broken = Uint8Array.from(mp3).fill(0xff, mp3.length - 1200, mp3.length - 900);
  await expect(decodeInWorker(broken, 'mp3', PLENTY)).resolves.toMatchObject({
    parts: [{ sampleRateHz: 44_100 }],
  });
  const printed = spies.flatMap((spy) => spy.mock.calls);
  for (const spy of spies) spy.mockRestore();
  expect(printed).toEqual([]);
});
