import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine, openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { pictureOfBytes } from '../frameBytes.js';
import { rateOf } from '../rate.js';
import { apngFrames, isApng } from './apng.js';
import { type Film, type FrameWish, shownFrames } from './film.js';

/** Of the frames of GIF and WebP, so many are decoded at once: each time a decoder begins with the first one. */
const PAGES = 16;
/** The shortest delays mean a usual one, as in browsers. */
const [SHORTEST_MS, USUAL_MS] = [10, 100] as const;

/**
 * Opens an animated picture. Its frames are shown for the mean of their times.
 *
 * @throws NstError NST_BAD_INPUT for a single picture, or one that is damaged
 */
export async function openAnimation(path: string): Promise<Film> {
  const source = await openPicture(path);
  const apng = isApng(source.bytes) ? apngFrames(source.bytes, path) : undefined;
  const { header, size } = source;
  const count = apng?.delaysMs.length ?? header.pages ?? 1;
  if (count < 2)
    rejectPicture(path, 'expected a film or an animation, found a single picture; use nst image');
  const delaysMs = (apng?.delaysMs ?? header.delay ?? []).map((ms) => (ms <= SHORTEST_MS ? USUAL_MS : ms));
  const totalMs = delaysMs.reduce((sum, ms) => sum + ms, 0);
  const rate = rateOf(totalMs > 0 ? (1000 * delaysMs.length) / totalMs : 1000 / USUAL_MS);
  // Animations nearly always have alpha, which most of them do not use.
  const isSeenThrough = header.hasAlpha && !(await isOpaque(source));
  const isEven = delaysMs.every((ms) => ms === delaysMs[0]);
  const losses = [
    ...(isSeenThrough ? ['its alpha is laid on white'] : []),
    ...(isEven ? [] : ['its frames are all shown for the same time, the mean']),
  ];
  const pages = () => (apng ? apng.frames() : pagesOf(source, count));
  return {
    path,
    kind: 'animation',
    size,
    rate,
    count,
    hasSound: false,
    losses,
    files: [path],
    frames: (wanted) => shown(pages(), { count, rate }, wanted),
  };
}

/** Whether nothing of the first frame is transparent; one that is damaged is found out when it is read. */
async function isOpaque({ bytes }: PictureSource): Promise<boolean> {
  const { isOpaque: answer } = await sharp(bytes, { limitInputPixels: false })
    .stats()
    .catch(() => ({ isOpaque: false }));
  return answer;
}

async function* shown(
  pages: AsyncGenerator<Picture, void, undefined>,
  { count, rate }: Required<Pick<Film, 'rate'>> & { readonly count: number },
  wanted: FrameWish,
): AsyncGenerator<Picture, void, undefined> {
  let next = 0;
  let page: Picture | undefined;
  for (const index of shownFrames(count, rate, wanted)) {
    for (; next <= index; next++) {
      const { value } = await pages.next();
      if (!value || wanted.signal?.aborted) return;
      page = value;
    }
    yield resizePicture(page!, wanted.size, 'lanczos3');
  }
}

async function* pagesOf(
  { path, bytes }: PictureSource,
  count: number,
): AsyncGenerator<Picture, void, undefined> {
  for (let first = 0; first < count; first += PAGES) {
    const pages = Math.min(PAGES, count - first);
    const { data, info } = await sharp(bytes, {
      page: first,
      pages,
      limitInputPixels: false,
      failOn: 'error',
    })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch((error: unknown) =>
        rejectPicture(
          path,
          `the animation is damaged or cut short (${firstLine(error)}); get it again`,
          error,
        ),
      );
    const size = { width: info.width, height: info.height / pages };
    const length = size.width * size.height * (RGB + 1);
    for (let i = 0; i < pages; i++)
      yield pictureOfBytes(data.subarray(i * length, (i + 1) * length), size, RGB + 1);
  }
}
