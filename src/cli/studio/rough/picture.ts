/** What is seen of pictures before a run: their colours at once, then a draft that goes on. */
import type { PictureDraft } from '../../../image/draft/pictureDraft.js';
import type { TransferImageOptions } from '../../../image/options.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import type { JobValues, RoughLook, RoughWay } from '../../../studio/roughWay.js';
import { asOptions, pictureLook } from './looks.js';

const COLOURS_WORDS = 'Colours alone, mixed: a draft takes a moment.';
const NEAR_WORDS = 'The draft before, mixed for this strength: it goes on.';
const NO_DRAFT_WORDS = 'Colours alone: of this preset there is no draft. Rough try shows more.';
const DRAFT_WORDS = 'A draft: 128 px and a few steps. Strokes are coarser than in the run.';

/** Strength of a glance where none is set: all of the colours, as runs start. */
const WHOLE = 1;

/** Reads the content as large as a draft is; a function, so that films can give a frame. */
export type ReadContent = (options: TransferImageOptions) => Promise<Picture>;

const readSmall: ReadContent = async ({ content }) => {
  const { readPicture } = await import('../../../shared/pictures/read.js');
  const { fitTo } = await import('../../../shared/pictures/picture.js');
  const { DRAFT_PX } = await import('../../../image/draft/pictureDraft.js');
  return readPicture(content, (size) => fitTo(size, DRAFT_PX), 'lanczos3');
};

/** The way of pictures. */
export const openPictureRough = (): RoughWay => pictureRough(readSmall);

/** The same for anything that has a content. */
export function pictureRough(read: ReadContent): RoughWay {
  let draft: PictureDraft | undefined;
  return {
    async glance(values) {
      const options = optionsOf(values);
      if (!options) return undefined;
      const content = await read(options);
      const near = draft?.near(options, content);
      if (near) return lookOf(near, content, options, NEAR_WORDS);
      const { startInColours } = await import('../../../image/draft/startInColours.js');
      const { PictureDraft: Draft } = await import('../../../image/draft/pictureDraft.js');
      const { keepColors = 'none', strength = WHOLE, style, styleBlend } = options;
      const coloured =
        keepColors === 'none' ? await startInColours(content, [style ?? []].flat(), styleBlend) : content;
      const words = Draft.canDraft(options) ? COLOURS_WORDS : NO_DRAFT_WORDS;
      return lookOf(await mixed(content, coloured, strength), content, options, words);
    },
    async look(values, { signal, show }) {
      const options = optionsOf(values);
      if (!options) return;
      const { PictureDraft: Draft } = await import('../../../image/draft/pictureDraft.js');
      if (!Draft.canDraft(options)) return;
      const content = await read(options);
      draft ??= new Draft();
      let shown = Promise.resolve();
      const onPicture = (picture: Picture) => {
        shown = shown.then(async () => show(await lookOf(picture, content, options, DRAFT_WORDS)));
      };
      await draft.run(options, content, { signal, onPicture });
      await shown;
    },
    close: async () => {
      await draft?.close();
      draft = undefined;
    },
  };
}

/** Undefined while something is missing. */
function optionsOf(values: JobValues): TransferImageOptions | undefined {
  const { content, style } = values;
  return content === undefined || [style ?? []].flat().length === 0 ? undefined : asOptions(values);
}

/** Between the content (0) and its colours changed (1). */
async function mixed(content: Picture, coloured: Picture, strength: number): Promise<Picture> {
  if (strength === 1) return coloured;
  const { mixPictures } = await import('../../../shared/pictures/mix.js');
  return mixPictures(content, coloured, new Float32Array(content.width * content.height).fill(strength));
}

/** What a mask leaves out stays as it was. */
async function lookOf(
  picture: Picture,
  content: Picture,
  { mask, invertMask = false }: TransferImageOptions,
  words: string,
): Promise<RoughLook> {
  if (mask === undefined) return pictureLook(picture, words);
  const { mixPictures } = await import('../../../shared/pictures/mix.js');
  const { readObjectMask } = await import('../../../shared/pictures/mask.js');
  const { width, height } = content;
  const inside = await readObjectMask(mask, { name: 'the content', width, height }, invertMask);
  return pictureLook(mixPictures(content, picture, inside), words);
}
