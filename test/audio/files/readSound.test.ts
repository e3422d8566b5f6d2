import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../../src/audio/files/readSound.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { sine } from '../../shared/dsp/signals.js';
import { int16, wavBytes } from './wavBytes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const tone = int16(sine(440, 0.5, 8000, 10_000));

describe('readSound', () => {
  it('goes by the contents, not by the name', async () => {
    const path = await file('tone.mp3', wavBytes({ data: tone }));
    const { sampleRateHz, channels } = await readSound(path);
    expect([sampleRateHz, channels.length, channels[0]!.length]).toEqual([8000, 1, 4000]);
  });

  it.each([
    ['text.wav', 'hello, this is not a sound\n', 'expected a sound file, found text'],
    ['empty.wav', '', 'found an empty file'],
    ['none.wav', wavBytes({ data: new Uint8Array(0) }), 'found no samples'],
    ['silent.wav', wavBytes({ data: new Uint8Array(16_000) }), 'found silence'],
    [
      'dc.wav',
      wavBytes({ data: int16(new Int16Array(8000).fill(3000)) }),
      'found a constant (DC offset 0.092)',
    ],
    ['short.wav', wavBytes({ data: tone.subarray(0, 80) }), 'expected at least 100 ms of sound, found 5 ms'],
    [
      'slow.wav',
      wavBytes({ rateHz: 1, data: tone }),
      'expected a sample rate of 4000 to 768000 Hz, found 1 Hz',
    ],
    ['fast.wav', wavBytes({ rateHz: 1_000_000, data: tone }), 'found 1000000 Hz'],
    ['wide.wav', wavBytes({ channels: 64, data: tone }), 'expected 1 or 2 channels, found 64'],
    ['cut.wav', wavBytes({ dataSize: 99_999, data: tone }), 'the file is cut short'],
    [
      'other.aiff',
      Uint8Array.of(0, 1, 2, 3),
      'expected WAV, FLAC, MP3, Ogg Vorbis or Opus, found a format that is not read here',
    ],
  ])('refuses %s in one line', async (name, bytes, message) => {
    const path = await file(name, bytes);
    await expect(readSound(path)).rejects.toMatchObject({
      code: 'NST_BAD_INPUT',
      message: expect.stringMatching(/^[^\n]+$/),
    });
    await expect(readSound(path)).rejects.toThrow(`${path}: `);
    await expect(readSound(path)).rejects.toThrow(message);
  });

  it('warns of a size that is missing', async () => {
    const warnings: string[] = [];
    const reporter = { ...SILENT, warn: (text: string) => warnings.push(text) };
    const path = await file('crashed.wav', wavBytes({ dataSize: 0, data: tone }));
    expect((await readSound(path, { reporter })).channels[0]!.length).toBe(4000);
    expect(warnings).toEqual([
      expect.stringContaining(`${path}: the header does not say how long the sound is`),
    ]);
  });

  it('refuses samples that are no numbers', async () => {
    const samples = sine(440, 0.5, 8000);
    samples[1234] = Number.NaN;
    const path = await file(
      'nan.wav',
      wavBytes({ bits: 32, format: 3, data: new Uint8Array(samples.buffer) }),
    );
    await expect(readSound(path)).rejects.toThrow('expected finite samples, found NaN at sample 1234');
  });

  it('says when there is no file, or a folder', async () => {
    await expect(readSound(join(folder, 'absent.wav'))).rejects.toThrow('found no file of that name');
    await expect(readSound(folder)).rejects.toThrow('found a folder');
  });
});

describe.skipIf(process.platform === 'win32')('readSound through ffmpeg', () => {
  /** A stand-in for ffmpeg: writes what it is told to, or its arguments to standard error. */
  async function program(name: string, script: string): Promise<string> {
    const path = await file(name, `#!${process.execPath}\n${script}`);
    await chmod(path, 0o755);
    return path;
  }
  const unknown = Uint8Array.of(0, 0, 0, 0x18, 0x66, 0x74);

  it('reads what it writes into the pipe', async () => {
    const wav = wavBytes({ dataSize: 0xffff_ffff, data: tone });
    const ffmpegPath = await program(
      'good.cjs',
      `process.stdout.write(Buffer.from('${Buffer.from(wav).toString('base64')}', 'base64'))`,
    );
    const { channels } = await readSound(await file('a.m4a', unknown), { ffmpegPath });
    expect(channels[0]!.length).toBe(4000);
  });

  it('gives it WAV files whose codec is not read here', async () => {
    const ffmpegPath = await program(
      'codec.cjs',
      `process.stdout.write(Buffer.from('${Buffer.from(wavBytes({ data: tone })).toString('base64')}', 'base64'))`,
    );
    const adpcm = await file('adpcm.wav', wavBytes({ format: 17, data: tone.subarray(0, 100) }));
    expect((await readSound(adpcm, { ffmpegPath })).channels[0]!.length).toBe(4000);
    await expect(readSound(adpcm)).rejects.toThrow('found IMA ADPCM in WAV');
    const broken = await file('broken.wav', wavBytes({ blockAlign: 1, data: tone }));
    await expect(readSound(broken, { ffmpegPath })).rejects.toThrow('the header contradicts itself');
  });

  it('lets it open local files only and nothing else', async () => {
    const ffmpegPath = await program('args.cjs', `console.error(process.argv.slice(2).join(' '))`);
    const path = await file('-b.m4a', unknown);
    await expect(readSound(path, { ffmpegPath })).rejects.toThrow(
      `-nostdin -protocol_whitelist file,pipe -i file:${path} -map 0:a:0`,
    );
  });

  it('says in plain words what it complains of', async () => {
    const path = await file('c.m4a', unknown);
    for (const [complaint, meaning] of [
      [
        "Stream map '0:a:0' matches no streams.\\nTo ignore this, add a trailing \\'?\\' to the map.",
        'there is no sound in it',
      ],
      ['moov atom not found', 'it is cut short, or its recording was not ended'],
      ['first\\nInvalid data found when processing input', 'it is broken, or no sound file'],
      ['first\\nsomething new', 'ffmpeg says: something new'],
    ] as const) {
      const script = `console.error("${complaint}"); process.exitCode = 1`;
      const ffmpegPath = await program('bad.cjs', script);
      await expect(readSound(path, { ffmpegPath })).rejects.toThrow(`${path}: cannot be decoded: ${meaning}`);
    }
  });

  it('takes what it made of a damaged file only if that is to be salvaged', async () => {
    const wav = Buffer.from(wavBytes({ data: tone })).toString('base64');
    const ffmpegPath = await program(
      'torn.cjs',
      `console.error('Error while decoding stream'); process.stdout.write(Buffer.from('${wav}', 'base64'))`,
    );
    const path = await file('torn.m4a', unknown);
    await expect(readSound(path, { ffmpegPath })).rejects.toThrow(
      'or take the 0.50 s (4000 samples) that are there',
    );
    expect((await readSound(path, { ffmpegPath, salvage: true })).channels[0]!.length).toBe(4000);
  });

  it('says when it is not there, and stops on request', async () => {
    const path = await file('d.m4a', unknown);
    const absent = join(folder, 'no-such-ffmpeg');
    await expect(readSound(path, { ffmpegPath: absent })).rejects.toThrow(
      `needs ffmpeg (${absent}) to be read, but it was not found; install ffmpeg`,
    );
    const ffmpegPath = await program('slow.cjs', 'setTimeout(() => {}, 60_000)');
    const stop = new AbortController();
    const reading = readSound(path, { ffmpegPath, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(reading).rejects.toMatchObject({ code: 'NST_ABORTED' });
  });
});
