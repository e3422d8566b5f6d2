import { mixPictures } from '../../shared/pictures/mix.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import { SILENT } from '../../shared/reporter.js';
import { makeRecipe } from '../makeRecipe.js';
import { OpenTransfer } from '../openTransfer.js';
import { stylesOf, type TransferImageOptions } from '../options.js';
import { startInColours } from './startInColours.js';

/** Longer side: a warm step takes 0.28 s of CPU, so there is an answer within a second or two. */
export const DRAFT_PX = 128;
/** Evaluations of the first draft of a pair, and of one that goes on from it after the strength was changed. */
const [FIRST_STEPS, NEXT_STEPS] = [24, 12] as const;
/** Evaluations between two that are shown. */
const SHOWN_EVERY = 2;

/** Where nothing is said of the strength: that of the default. */
const STRENGTH = 0.5;

/** How a draft is watched and ended. */
export interface DraftTools {
  readonly signal: AbortSignal;
  readonly onPicture: (picture: Picture) => void;
}

/** A draft at less than this has no more than the content in it. */
const LEAST_STRENGTH = 0.05;

/** All that the programs and what was measured depend on. */
function kept({
  strength: _strength,
  reporter: _reporter,
  signal: _signal,
  preview: _preview,
  ...others
}: TransferImageOptions) {
  return others;
}

const keyOf = (options: TransferImageOptions, { width, height }: Size) =>
  JSON.stringify([kept(options), width, height]);

/** What stays open from one draft to the next. */
interface OpenDraft {
  readonly key: string;
  readonly transfer: OpenTransfer;
  /** Where the next one goes on, and the strength that it was made at. */
  last: Picture;
  strength: number;
  isFirst: boolean;
}

/**
 * Drafts of a transfer: small, of few steps, and all at one size. Engine, network, programs and measured styles are kept, so that after another
 * strength the draft goes on from where it was.
 */
export class PictureDraft {
  #open: OpenDraft | undefined;

  /** Whether there can be drafts: of what puts the style's pixels together there are none. */
  static canDraft(options: TransferImageOptions): boolean {
    return options.reconstruct === undefined && makeRecipe(options).analogy === undefined;
  }

  /**
   * Drafts until it has made its steps, or the signal ends it.
   *
   * @param content of the size of the draft
   * @throws NstError as `transferImage`
   */
  async run(
    options: TransferImageOptions,
    content: Picture,
    { signal, onPicture }: DraftTools,
  ): Promise<void> {
    const key = keyOf(options, content);
    if (this.#open?.key !== key) await this.#reopen(key, options, content);
    const open = this.#open!;
    if (signal.aborted) return;
    const { picture, ended } = await open.transfer.run(
      {
        content,
        init: open.last,
        iterations: open.isFirst ? FIRST_STEPS : NEXT_STEPS,
        strength: options.strength ?? STRENGTH,
      },
      {
        reporter: SILENT,
        signal,
        preview: { every: SHOWN_EVERY, onPicture: (shown) => !signal.aborted && onPicture(shown) },
      },
    );
    open.last = picture;
    open.strength = options.strength ?? STRENGTH;
    if (ended === 'stopped') return;
    open.isFirst = false;
    onPicture(picture);
  }

  /**
   * The last draft of the same, for another strength: mixed with the content, or as it was. It takes no time.
   *
   * @returns undefined if there is none
   */
  near(options: TransferImageOptions, content: Picture): Picture | undefined {
    const open = this.#open;
    if (!open || open.isFirst || open.key !== keyOf(options, content)) return undefined;
    const share = Math.min(1, (options.strength ?? STRENGTH) / Math.max(open.strength, LEAST_STRENGTH));
    if (share === 1) return open.last;
    return mixPictures(content, open.last, new Float32Array(content.width * content.height).fill(share));
  }

  async #reopen(key: string, options: TransferImageOptions, content: Picture): Promise<void> {
    await this.close();
    // Regions are those of one picture, and their files larger than a draft is.
    const { mask, invertMask, contentMask, styleMask, contentMap, styleMap, match, init, ...whole } =
      kept(options);
    const small = { ...whole, size: Math.max(content.width, content.height) };
    const transfer = await OpenTransfer.open(small, { size: content, temporalWeight: 0 });
    const isColoured = (options.keepColors ?? 'none') === 'none';
    const last = isColoured ? await startInColours(content, stylesOf(options), options.styleBlend) : content;
    this.#open = { key, transfer, last, strength: options.strength ?? STRENGTH, isFirst: true };
  }

  /** Frees everything. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.transfer.close();
  }
}
