import { describe, expect, it } from 'vitest';
import { BOXES } from '../../fuzz/formats/boxes.js';
import { FLAC } from '../../fuzz/formats/flac.js';
import { GIF } from '../../fuzz/formats/gif.js';
import { ICC } from '../../fuzz/formats/icc.js';
import { JPEG } from '../../fuzz/formats/jpeg.js';
import { MPEG } from '../../fuzz/formats/mpeg.js';
import { OGG } from '../../fuzz/formats/ogg.js';
import { PNG } from '../../fuzz/formats/png.js';
import { PROTOBUF } from '../../fuzz/formats/protobuf.js';
import { RIFF } from '../../fuzz/formats/riff.js';
import { mutateSavedStyle } from '../../fuzz/formats/savedStyle.js';
import { collectionOf, SFNT } from '../../fuzz/formats/sfnt.js';
import { mutateStylePack } from '../../fuzz/formats/stylePack.js';
import type { ChunkFormat } from '../../fuzz/mutate/chunks.js';
import { FONT_TARGETS } from '../../fuzz/targets/fonts.js';
import { PICTURE_TARGETS } from '../../fuzz/targets/pictures.js';
import { SOUND_TARGETS } from '../../fuzz/targets/sounds.js';
import { STYLE_TARGETS } from '../../fuzz/targets/styles.js';
import type { Seed } from '../../fuzz/targets/target.js';
import { WEIGHT_TARGETS } from '../../fuzz/targets/weights.js';
import { decodeStyle } from '../../src/audio/styleFile/decodeStyle.js';
import { decodePack } from '../../src/glyph/pack/decodePack.js';
import { Rng } from '../../src/shared/rng.js';
import { iccProfile } from '../support/iccProfile.js';

const ALL = [...SOUND_TARGETS, ...PICTURE_TARGETS, ...STYLE_TARGETS, ...FONT_TARGETS, ...WEIGHT_TARGETS];

/** Sound files of a target. */
async function filesOf(name: string): Promise<Uint8Array[]> {
  const seeds: readonly Seed[] = (await ALL.find((target) => target.name === name)?.seeds()) ?? [];
  return seeds.map(({ input }) => [...input.values()][0]!);
}

/** Formats by a target whose sound files have them. */
const FORMATS: readonly (readonly [string, ChunkFormat])[] = [
  ['png', PNG],
  ['jpeg', JPEG],
  ['gif', GIF],
  ['webp', RIFF],
  ['avif', BOXES],
  ['wav', RIFF],
  ['mp3', MPEG],
  ['ogg', OGG],
  ['opus', OGG],
  ['flac', FLAC],
  ['onnx', PROTOBUF],
];

describe('a format', () => {
  it.each(FORMATS)(
    '%s: what is taken apart and put together is the file again, checksums and all',
    async (name, format) => {
      const files = await filesOf(name);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const chunks = format.split(file);
        expect(chunks?.length ?? 0).toBeGreaterThan(1);
        expect(Buffer.from(format.join(chunks ?? [])).equals(file)).toBe(true);
      }
    },
  );

  it('keeps the tables of fonts, and reads them out of what it has put together', async () => {
    for (const file of await filesOf('ttf')) {
      const chunks = SFNT.split(file) ?? [];
      expect(chunks.length).toBeGreaterThan(5);
      expect(SFNT.split(SFNT.join(chunks))).toEqual(chunks);
    }
  });

  it('puts profiles together so that the same tags are read out of them', () => {
    const profile = iccProfile({
      columns: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      curve: 'srgb',
    });
    const chunks = ICC.split(profile) ?? [];
    expect(chunks.map(({ kind }) => kind)).toEqual([
      'header',
      'desc',
      'cprt',
      'wtpt',
      'rXYZ',
      'rTRC',
      'gXYZ',
      'gTRC',
      'bXYZ',
      'bTRC',
    ]);
    expect(Buffer.from(ICC.join(chunks)).equals(profile)).toBe(true);
  });

  it('makes collections whose tables are those of the font', async () => {
    const [font = new Uint8Array()] = await filesOf('ttf');
    const collection = Buffer.from(collectionOf(font));
    expect(collection.toString('latin1', 0, 4)).toBe('ttcf');
    const offset = collection.readUInt32BE(16 + 12 + 8);
    const first = SFNT.split(font)?.[1]?.data ?? [];
    expect(collection.subarray(offset, offset + first.length)).toEqual(Buffer.from(first));
  });
});

/** What is said of many changed files. */
async function messages(
  name: string,
  mutate: typeof mutateStylePack,
  read: (bytes: Uint8Array) => unknown,
): Promise<string[]> {
  const [file = new Uint8Array()] = await filesOf(name);
  return Array.from({ length: 200 }, (_, i) => {
    const changed = mutate(file, { rng: new Rng(i), other: () => file }) ?? file;
    try {
      read(changed);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  });
}

describe('a changed file whose checksum was made to fit', () => {
  it('is not refused for it: saved styles', async () => {
    const said = await messages('saved style', mutateSavedStyle, (bytes) => decodeStyle(bytes, 'a'));
    expect(said.filter((message) => message.includes('checksum'))).toEqual([]);
    expect(said.filter((message) => message !== '').length).toBeGreaterThan(20);
  });

  it('is read beyond it: style packs', async () => {
    const said = await messages('style pack', mutateStylePack, (bytes) => decodePack('a', bytes));
    expect(said.filter((message) => message === '').length).toBeGreaterThan(10);
    expect(said.filter((message) => message !== '').length).toBeGreaterThan(20);
  });
});
