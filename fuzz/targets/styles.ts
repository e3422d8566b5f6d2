/** Styles in files of the project's own: packs of text styles, and saved styles of sounds. */

import { join } from 'node:path';
import { longTermBins } from '../../src/audio/eqMatch.js';
import { MOMENT_BANDS } from '../../src/audio/features/bands.js';
import { HELD_OUT_FILTERS } from '../../src/audio/metrics/heldOut.js';
import { THIRD_OCTAVES } from '../../src/audio/metrics/spectralEnvelope.js';
import { PRESETS } from '../../src/audio/presets.js';
import { encodeStyle } from '../../src/audio/styleFile/encodeStyle.js';
import { checkStyleKey, type SavedStyle, styleKeyOf } from '../../src/audio/styleFile/savedStyle.js';
import { readStyle } from '../../src/audio/styleFile/styleFiles.js';
import { RGBA } from '../../src/glyph/grid.js';
import { makeStylePack } from '../../src/glyph/pack/openStyle.js';
import { writePack } from '../../src/glyph/pack/packFile.js';
import { encodePack } from '../../src/glyph/pack/stylePack.js';
import type { Style } from '../../src/glyph/style/readStyle.js';
import { mutateSavedStyle } from '../formats/savedStyle.js';
import { mutateStylePack } from '../formats/stylePack.js';
import { oneFile } from '../input.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

const SIDE_PX = 24;

function discStyle(shapeOrigin: Style['shapeOrigin']): Style {
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

const values = (length: number) => Float32Array.from({ length }, (_, i) => 0.1 + ((i * 7) % 13) / 13);
const gaussian = (size: number) => ({
  mean: Float64Array.from(values(size)),
  covariance: Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0)),
});

/** Coefficients of timbre: MFCC 1 to 19. */
const TIMBRE = 19;

const recipe = { ...PRESETS.default, network: 'random', seed: 3 } as const;

async function savedStyle(): Promise<SavedStyle> {
  return {
    key: await styleKeyOf(recipe),
    measures: {
      style: { style: { timbre: { shape: [1, 2, 3], data: values(6) } } },
      bands: gaussian(MOMENT_BANDS),
      energies: values(9).sort(),
    },
    loudnessLufs: -20.5,
    spectrum: { sampleRateHz: 44_100, power: values(longTermBins(44_100)) },
    metrics: {
      timbre: gaussian(TIMBRE),
      gram: values(HELD_OUT_FILTERS ** 2),
      chroma: values(24),
      flux: values(7),
      envelopeDb: values(THIRD_OCTAVES.count),
    },
    digest: '0'.repeat(64),
  };
}

async function savedStyleSeeds(): Promise<Seed[]> {
  return [{ name: 'a style', input: oneFile('style.nststyle', encodeStyle(await savedStyle())) }];
}

/** Reads a saved style and asks whether it fits a run. */
async function readSavedStyle({ file }: Place): Promise<void> {
  const { key, measures, metrics, loudnessLufs, spectrum } = await readStyle(file);
  checkStyleKey(key, await styleKeyOf(recipe), file);
  const numbers = [loudnessLufs, spectrum.sampleRateHz];
  expectSound(numbers.every(Number.isFinite), 'a number that is not finite');
  const arrays = [
    ...Object.values(measures.style).flatMap((term) => Object.values(term).map(({ data }) => data)),
    ...[measures.energies, spectrum.power, metrics.gram, metrics.chroma, metrics.flux, metrics.envelopeDb],
    ...[measures.bands, metrics.timbre].flatMap(({ mean, covariance }) => [mean, covariance]),
  ];
  expectSound(arrays.every(allFinite), 'an array that is not finite');
  expectSound(measures.bands.covariance.length === MOMENT_BANDS ** 2, 'a covariance of all bands');
  expectSound(metrics.timbre.mean.length === TIMBRE, 'a mean of the timbre');
}

/** Readers of the project's own files. */
export const STYLE_TARGETS: readonly Target[] = [
  { name: 'style pack', seeds: packSeeds, mutatorOf: () => mutateStylePack, read: readPackFile },
  { name: 'saved style', seeds: savedStyleSeeds, mutatorOf: () => mutateSavedStyle, read: readSavedStyle },
];
