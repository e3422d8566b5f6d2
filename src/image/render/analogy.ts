import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { patchPicture } from '../../shared/patches/patchPicture.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import { lightnessOf, setLightness } from '../colour/luma.js';
import type { AnalogyColors } from './options.js';

/** An example of a change, and what is to be changed likewise. */
export interface AnalogyTask {
  readonly before: Picture;
  /** As large as `before`. */
  readonly after: Picture;
  readonly picture: Picture;
  readonly colors: AnalogyColors;
  readonly seed: number;
  readonly threads: number;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How much the unchanged pictures count against the changed ones. With 0.5 an embossed cat is 0.03 (root mean square) off
 * itself when the example is asked for what it shows; with 1.5 it is itself.
 */
const GUIDE_WEIGHT = 1.5;
/** Beside themselves, the unchanged pictures are seen from this far away: what lies on one side of an edge differs from the other. */
const AROUND_PX = 4;
/** Contrasts are not taken further apart than this: noise of a flat example would become a pattern. */
const MOST_CONTRAST = 3;

function meanAndDeviation(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** The map that gives the brightness of the example the mean and contrast of the picture's (Hertzmann et al. 2001, eq. 1). */
function remapping(example: Float32Array, picture: Float32Array): (value: number) => number {
  const [from, to] = [meanAndDeviation(example), meanAndDeviation(picture)];
  const ratio = from.deviation > 0 ? to.deviation / from.deviation : 1;
  const slope = Math.min(MOST_CONTRAST, Math.max(1 / MOST_CONTRAST, ratio));
  return (value) => slope * (value - from.mean) + to.mean;
}

/** What is known of a picture: its values and their means around, [height, width, 2 channels], with their weight. */
function guideOf(values: Float32Array, { width, height }: Picture): Float32Array {
  const channels = values.length / (width * height);
  const around = gaussianBlur(values, { width, height }, AROUND_PX, { channels });
  // Colours count three times what brightness does, by their channels.
  const weight = Math.sqrt((GUIDE_WEIGHT * RGB) / channels);
  const guide = new Float32Array(2 * values.length);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < channels; c++) {
      guide[2 * i * channels + c] = weight * values[i * channels + c]!;
      guide[(2 * i + 1) * channels + c] = weight * around[i * channels + c]!;
    }
  }
  return guide;
}

/** Lightness as what is made, which has three channels. */
const greyOf = (lightness: Float32Array): Float32Array =>
  Float32Array.from({ length: lightness.length * RGB }, (_, i) => lightness[Math.floor(i / RGB)]!);

/** What an analogy compares, and what it takes. */
function featuresOf({ before, after, picture, colors }: AnalogyTask) {
  if (colors === 'rgb') {
    return {
      colours: after.pixels,
      exampleGuide: guideOf(before.pixels, before),
      guide: guideOf(picture.pixels, picture),
    };
  }
  const [ofBefore, ofPicture] = [lightnessOf(before), lightnessOf(picture)];
  const remap = remapping(ofBefore, ofPicture);
  return {
    colours: greyOf(lightnessOf(after).map(remap)),
    exampleGuide: guideOf(ofBefore.map(remap), before),
    guide: guideOf(ofPicture, picture),
  };
}

/** Both are seen, [height, width]. */
function usableOf({ before, after }: AnalogyTask): Float32Array | undefined {
  const [a, b] = [before.alpha, after.alpha];
  if (!a || !b) return a ?? b;
  return a.map((value, i) => Math.min(value, b[i]!));
}

/**
 * What the picture becomes when it is changed as the example was (Hertzmann, Jacobs, Oliver, Curless & Salesin, SIGGRAPH 2001):
 * every patch of the result is one of the changed example, at a place where the unchanged one is like the picture.
 */
export async function paintAnalogy(task: AnalogyTask): Promise<Picture> {
  const { before, picture, colors, seed, threads, reporter, signal } = task;
  const { width, height } = picture;
  const { colours, exampleGuide, guide } = featuresOf(task);
  const made = await patchPicture(
    {
      example: {
        width: before.width,
        height: before.height,
        colours,
        guide: exampleGuide,
        usable: usableOf(task),
      },
      target: { width, height },
      guide,
      isWrapped: false,
      repetition: 0,
      seed,
      reporter,
      signal,
    },
    threads,
  );
  const pixels = made.colours.map((value) => Math.min(1, Math.max(0, value)));
  if (colors === 'rgb') return { width, height, pixels };
  return setLightness(
    pixels.filter((_, i) => i % RGB === 0),
    picture,
  );
}
