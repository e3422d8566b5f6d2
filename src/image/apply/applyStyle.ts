import { availableParallelism } from 'node:os';
import { inOrder } from '../../shared/inOrder.js';
import { picturesOf } from '../../shared/pictures/folder.js';
import { readObjectMask } from '../../shared/pictures/mask.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture, type PictureFile } from '../../shared/pictures/source.js';
import { SILENT } from '../../shared/reporter.js';
import type { ModelCard } from '../../shared/stylise/modelFile.js';
import { SIZE_PX } from '../options.js';
import { OpenNet } from './openNet.js';
import { type ApplyOptions, checkApplyOptions } from './options.js';

/** A picture that was given a style. */
export interface AppliedStyle {
  /** The file that it came from. */
  readonly content: string;
  readonly picture: Picture;
  /** From reading the file to this. */
  readonly seconds: number;
  readonly device: string;
  /** What the net is. */
  readonly net: ModelCard;
}

/**
 * Gives pictures a style by a trained net, one forward pass each: some at the same time, in the order of their names. What there is to
 * know of the styles is found once.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE or NST_MODEL_BROKEN, each with one line that names the option or file
 */
export async function* applyStyle(options: ApplyOptions): AsyncGenerator<AppliedStyle, void, undefined> {
  checkApplyOptions(options);
  const { signal } = options;
  const contents = await contentsOf(options);
  const net = await OpenNet.open(options, (threads) =>
    Math.min(contents.length, threads || availableParallelism()),
  );
  try {
    const work = (content: string | PictureFile) => applyTo(net, content, options);
    yield* inOrder(contents, net.lanes, work, () => signal?.aborted ?? false);
  } finally {
    await net.close();
  }
}

/** In the order in which they are worked on. @throws NstError as `picturesOf` */
async function contentsOf({ content }: ApplyOptions): Promise<(string | PictureFile)[]> {
  const lists = [content]
    .flat()
    .map(async (file) => (typeof file === 'string' ? picturesOf([file]) : [file]));
  return (await Promise.all(lists)).flat();
}

async function applyTo(
  net: OpenNet,
  content: string | PictureFile,
  options: ApplyOptions,
): Promise<AppliedStyle> {
  const begin = performance.now();
  const { size = SIZE_PX.default, reporter = SILENT } = options;
  const source = await openPicture(content);
  const picture = await readPicture(source, (natural) => fitTo(natural, size), 'lanczos3', reporter);
  return {
    content: source.path,
    picture: await outsideOfMask(await net.apply(picture), picture, options),
    seconds: (performance.now() - begin) / 1000,
    device: net.device,
    net: net.card,
  };
}

/** What the mask leaves out stays as it was. */
async function outsideOfMask(
  stylised: Picture,
  content: Picture,
  { mask, invertMask = false }: ApplyOptions,
): Promise<Picture> {
  if (mask === undefined) return stylised;
  const { width, height } = content;
  const inside = await readObjectMask(mask, { name: 'the content', width, height }, invertMask);
  return mixPictures(content, stylised, inside);
}
