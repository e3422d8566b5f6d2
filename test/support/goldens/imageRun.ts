/** Runs and judges the transfers of pictures that are held to goldens. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Judge, Verdict as JudgeVerdict } from '../../../bench/judge.js';
import {
  type Picture,
  readPicture,
  type TransferImageOptions,
  transferImage,
} from '../../../src/image/index.js';
import type { Verdict } from './golden.js';
import type { ImageCase, PicturePart } from './imageCases.js';
import { type Losses, StepLog } from './stepLog.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-goldens-'));

/** The picture of a run at some time, and by how many decades the loss had fallen by then. */
export interface ImageResult {
  readonly picture: Picture;
  readonly fall: number;
}

/** What came of a run. */
export interface ImageOutcome extends Losses {
  readonly last: ImageResult;
  /** The best that there was after a quarter of the iterations. */
  readonly quarter: ImageResult;
}

/** The file of a fixture, or of a part that is cut out of it. */
export async function fileOf({ name, part }: PicturePart): Promise<string> {
  const path = `fixtures/pictures/${name}.jpg`;
  if (!part) return path;
  const [left, top, width, height] = part;
  const file = join(folder, `${name}-${part.join('-')}.png`);
  await sharp(path).extract({ left, top, width, height }).png().toFile(file);
  return file;
}

/** White in one of `count` parts of a picture, side by side. */
async function maskFile(content: string, index: number, count: number): Promise<string> {
  const { width, height } = await sharp(content).metadata();
  const file = join(folder, `mask-${index}-of-${count}.png`);
  const row = Uint8Array.from({ length: count }, (_, i) => (i === index ? 255 : 0));
  await sharp(row, { raw: { width: count, height: 1, channels: 1 } })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .toFile(file);
  return file;
}

/** Files and masks of a case. */
async function inputsOf(given: ImageCase) {
  const content = await fileOf(given.content);
  const style = await Promise.all(given.styles.map(fileOf));
  if (style.length < 2) return { content, style };
  return {
    content,
    style,
    contentMask: await Promise.all(style.map((_, i) => maskFile(content, i, style.length))),
  };
}

/** Runs a case. @param changes of its options */
export async function runImage(
  given: ImageCase,
  changes: Partial<TransferImageOptions> = {},
): Promise<ImageOutcome> {
  const options = { ...(await inputsOf(given)), device: 'cpu', ...given.options, ...changes } as const;
  const previews: Picture[] = [];
  const log = new StepLog();
  const { picture } = await transferImage({
    ...options,
    preview: {
      every: Math.ceil((options.iterations ?? given.planned) / 4),
      onPicture: (shown) => previews.push(shown),
    },
    reporter: log,
  });
  const losses = log.losses();
  return {
    ...losses,
    last: { picture, fall: losses.fall },
    quarter: { picture: previews[0]!, fall: losses.fallOfQuarter },
  };
}

/** The part of a picture that is given the style of this number. */
function partOf({ width, height, pixels }: Picture, index: number, count: number): Picture {
  const left = Math.round((index * width) / count);
  const right = Math.round(((index + 1) * width) / count);
  const own = pixels.filter((_, i) => {
    const x = Math.floor(i / 3) % width;
    return x >= left && x < right;
  });
  return { width: right - left, height, pixels: own };
}

/** Says how good results of a case are: means over its styles. */
export async function imageJudge(judge: Judge, given: ImageCase) {
  const { size } = given.options;
  const longest = ({ width, height }: Picture) => Math.max(width, height);
  const whole = await readPicture(await fileOf(given.content), (natural) => scaledTo(natural, size));
  const parts = (picture: Picture) => given.styles.map((_, i) => partOf(picture, i, given.styles.length));
  const goals = await Promise.all(
    parts(whole).map(async (part, i) => ({
      content: await judge.look(part, longest(part)),
      style: await judge.look(await readPicture(await fileOf(given.styles[i]!)), size),
      sizePx: longest(part),
    })),
  );
  return {
    start: { picture: whole, fall: 0 },
    async verdict({ picture, fall }: ImageResult): Promise<Verdict> {
      const verdicts: JudgeVerdict[] = [];
      for (const [i, part] of parts(picture).entries()) {
        const { content, style, sizePx } = goals[i]!;
        verdicts.push(judge.compare(await judge.look(part, sizePx), content, style));
      }
      const mean = (name: 'styleGap' | 'content') =>
        verdicts.reduce((sum, verdict) => sum + verdict[name], 0) / verdicts.length;
      return { styleGap: mean('styleGap'), content: mean('content'), fall };
    },
  };
}

function scaledTo({ width, height }: { width: number; height: number }, longSidePx: number) {
  const scale = longSidePx / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
