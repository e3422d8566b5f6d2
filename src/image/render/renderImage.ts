import { fitTo, type Picture, sizeText } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { Rng } from '../../shared/rng.js';
import { SIZE_PX } from '../options.js';
import { checkPaintMemory } from '../paintMemory.js';
import { paintAnalogy } from './analogy.js';
import { checkRenderOptions, type RenderOptions, wayOf } from './options.js';
import { paintRegions } from './regions.js';
import { paintStrokes } from './strokes.js';

/** What came of a painting. */
export interface RenderResult {
  readonly picture: Picture;
  readonly seconds: number;
  readonly seed: number;
  /** Why it ended: all was painted, or it was stopped by the signal. */
  readonly ended: 'finished' | 'stopped';
}

/** Patches need some room; a brush does, too. */
const LEAST_SIDE_PX = 8;
/** Sides are rounded to whole pixels; more than this is another picture. */
const PROPORTION_TOLERANCE = 0.02;

/** A picture with a longer side of `sizePx`. @throws NstError NST_BAD_INPUT if it is too narrow for that */
async function readAt(source: PictureSource, sizePx: number, reporter: Reporter): Promise<Picture> {
  const size = fitTo(source.size, sizePx);
  if (Math.min(size.width, size.height) < LEAST_SIDE_PX) {
    const expected = `expected sides of at least ${LEAST_SIDE_PX} px, found ${sizeText(size)} at size ${sizePx}`;
    rejectPicture(source.path, `${expected}; use a larger size`);
  }
  return readPicture(source, () => size, 'lanczos3', reporter);
}

/** The example of an analogy, both pictures of one size. @throws NstError NST_BAD_INPUT */
async function readExample(files: readonly string[], sizePx: number, reporter: Reporter) {
  const [before, after] = [await openPicture(files[0]!), await openPicture(files[1]!)];
  const ratio = (before.size.width * after.size.height) / (before.size.height * after.size.width);
  if (Math.abs(Math.log(ratio)) > PROPORTION_TOLERANCE) {
    const expected = `the proportions of ${before.path} (${sizeText(before.size)})`;
    rejectPicture(
      after.path,
      `expected ${expected}, found ${sizeText(after.size)}; use two versions of one picture`,
    );
  }
  const first = await readAt(before, sizePx, reporter);
  return { before: first, after: await readPicture(after, () => first, 'lanczos3', reporter) };
}

/**
 * Paints a picture without a network: by brush strokes (Hertzmann, SIGGRAPH 1998), by strokes that regions steer, or as an
 * example shows (image analogies; Hertzmann et al., SIGGRAPH 2001).
 *
 * The same options give the same pixels, on any number of threads. Strokes are painted in the calling thread, which has time
 * for others in between.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT or NST_MEMORY, with one line that names the option or file and says what to do
 */
export async function renderImage(options: RenderOptions): Promise<RenderResult> {
  const begin = performance.now();
  checkRenderOptions(options);
  const { size = SIZE_PX.default, seed = 0, threads = 0, reporter = SILENT, signal } = options;
  const { preset = 'impressionist', colors = 'luma' } = options;
  const source = await openPicture(options.content);
  checkPaintMemory(fitTo(source.size, size), size);
  const picture = await readAt(source, size, reporter);
  const [way, ...files] = wayOf(options);
  const paint = async (): Promise<Picture> => {
    if (way === 'analogy') {
      const example = await readExample(files, size, reporter);
      return paintAnalogy({ ...example, picture, colors, seed, threads, reporter, signal });
    }
    const task = { picture, rng: new Rng(seed), reporter, signal };
    return way === 'strokes' ? paintStrokes(task, preset) : paintRegions(task, preset);
  };
  const painted = await paint();
  return {
    picture: { ...painted, alpha: picture.alpha },
    seconds: (performance.now() - begin) / 1000,
    seed,
    ended: signal?.aborted ? 'stopped' : 'finished',
  };
}
