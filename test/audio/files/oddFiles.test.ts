import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oggPageChecksum } from '../../../src/audio/files/checksums.js';
import { type ReadSoundOptions, readSound } from '../../../src/audio/files/readSound.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { hasFfmpeg } from './ffmpegDecoder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-odd-'));
});
afterAll(() => rm(folder, { recursive: true }));

const pathOf = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/audio/formats/${name}`, import.meta.url));
const fixture = (name: string) => readFileSync(pathOf(name));
const ID3 = Buffer.concat([
  Buffer.from('ID3\x04\0\0\0\0\x01\x05', 'latin1'),
  Buffer.alloc(133, 0xff),
  Buffer.alloc(9),
]);
const ID3V1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);

/** What is read of a file, and what is said of it. */
async function readBytes(pieces: readonly Uint8Array[], options: ReadSoundOptions = {}) {
  const path = join(folder, 'sound');
  await writeFile(path, Buffer.concat(pieces));
  const warnings: string[] = [];
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text.replace(path, 'x')) };
  const { sampleRateHz, channels } = await readSound(path, { reporter, ...options });
  return { sampleRateHz, channels, lengths: channels.map(({ length }) => length), warnings };
}

/** A change to a page of an Ogg file, with its checksum made right again. */
function changePage(
  file: Uint8Array,
  start: number,
  end: number,
  change: (page: Buffer) => void,
): Uint8Array {
  const bytes = Buffer.from(file);
  const page = bytes.subarray(start, end);
  change(page);
  page.writeUInt32LE(oggPageChecksum(page), 22);
  return bytes;
}

const largest = (signal: Float32Array) => signal.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

describe('readSound', () => {
  it.each(['sweep.flac', 'sweep.mp3', 'sweep.ogg'])(
    'reads %s between tags as it is without them',
    async (name) => {
      const plain = await readSound(pathOf(name));
      const tagged = await readBytes([ID3, ID3, fixture(name), ID3V1]);
      expect([tagged.channels, tagged.warnings]).toEqual([plain.channels, []]);
    },
  );

  it('reads the last block of FLAC, also of silence', async () => {
    const { lengths, channels, warnings } = await readBytes([fixture('silent-end.flac')]);
    expect([lengths, warnings]).toEqual([[13_230], []]);
    expect(largest(channels[0]!.subarray(0, 6615))).toBeCloseTo(0.5, 2);
    expect(largest(channels[0]!.subarray(6615))).toBe(0);
  });

  it.each([
    ['mono.mp3', 22_050, 6615],
    ['mono.ogg', 22_050, 6615],
    ['mono.opus', 48_000, 14_400],
  ])('leaves %s mono, without delay and padding', async (name, rateHz, length) => {
    const { sampleRateHz, lengths, warnings } = await readBytes([fixture(name)]);
    expect([sampleRateHz, lengths, warnings]).toEqual([rateHz, [length], []]);
  });

  it.each([
    ['ogg', 44_100, 22_050 + 13_230],
    ['opus', 48_000, 24_000 + 14_400],
    ['mp3', 44_100, 22_050 + 13_230],
  ])('joins a stereo and a mono stream of %s, of other rates too', async (ending, rateHz, length) => {
    const { sampleRateHz, channels, lengths, warnings } = await readBytes([
      fixture(`sweep.${ending}`),
      fixture(`mono.${ending}`),
    ]);
    expect([sampleRateHz, lengths, warnings]).toEqual([rateHz, [length, length], []]);
    const [left, right] = channels.map((channel) => channel.subarray(rateHz / 2));
    expect(left).toEqual(right);
    expect(largest(left!)).toBeGreaterThan(0.4);
    expect(largest(left!)).toBeLessThan(0.7);
  });

  it('joins FLAC files', async () => {
    const { lengths, warnings } = await readBytes([
      fixture('sweep.flac'),
      ID3V1,
      ID3,
      fixture('silent-end.flac'),
    ]);
    expect(lengths).toEqual([22_050 + 26_460, 22_050 + 26_460]);
    expect(warnings).toEqual([expect.stringMatching(/^x: \d+ bytes of the file are no blocks of sound/)]);
  });

  it('refuses MP3 of free format in one line', async () => {
    await expect(readSound(pathOf('free-format.mp3'))).rejects.toThrow(
      /free-format\.mp3: cannot be decoded \(MP3 of free format, [^\n]+\); export the file again$/,
    );
  });

  it('refuses an MP3 of which bytes are missing, and salvages the frames that are whole', async () => {
    const mp3 = fixture('sweep.mp3');
    const torn = [mp3.subarray(0, 3000), mp3.subarray(3200)];
    await expect(readBytes(torn)).rejects.toThrow('the file is damaged: bytes of 1 frames are missing');
    const { lengths } = await readBytes(torn, { salvage: true });
    expect(lengths).toEqual([22_050 - 1152, 22_050 - 1152]);
  });

  it('passes over what is no frame between frames of MP3, and says so', async () => {
    const mp3 = fixture('sweep.mp3');
    const frame = mp3.indexOf(Buffer.from([0xff, 0xfb, 0x90]), 2000);
    const { warnings, lengths } = await readBytes([
      mp3.subarray(0, frame),
      Buffer.alloc(50, 7),
      mp3.subarray(frame),
    ]);
    expect([lengths, warnings]).toEqual([
      [22_050, 22_050],
      ['x: 50 bytes of the file are no frames of sound and were passed over'],
    ]);
  });

  it('reads a recording of a stream, which has no last page, and says so', async () => {
    const ogg = fixture('sweep.ogg');
    const last = ogg.lastIndexOf('OggS');
    const open = changePage(ogg, last, ogg.length, (page) => {
      page[5] = 0;
    });
    const { lengths, warnings } = await readBytes([open]);
    expect([lengths, warnings]).toEqual([
      [22_050, 22_050],
      ['x: the file has no last page, like recordings of a stream: it is read as far as it goes'],
    ]);
  });

  it('refuses Ogg with a damaged page', async () => {
    const ogg = Buffer.from(fixture('sweep.ogg'));
    ogg[ogg.length - 500] = 1 + ogg[ogg.length - 500]!;
    await expect(readBytes([ogg])).rejects.toThrow(/1 of its pages have wrong checksums/);
  });

  it('gives Opus the gain that its header asks for', async () => {
    const opus = fixture('mono.opus');
    const end = opus.indexOf('OggS', 4);
    const halved = changePage(opus, 0, end, (page) =>
      page.writeInt16LE(-6.0206 * 256, page.indexOf('OpusHead') + 16),
    );
    const [plain, soft] = [await readBytes([opus]), await readBytes([halved])];
    expect(largest(soft.channels[0]!) / largest(plain.channels[0]!)).toBeCloseTo(0.5, 3);
  });

  it('names a codec that is not read here, and what would read it', async () => {
    await expect(readSound(pathOf('adpcm.wav'))).rejects.toThrow(
      'found IMA ADPCM in WAV; name the ffmpeg program',
    );
    await expect(readSound(pathOf('adpcm.wav'), { ffmpegPath: '/no/ffmpeg' })).rejects.toThrow(
      'adpcm.wav: IMA ADPCM in WAV needs ffmpeg (/no/ffmpeg) to be read, but it was not found; install ffmpeg',
    );
    await expect(readBytes([ID3, Buffer.from('FORM\0\0\x10\0AIFFCOMM')])).rejects.toThrow('found AIFF; ');
  });
});

describe.skipIf(!hasFfmpeg)('readSound through the ffmpeg that is installed', () => {
  const options = { ffmpegPath: 'ffmpeg' };

  it('reads ADPCM, and no more of its last block than there is', async () => {
    const { sampleRateHz, lengths, warnings } = await readBytes([fixture('adpcm.wav')], options);
    expect([sampleRateHz, lengths, warnings]).toEqual([22_050, [6615], []]);
  });

  it('reads what stands behind a tag, through a pipe', async () => {
    const aiff = Buffer.alloc(54 + 2 * 8000);
    aiff.write('FORM\0\0\0\0AIFFCOMM\0\0\0\x12\0\x01\0\0\x1f\x40\0\x10\x40\x0b\xfa\0\0\0\0\0\0\0', 'latin1');
    aiff.writeUInt32BE(aiff.length - 8, 4);
    aiff.write('SSND', 38, 'latin1');
    aiff.writeUInt32BE(aiff.length - 46, 42);
    for (let i = 0; i < 8000; i++) aiff.writeInt16BE(Math.round(9000 * Math.sin(i / 5)), 54 + 2 * i);
    const { sampleRateHz, lengths, channels } = await readBytes([ID3, aiff], options);
    expect([sampleRateHz, lengths]).toEqual([8000, [8000]]);
    expect(channels[0]![100]).toBe(Math.round(9000 * Math.sin(20)) / 32_768);
  });

  it('says that a film without sound has none', async () => {
    await expect(readSound(pathOf('no-sound.mp4'), options)).rejects.toThrow('there is no sound in it');
  });
});
