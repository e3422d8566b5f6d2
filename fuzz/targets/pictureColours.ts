/** Pictures that say what their colours mean: profiles, and numbers of standards, in every format that holds them. */
import { readPicture } from '../../src/shared/pictures/read.js';
import { greyProfile, iccProfile } from '../../test/support/iccProfile.js';
import {
  avifWithCodes,
  jpegWithProfile,
  pngWithChunk,
  pngWithProfile,
  tiff,
} from '../../test/support/pictureFiles.js';
import { mutateIcc } from '../formats/icc.js';
import { oneFile } from '../input.js';
import { firstOf, type Mutator } from '../mutate/mutator.js';
import { pictureBytes, SMALL } from './pictureSeeds.js';
import { expectPicture, mutatePicture } from './pictures.js';
import type { Place, Seed, Target } from './target.js';

const COUNT = SMALL.width * SMALL.height;
/** Display P3 under D50. */
const COLUMNS = [
  [0.515102, 0.241182, -0.001049],
  [0.291965, 0.692236, 0.041882],
  [0.157153, 0.066582, 0.784378],
];
const RGB_PROFILE = iccProfile({ columns: COLUMNS, curve: 'srgb' });
const GREY_PROFILE = iccProfile({ curve: 1.8 });
const LAB_PROFILE = iccProfile({ curve: 2.2, connection: 'Lab ' });
/** A curve of five samples. */
const TABLE = Buffer.concat([
  Buffer.from('curv\0\0\0\0\0\0\0\x05', 'latin1'),
  Buffer.from(Uint16Array.of(0, 9000, 25_000, 45_000, 65_535).buffer).swap16(),
]);
/** Numbers of ITU-T H.273: Display P3, PQ and HLG in BT.2020. */
const CODES = [
  [12, 13],
  [9, 16],
  [9, 18],
] as const;

const ramp16 = (channels: number) =>
  Uint16Array.from({ length: COUNT * channels }, (_, i) => (i * 97) % 65_536);
const ramp8 = (channels: number) => Uint8Array.from({ length: COUNT * channels }, (_, i) => (i * 7) % 256);

async function seeds(): Promise<Seed[]> {
  const [png, jpeg, avif] = await Promise.all([
    pictureBytes('png', 'plain'),
    pictureBytes('jpeg', 'plain'),
    pictureBytes('avif', 'profile'),
  ]);
  const gamma = Buffer.alloc(4);
  gamma.writeUInt32BE(55_556);
  const files: Readonly<Record<string, Uint8Array>> = {
    'png, profile': pngWithProfile(png, RGB_PROFILE),
    'png, gAMA': pngWithChunk(png, 'gAMA', gamma),
    'png, cICP': pngWithChunk(png, 'cICP', Uint8Array.of(9, 16, 0, 1)),
    'jpeg, profile': jpegWithProfile(jpeg, RGB_PROFILE),
    'tiff, rgb': tiff(SMALL, ramp16(3), 'rgb', RGB_PROFILE),
    'tiff, grey': tiff(SMALL, ramp16(1), 'grey', GREY_PROFILE),
    'tiff, grey of Lab': tiff(SMALL, ramp8(1), 'grey', LAB_PROFILE),
    'tiff, grey by a table': tiff(SMALL, ramp16(1), 'grey', greyProfile(TABLE)),
    'tiff, grey with a profile of RGB': tiff(SMALL, ramp16(1), 'grey', RGB_PROFILE),
    'tiff, inks': tiff(SMALL, ramp8(4), 'cmyk'),
    ...Object.fromEntries(
      CODES.map(([primaries, transfer]) => [
        `avif, ${primaries}/${transfer}`,
        avifWithCodes(avif, primaries, transfer),
      ]),
    ),
  };
  return Object.entries(files).map(([name, bytes]) => ({
    name,
    input: oneFile('picture', new Uint8Array(bytes)),
  }));
}

/** A profile that lies in a file as it is, as in TIFF, is changed where it lies. */
const mutateProfileInPlace: Mutator = (bytes, context) => {
  const signature = Buffer.from(bytes).indexOf('acsp');
  const start = signature - 36;
  if (context.rng.integer(2) === 0 || start < 0) return undefined;
  const length = Buffer.from(bytes).readUInt32BE(start);
  const profile = bytes.subarray(start, start + length);
  const changed = mutateIcc(profile, { ...context, other: () => profile });
  if (!changed) return undefined;
  const file = new Uint8Array(bytes);
  file.set(changed.subarray(0, profile.length), start);
  return file;
};

async function read({ file }: Place): Promise<void> {
  expectPicture(await readPicture(file));
}

/** Colours of pictures. */
export const PICTURE_COLOURS: Target = {
  name: 'picture colours',
  seeds,
  mutatorOf: () => firstOf(mutateProfileInPlace, mutatePicture),
  structuredShare: 0.9,
  read,
};
