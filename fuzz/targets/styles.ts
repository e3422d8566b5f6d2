/** Styles in files of the project's own: packs of text styles, and saved styles of sounds. */
import { join } from 'node:path';
import { MOMENT_BANDS } from '../../src/audio/features/bands.js';
import { PRESETS } from '../../src/audio/presets.js';
import { encodeStyle } from '../../src/audio/styleFile/encodeStyle.js';
import { checkStyleKey, styleKeyOf } from '../../src/audio/styleFile/savedStyle.js';
import { readStyle } from '../../src/audio/styleFile/styleFiles.js';
import { encodePack } from '../../src/glyph/pack/encodePack.js';
import { makeStylePack } from '../../src/glyph/pack/openStyle.js';
import { writePack } from '../../src/glyph/pack/packFile.js';
import type { Style } from '../../src/glyph/style/readStyle.js';
import { RGBA } from '../../src/shared/pictures/premultiplied.js';
import { sampleStyle } from '../../test/audio/styleFile/sampleStyle.js';
import { mutateSavedStyle } from '../formats/savedStyle.js';
import { mutateStylePack } from '../formats/stylePack.js';
import { oneFile } from '../input.js';
import { allFinite, CHECKSUMMED, expectSound, type Place, type Seed, type Target } from './target.js';

const SIDE_PX = 24;

/** A disc on a pattern, as a style of text. */
export function discStyle(shapeOrigin: Style['shapeOrigin']): Style {
  const size = { width: SIDE_PX, height: SIDE_PX };
  const data = Float32Array.from({ length: SIDE_PX ** 2 }, (_, i) =>
    Math.hypot((i % SIDE_PX) - 12, Math.floor(i / SIDE_PX) - 12) < 7 ? 1 : 0,
  );
  const rgba = Float32Array.from({ length: data.length * RGBA }, (_, i) =>
    i % RGBA === 3 ? 1 : (i % 37) / 37,
  );
  const picture = { ...size, rgba };
  return {
    picture,
    shapeOrigin,
    ...(shapeOrigin !== 'none' && { shape: { ...size, data } }),
  };
}

async function packSeeds(): Promise<Seed[]> {
  const pack = (origin: Style['shapeOrigin'], direction: 'auto' | number): Seed => ({
    name: `shape: ${origin}`,
    input: oneFile('style.nstglyph', encodePack({ style: discStyle(origin), seed: 3, direction })),
  });
  return [pack('mask', 'auto'), pack('alpha', 90), pack('none', 'auto')];
}

/** Reads a pack and writes it again. */
async function readPackFile({ file, out }: Place): Promise<void> {
  const pack = await makeStylePack({ style: file });
  const { picture, shape } = pack.style;
  expectSound(allFinite(picture.rgba), 'a value that is not finite');
  expectSound(picture.rgba.length === picture.width * picture.height * RGBA, 'as many values as pixels');
  expectSound(shape === undefined || allFinite(shape.data), 'a shape that is not finite');
  await writePack(join(out, 'again.nstglyph'), pack);
}

const KEY = await styleKeyOf({ ...PRESETS.default, network: 'random', seed: 3 });

async function savedStyleSeeds(): Promise<Seed[]> {
  return [{ name: 'a style', input: oneFile('style.nststyle', encodeStyle(sampleStyle(KEY))) }];
}

/** @throws UnsoundResult for a number or an array in a value, at any depth, that is not finite */
function expectFiniteWithin(value: unknown, name: string): void {
  if (typeof value === 'number') expectSound(Number.isFinite(value), `${name} is ${value}`);
  else if (value instanceof Float32Array || value instanceof Float64Array) {
    expectSound(allFinite(value), `${name} has values that are not finite`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, own] of Object.entries(value)) expectFiniteWithin(own, `${name}.${key}`);
  }
}

/** Reads a saved style and asks whether it fits a run. */
async function readSavedStyle({ file }: Place): Promise<void> {
  const style = await readStyle(file);
  checkStyleKey(style.key, KEY, file);
  expectFiniteWithin(style, 'style');
  const { bands } = style.measures;
  expectSound(bands.mean.length === MOMENT_BANDS, 'a mean of all bands');
  expectSound(bands.covariance.length === MOMENT_BANDS ** 2, 'a covariance of all bands');
}

/** Readers of the project's own files. */
export const STYLE_TARGETS: readonly Target[] = [
  {
    name: 'style pack',
    structuredShare: CHECKSUMMED,
    seeds: packSeeds,
    mutatorOf: () => mutateStylePack,
    read: readPackFile,
  },
  {
    name: 'saved style',
    structuredShare: CHECKSUMMED,
    seeds: savedStyleSeeds,
    mutatorOf: () => mutateSavedStyle,
    read: readSavedStyle,
  },
];
