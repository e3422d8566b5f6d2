import type { Engine, ModelProgram } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { blendShares } from '../../shared/options/blend.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { pictureArray } from '../../shared/pictures/pictureArray.js';
import { Rng } from '../../shared/rng.js';
import type { StyliserModel } from '../../shared/stylise/modelFile.js';
import {
  hasStrength,
  lookOf,
  MIXTURE,
  NOISE,
  noiseShape,
  PICTURE,
  STRENGTH,
  sideMultiple,
} from '../../shared/stylise/styliser.js';
import { lookGraph, STYLISED, styliserGraph } from '../../shared/stylise/styliserGraph.js';
import { exchangedInTiles } from '../../shared/stylise/tiledExchange.js';
import { isDrawnInLayers, stylisedInTiles } from '../../shared/stylise/tiledResidual.js';
import { sizeOf, type Weights } from '../../shared/weights/tensors.js';
import { blendConditions } from './blendConditions.js';
import { frame, trimmed, unframe } from './frame.js';

/**
 * Larger pictures are drawn in tiles: in one piece 2048x1638 takes a residual net 1.8 GB, in tiles 0.9, and 2048x1404 a net that
 * exchanges statistics 2.8 GB.
 */
const WHOLE_PIXELS = { residual: 1536 ** 2, exchange: 1024 ** 2 } as const;

/** What a net is told of the style that is meant. */
export type Condition = Readonly<Record<string, ArrayValue>>;

/**
 * A trained net that stays open: pictures of all sizes, one forward pass each. The engine is the caller's.
 */
export class Styliser {
  private constructor(
    private readonly engine: Engine,
    readonly model: StyliserModel,
    /** Those of the net, and of the stem where it sees with it. */
    private readonly weights: Weights,
    private readonly program: ModelProgram,
    private readonly looker: ModelProgram | undefined,
  ) {}

  /** @param stem its weights, for nets that see with it; others need none */
  static async open(engine: Engine, model: StyliserModel, stem: Weights): Promise<Styliser> {
    const { card, weights } = model;
    const all = new Map([...stem, ...weights]);
    const program = await engine.loadModel(styliserGraph(card.family, all));
    const looker = lookOf(card.family) && (await engine.loadModel(lookGraph(card.family, all)));
    return new Styliser(engine, model, all, program, looker);
  }

  /** The styles that the net knows by name, in shares that add up to 1. @param shares of each of its styles */
  mixture(shares: readonly number[]): Condition {
    const data = Float32Array.from(blendShares(shares, shares.length));
    return { [MIXTURE]: { shape: [1, shares.length], data } };
  }

  /**
   * What the net has to know of a picture whose style is meant.
   *
   * @param style as large as the pictures that will be given it: a larger one makes larger strokes
   */
  async look(style: Picture): Promise<Condition> {
    const part = trimmed(style, sideMultiple(this.model.card.family));
    return this.looker!.run({ [PICTURE]: pictureArray(part) });
  }

  /** What it has to know of several pictures together. @param shares of each; only their ratios count */
  async lookAtAll(styles: readonly Picture[], shares: readonly number[]): Promise<Condition> {
    const looks: Condition[] = [];
    for (const style of styles) looks.push(await this.look(style));
    return this.blend(looks, shares);
  }

  /** What it has to know of several such pictures together. @param shares of each; only their ratios count */
  blend(looks: readonly Condition[], shares: readonly number[]): Condition {
    return blendConditions(looks, shares, lookOf(this.model.card.family)!.blend);
  }

  /**
   * Gives a picture a style.
   *
   * @param strength 0: the picture; 1: all of the style. Some nets have it inside; of the others the result is faded in.
   * @param seed of nets that make more than one picture of a picture
   */
  async apply(picture: Picture, condition: Condition, strength: number, seed = 0): Promise<Picture> {
    const { family } = this.model.card;
    const framed = frame(picture, sideMultiple(family));
    const result = unframe(await this.#draw(framed, condition, strength, seed), picture);
    return {
      ...(hasStrength(family) ? result : mixPictures(picture, result, strength)),
      alpha: picture.alpha,
    };
  }

  async #draw(framed: Picture, condition: Condition, strength: number, seed: number): Promise<Picture> {
    const { family } = this.model.card;
    const pixels = framed.width * framed.height;
    if (isDrawnInLayers(family) && pixels > WHOLE_PIXELS.residual)
      return stylisedInTiles(this.engine, family, this.weights, framed, condition[MIXTURE]!.data);
    if (family.kind === 'exchange' && pixels > WHOLE_PIXELS.exchange)
      return exchangedInTiles(this.engine, { family, weights: this.weights }, framed, {
        condition,
        strength,
      });
    const noise = noiseShape(family, framed.height, framed.width);
    const { [STYLISED]: stylised } = await this.program.run({
      [PICTURE]: pictureArray(framed),
      ...condition,
      ...(hasStrength(family) && { [STRENGTH]: { shape: [1, 1], data: Float32Array.of(strength) } }),
      ...(noise && { [NOISE]: { shape: noise, data: new Rng(seed).spread(sizeOf(noise)) } }),
    });
    return { ...framed, pixels: stylised!.data };
  }

  /** Frees the graphs. */
  async close(): Promise<void> {
    await this.program.release();
    await this.looker?.release();
  }
}
