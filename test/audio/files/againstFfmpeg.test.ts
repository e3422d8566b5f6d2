import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeHere } from './decodeHere.js';
import { type FileToWrite, hasFfmpeg, readWithFfmpeg, writeWithFfmpeg } from './ffmpegDecoder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The largest difference; orders of more than two channels differ between containers, so each has to be that of some other. */
function largestError(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const error = (x: Float32Array, y: Float32Array) =>
    x.reduce((max, v, i) => Math.max(max, Math.abs(v - y[i]!)), 0);
  if (a.length <= 2) return Math.max(...a.map((channel, c) => error(channel, b[c]!)));
  return Math.max(...a.map((channel) => Math.min(...b.map((other) => error(channel, other)))));
}

interface Case extends FileToWrite {
  readonly tolerance: number;
}

/** What is said of a file that differs; nothing for those that do not. */
async function differences(cases: readonly Case[]): Promise<string[]> {
  writeWithFfmpeg(cases);
  const others = readWithFfmpeg(cases);
  const problems: string[] = [];
  for (const [i, { path, channels, rateHz, tolerance }] of cases.entries()) {
    const { parts, loss, remarks } = await decodeHere(path);
    const [part] = parts;
    const error = largestError(part!.channels, others[i]!);
    // ffmpeg 5 leaves the padding behind Vorbis in place.
    const length = path.endsWith('.ogg') ? Math.round(rateHz / 4) : others[i]![0]!.length;
    const shape = [parts.length, part!.sampleRateHz, part!.channels.length, part!.channels[0]!.length];
    const isSame = shape.join() === [1, rateHz, channels, length].join() && !loss && remarks.length === 0;
    if (!isSame || !(error <= tolerance))
      problems.push(`${path}: ${shape}, ${length} samples, ${error}, ${loss}, ${remarks}`);
  }
  return problems;
}

const PCM = [
  'pcm_u8',
  'pcm_s16le',
  'pcm_s24le',
  'pcm_s32le',
  'pcm_f32le',
  'pcm_f64le',
  'pcm_alaw',
  'pcm_mulaw',
];
const RATES_HZ = [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000];
/** Of sums in another order; Opus leaves decoders more freedom (RFC 6716, 6). */
const [LOSSLESS, LOSSY, OPUS] = [0, 1e-5, 1e-3];

