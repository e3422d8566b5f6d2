/** What is seen of films before a run: a frame, as a picture or by the net. */
import type { OpenNet } from '../../../image/apply/openNet.js';
import type { TransferImageOptions } from '../../../image/options.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import type { RoughWay } from '../../../studio/roughWay.js';
import type { VideoOptions } from '../../../video/options.js';
import { frameOf } from '../filmFacts.js';
import { asOptions, pictureLook } from './looks.js';
import { pictureRough } from './picture.js';

/** Longer side of a frame that the net works on. */
const NET_PX = 256;
const NET_WORDS = 'One frame, small, as the net will paint it.';

/** The last frame that was read; a slider asks for the same again and again. */
function frameReader() {
  let last: { readonly key: string; readonly frame: Promise<Picture | undefined> } | undefined;
  return (path: string, seconds: number, sidePx: number) => {
    const key = JSON.stringify([path, seconds, sidePx]);
    if (last?.key !== key) last = { key, frame: frameOf(path, seconds, sidePx) };
    return last.frame;
  };
}

/** The way of films. */
export function openFilmRough(): RoughWay {
  const read = frameReader();
  /** The frame where the run begins, or the first. */
  const frame = async ({ content, from = 0 }: Pick<VideoOptions, 'content' | 'from'>, sidePx: number) =>
    (await read(content, from, sidePx)) ?? (await read(content, 0, sidePx));
  const net = netRough();
  const picture = pictureRough(async (options) => {
    const { DRAFT_PX } = await import('../../../image/draft/pictureDraft.js');
    return (await frame(options as TransferImageOptions & Pick<VideoOptions, 'from'>, DRAFT_PX))!;
  });
  return {
    async glance(values) {
      const options = asOptions<VideoOptions>(values);
      if (values.content === undefined) return undefined;
      if (!(await isByNet(options))) return picture.glance(values);
      const shown = await frame(options, NET_PX);
      return shown && net.draw(options, shown);
    },
    async look(values, tools) {
      const isPicture = values.content !== undefined && !(await isByNet(asOptions<VideoOptions>(values)));
      if (isPicture) await picture.look?.(values, tools);
    },
    close: async () => {
      await picture.close();
      await net.close();
    },
  };
}

async function isByNet(options: VideoOptions): Promise<boolean> {
  const { methodOf } = await import('../../../video/options.js');
  return methodOf(options) === 'net';
}

/** Nets that stay open while their styles stay the same. */
function netRough() {
  let open: { readonly key: string; readonly net: Promise<OpenNet> } | undefined;
  const close = async () => {
    const before = open;
    open = undefined;
    await (await before?.net.catch(() => undefined))?.close();
  };
  let tail: Promise<unknown> = Promise.resolve();
  const draw = async ({ style, styleBlend, model, strength, keepColors }: VideoOptions, frame: Picture) => {
    const styles = [style ?? []].flat();
    if (styles.length === 0 && model === undefined) return undefined;
    const options = {
      style: styles,
      ...(styleBlend && { styleBlend }),
      ...(model !== undefined && { model }),
      ...(strength !== undefined && { strength }),
      ...(keepColors && { keepColors }),
    };
    const key = JSON.stringify(options);
    if (open?.key !== key) {
      await close();
      const { OpenNet: Net } = await import('../../../image/apply/openNet.js');
      open = { key, net: Net.open(options, () => 1) };
    }
    return pictureLook(await (await open.net).apply(frame), NET_WORDS);
  };
  return {
    /** One after the other: what is open for one is not closed by the next before it is done. */
    draw: (options: VideoOptions, frame: Picture) => {
      const drawn = tail.then(() => draw(options, frame));
      tail = drawn.catch(() => undefined);
      return drawn;
    },
    close: async () => {
      await tail;
      await close();
    },
  };
}
