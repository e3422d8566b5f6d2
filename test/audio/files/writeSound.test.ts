import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../../src/audio/files/readSound.js';
import { outputFormat, readSoundProvenance, writeSound } from '../../../src/audio/files/writeSound.js';
import type { Sound } from '../../../src/audio/sound.js';
import { chirp, noise } from '../../shared/dsp/signals.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-write-'));
});
afterAll(() => rm(folder, { recursive: true }));

const stereo: Sound = { sampleRateHz: 22_050, channels: [chirp(0.5, 22_050), noise(11_025, 0.2)] };
/** An odd number of bytes at 24 bit. */
const mono: Sound = { sampleRateHz: 44_100, channels: [chirp(0.31, 44_100).subarray(0, 13_001)] };

describe('writeSound', () => {
  it.each([
    ['a.wav', '32f', 0],
    ['a.wav', '24', 2 ** -23],
    ['a.wav', '16', 1.5 * 2 ** -15],
    ['a.flac', '24', 2 ** -23],
    ['a.flac', '16', 1.6 * 2 ** -15],
  ] as const)('%s with %s is read back within %d', async (name, encoding, limit) => {
    const path = join(folder, name);
    for (const sound of [stereo, mono]) {
      await writeSound(path, sound, { encoding, seed: 1 });
      const back = await readSound(path);
      expect(back.sampleRateHz).toBe(sound.sampleRateHz);
      expect(back.channels.length).toBe(sound.channels.length);
      for (const [c, channel] of sound.channels.entries()) {
        expect(back.channels[c]).toBeAllclose(channel, 0, limit + 1e-9);
      }
    }
  });

  it('writes the same bytes for the same seed, and leaves nothing else behind', async () => {
    const bytes = [];
    for (const [name, seed] of [
      ['b.wav', 3],
      ['c.wav', 3],
      ['d.wav', 4],
    ] as const) {
      await writeSound(join(folder, name), stereo, { seed });
      bytes.push(await readFile(join(folder, name)));
    }
    expect(bytes[1]).toEqual(bytes[0]);
    expect(bytes[2]).not.toEqual(bytes[0]);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it.each(['g.wav', 'g.flac'])('writes 16 bits that were 16 bits as they were: %s', async (name) => {
    const path = join(folder, name);
    const silent = new Float32Array(9000);
    const full = Float32Array.from(silent, (_, i) => ((i * 7919) % 65_536) / 32_768 - 1);
    await writeSound(path, { sampleRateHz: 22_050, channels: [full, silent] }, { seed: 2 });
    const { channels } = await readSound(path);
    expect(channels[0]!).toEqual(full);
    expect(channels[1]!).toEqual(silent);
  });

  it('adds dither where a single sample is rounded, or too large', async () => {
    const path = join(folder, 'h.wav');
    for (const odd of [1e-6, 1]) {
      const channel = new Float32Array(9000).fill(0.25);
      channel[9] = odd;
      await writeSound(path, { sampleRateHz: 22_050, channels: [channel, noise(9000, 0.1)] }, { seed: 2 });
      const { channels } = await readSound(path);
      expect(new Set(channels[0]).size).toBeGreaterThan(2);
    }
  });

  it('takes a sound that goes beyond full scale down to it, and cuts nothing off; floats stay', async () => {
    const hot = { ...mono, channels: mono.channels.map((channel) => channel.map((x) => 4 * x)) };
    for (const [name, encoding] of [
      ['hot.wav', '16'],
      ['hot.wav', '24'],
      ['hot.flac', '16'],
    ] as const) {
      const path = join(folder, name);
      await writeSound(path, hot, { encoding });
      const [channel] = (await readSound(path)).channels;
      expect(Math.max(...channel!.map(Math.abs))).toBeLessThan(10 ** (-1 / 20) + 1e-4);
    }
    const path = join(folder, 'hot32.wav');
    await writeSound(path, hot, { encoding: '32f' });
    expect((await readSound(path)).channels).toEqual(hot.channels);
  });

  it('completes the header of FLAC files', async () => {
    const path = join(folder, 'e.flac');
    await writeSound(path, stereo);
    const bytes = await readFile(path);
    const frameSizes = [bytes.readUIntBE(12, 3), bytes.readUIntBE(15, 3)];
    expect(frameSizes[0]).toBeGreaterThan(0);
    expect(frameSizes[1]).toBeGreaterThanOrEqual(frameSizes[0]!);
    expect(bytes.subarray(26, 42).every((byte) => byte === 0)).toBe(false);
  });

  it('says that a rate is too high for FLAC', async () => {
    const sound = { ...mono, sampleRateHz: 768_000 };
    await expect(writeSound(join(folder, 'f.flac'), sound)).rejects.toThrow(
      'the FLAC encoder refuses 1 channels at 768000 Hz; write a WAV file',
    );
  });
});

describe('what a file says of how it was made', () => {
  const provenance = { creator: 'nst 1.2.3', parameters: '{"style":"é ☂.wav","strength":0.5}' };
  const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0;

  it.each(['p.wav', 'p.flac'])('is read back, and the sound is as it was: %s', async (name) => {
    const [plain, told] = [join(folder, `plain-${name}`), join(folder, name)];
    // An odd number of bytes, which are padded.
    const odd = { ...mono, channels: [noise(9001, 0.2)] };
    await writeSound(plain, odd, { encoding: '24' });
    await writeSound(told, odd, { encoding: '24', provenance });
    expect(readSoundProvenance(await readFile(plain))).toBeUndefined();
    expect(readSoundProvenance(await readFile(told))).toEqual(provenance);
    expect(await readSound(told)).toEqual(await readSound(plain));
  });

  it.skipIf(!hasFfprobe).each(['p.wav', 'p.flac'])('is shown by ffprobe: %s', (name) => {
    const args = ['-v', 'error', '-show_entries', 'format_tags', '-of', 'json', join(folder, name)];
    const { tags } = JSON.parse(spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout).format;
    const texts = Object.fromEntries(Object.entries(tags).map(([tag, text]) => [tag.toLowerCase(), text]));
    expect(texts).toMatchObject({ encoder: provenance.creator, comment: provenance.parameters });
  });

  it.each(['p.wav', 'p.flac'])('wherever the file is cut, nothing breaks: %s', async (name) => {
    const bytes = await readFile(join(folder, name));
    for (let length = 0; length < bytes.length; length += 97) {
      const read = readSoundProvenance(bytes.subarray(0, length));
      if (read && read.parameters !== provenance.parameters)
        expect(provenance.parameters).toContain(read.parameters);
    }
  });
});

describe('outputFormat', () => {
  it('goes by the ending', () => {
    expect(outputFormat('a/b.WAV', '32f')).toBe('wav');
    expect(outputFormat('b.flac', '24')).toBe('flac');
  });

  it('refuses other endings, and floats in FLAC', () => {
    expect(() => outputFormat('b.mp3', '16')).toThrow(
      'expected a name that ends in .wav or .flac, found ".mp3"',
    );
    expect(() => outputFormat('b', '16')).toThrow('found no ending');
    expect(() => outputFormat('b.flac', '32f')).toThrow('FLAC holds 16 or 24 bit, not 32f');
  });
});