describe.skipIf(!hasFfmpeg)('readers and ffmpeg agree', () => {
  it('to the last bit on WAV of all depths, RF64 too', async () => {
    const cases = PCM.flatMap((codec) =>
      [1, 2].map((channels) => {
        const options = ['-c:a', codec, '-rf64', channels === 2 ? 'always' : 'auto'];
        const path = join(folder, `${codec}-${channels}.wav`);
        return { path, channels, rateHz: 44_100, options, tolerance: LOSSLESS };
      }),
    );
    expect(await differences(cases)).toEqual([]);
  });

  it('to the last bit on WAV and FLAC of all rates', async () => {
    const cases = RATES_HZ.flatMap((rateHz) =>
      ['wav', 'flac'].map((ending) => ({
        path: join(folder, `${rateHz}.${ending}`),
        channels: 1,
        rateHz,
        tolerance: LOSSLESS,
      })),
    );
    expect(await differences(cases)).toEqual([]);
  });

  it('to the last bit on FLAC of 16 and 24 bits, whatever blocks it has', async () => {
    const cases = ['s16', 's32'].flatMap((format) =>
      [[], ['-frame_size', '1000'], ['-compression_level', '12']].map((options, i) => ({
        path: join(folder, `${format}-${i}.flac`),
        channels: 2,
        rateHz: 44_100,
        options: ['-sample_fmt', format, ...options],
        tolerance: LOSSLESS,
      })),
    );
    expect(await differences(cases)).toEqual([]);
  });

  it('on 1 to 8 channels: WAV, FLAC, FLAC in Ogg, Vorbis, Opus', async () => {
    const cases = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((channels) =>
      (
        [
          ['wav', LOSSLESS, []],
          ['flac', LOSSLESS, []],
          ['oga', LOSSLESS, ['-c:a', 'flac']],
          ['ogg', LOSSY, ['-c:a', 'libvorbis']],
          ['opus', OPUS, ['-c:a', 'libopus']],
        ] as const
      ).map(([ending, tolerance, options]) => ({
        path: join(folder, `${channels}.${ending}`),
        channels,
        rateHz: 48_000,
        options,
        tolerance,
      })),
    );
    expect(await differences(cases)).toEqual([]);
  });

  it('on MP3 and Vorbis of all their rates, mono and stereo', async () => {
    const cases = RATES_HZ.filter((rateHz) => rateHz <= 48_000).flatMap((rateHz) =>
      [1, 2].flatMap((channels) =>
        (
          [
            ['mp3', ['-b:a', '64k']],
            ['ogg', ['-c:a', 'libvorbis']],
          ] as const
        ).map(([ending, options]) => ({
          path: join(folder, `${rateHz}-${channels}.${ending}`),
          channels,
          rateHz,
          options,
          tolerance: LOSSY,
        })),
      ),
    );
    expect(await differences(cases)).toEqual([]);
  });

  it('on MPEG audio of layer II, MP3 of variable bit rate and without a header frame', async () => {
    const kinds: readonly (readonly [string, readonly string[], number])[] = [
      // Its decoder of layer II has 16 bits.
      ['two.mp2', ['-c:a', 'mp2', '-b:a', '192k'], 2 ** -14],
      ['vbr.mp3', ['-q:a', '2'], LOSSY],
      ['plain.mp3', ['-write_xing', '0', '-id3v2_version', '0'], LOSSY],
    ];
    const cases = kinds.map(([name, options, tolerance]) => ({
      path: join(folder, name),
      channels: 2,
      rateHz: 44_100,
      options,
      tolerance,
    }));
    expect(await differences(cases)).toEqual([]);
  });

  it('on links of a chain and joined files, each as ffmpeg reads it alone', async () => {
    const kinds = { ogg: ['-c:a', 'libvorbis'], opus: ['-c:a', 'libopus'], flac: [], mp3: [] } as const;
    for (const [ending, options] of Object.entries(kinds)) {
      const files = [2, 1].map((channels) => ({
        path: join(folder, `link${channels}.${ending}`),
        channels,
        rateHz: 48_000 / channels,
        options,
      }));
      writeWithFfmpeg(files);
      const others = readWithFfmpeg(files);
      const chained = join(folder, `chained.${ending}`);
      await writeFile(chained, Buffer.concat(files.map(({ path }) => readFileSync(path))));
      const { parts, loss, remarks } = await decodeHere(chained);
      expect([parts.length, loss, remarks], ending).toEqual([2, undefined, []]);
      for (const [i, { channels }] of parts.entries()) {
        expect(channels.length).toBe(files[i]!.channels);
        expect(largestError(channels, others[i]!), ending).toBeLessThan(OPUS);
      }
    }
  });

  it('on files with tags in front and behind', async () => {
    const id3 = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x01\x05', 'latin1'), Buffer.alloc(133, 0xff)]);
    const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);
    const files = ['flac', 'wav', 'mp3', 'ogg'].map((ending) => ({
      path: join(folder, `untagged.${ending}`),
      channels: 1,
      rateHz: 44_100,
      options: ending === 'mp3' ? ['-id3v2_version', '0'] : ending === 'ogg' ? ['-c:a', 'libvorbis'] : [],
    }));
    writeWithFfmpeg(files);
    for (const { path } of files) {
      const tagged = `${path}.tagged`;
      await writeFile(tagged, Buffer.concat([id3, readFileSync(path), id3v1]));
      expect(await decodeHere(tagged)).toEqual(await decodeHere(path));
    }
  });
});
