import type { Engine } from '../shared/engine/engine.js';
import { openEngine } from '../shared/engine/openEngine.js';
import { openNetwork } from '../shared/networks/openNetwork.js';
import type { Picture, Size } from '../shared/pictures/picture.js';
import { SILENT } from '../shared/reporter.js';
import { checkOptions } from './checkOptions.js';
import { type Past, readStyles, type TransferInputs, type WeightedPicture } from './inputs.js';
import { balanceAt, makeRecipe } from './makeRecipe.js';
import { extendPicture, extendPlane } from './margin.js';
import { checkMemory } from './memory.js';
import type { TransferImageOptions } from './options.js';
import { type PictureHooks, type PictureResult, PictureTransfer } from './pictureTransfer.js';
import type { Recipe } from './recipe.js';
import { networkOf } from './unitMeanNetwork.js';

/** What a transfer of pictures that follow each other is told beside the options of one. */
export interface OpenTransferPlan {
  /** Of all pictures. */
  readonly size: Size;
  /** Weight of what was there before; 0: pictures are worked on each by itself. */
  readonly temporalWeight: number;
}

/** One of the pictures. */
export interface NextPicture {
  readonly content: Picture;
  /** What the pictures before look like on this one. */
  readonly past?: Past | undefined;
  /** Left out: it is started as any picture. */
  readonly init?: Picture | undefined;
  /** Evaluations, all at full size; left out: those of the recipe, from coarse to fine. */
  readonly iterations?: number | undefined;
  /** In place of that of the options, with `iterations` alone. */
  readonly strength?: number | undefined;
}

/**
 * A transfer that stays open for pictures of one size: styles are read and measured once, programs are compiled once.
 */
export class OpenTransfer {
  private constructor(
    private readonly engine: Engine,
    private readonly transfer: PictureTransfer,
    private readonly styles: readonly WeightedPicture[],
  ) {}

  /**
   * @param options of `transferImage`; what is about regions of one picture is left out
   * @throws NstError as `transferImage`
   */
  static async open(options: TransferImageOptions, plan: OpenTransferPlan): Promise<OpenTransfer> {
    checkOptions(options);
    const { device = 'auto', threads = 0, reporter = SILENT, styleScale = 1 } = options;
    const recipe = withPast(makeRecipe(options), plan.temporalWeight);
    const trained = await openNetwork(recipe.network, options);
    const longSidePx = Math.max(plan.size.width, plan.size.height);
    checkMemory(recipe, plan.size, longSidePx, { styleScale });
    const blank: Picture = { ...plan.size, pixels: new Float32Array() };
    const pictures = await readStyles({ ...options, keepColors: 'none' }, blank, reporter);
    const engine = await openEngine({ device, threads, reporter });
    try {
      // The pictures to come are not known yet.
      const network = await networkOf(recipe, { engine, trained }, pictures);
      const transfer = new PictureTransfer(engine, network, recipe);
      return new OpenTransfer(
        engine,
        transfer,
        pictures.map((picture) => ({ picture, regions: [] })),
      );
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /** The device that does the work. */
  get device(): string {
    return this.engine.device;
  }

  /** Works on the next picture. */
  async run(
    { content, past, init, iterations, strength }: NextPicture,
    hooks: PictureHooks,
  ): Promise<PictureResult> {
    const { recipe } = this.transfer;
    const { marginPx, stages } = recipe;
    const inputs: TransferInputs = {
      marginPx,
      content: extendPicture(content, marginPx),
      styles: this.styles,
      contentMasks: [],
      init: init && extendPicture(init, marginPx),
      past: past && {
        carried: extendPicture(past.carried, marginPx),
        trust: extendPlane(past.trust, content, marginPx),
      },
    };
    if (iterations === undefined) return this.transfer.run(inputs, hooks);
    const balance = strength === undefined ? recipe.balance : balanceAt(strength);
    return this.transfer.run(inputs, hooks, { stages: { ...stages, most: 1 }, iterations, balance });
  }

  /** Frees everything. */
  async close(): Promise<void> {
    await this.transfer.close();
    await this.engine.close();
  }
}

/** Pictures are worked on at the size that they have: what was there before is as large. */
function withPast(recipe: Recipe, weight: number): Recipe {
  const terms = weight > 0 ? [...recipe.terms, { kind: 'temporal', weight } as const] : recipe.terms;
  return { ...recipe, terms, workScale: 1 };
}
