/** A style that is read once and given to any number of shapes. */
import type { Device } from '../shared/engine/device.js';
import type { Grid } from '../shared/fields/grid.js';
import { signedDistance } from '../shared/fields/signedDistance.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Premultiplied } from '../shared/pictures/premultiplied.js';
import { type Reporter, SILENT } from '../shared/reporter.js';
import { BAND_STATISTICS, type BandStatistic } from './bands/bandStatistics.js';
import { deformShape } from './deform/deformShape.js';
import { hasEvenRim } from './deform/evenRim.js';
import { missingRoughness } from './deform/missingRoughness.js';
import { chosenEngine, type EngineName } from './engineNames.js';
import { runEngine } from './engines.js';
import { radiusOf, strokeRadius } from './fields/strokeRadius.js';
import { meanStyle } from './frames/frameEffect.js';
import { openStyle } from './pack/openStyle.js';
import type { PatchField } from './patch/field.js';
import { Threads } from './patch/threads.js';
import { weaken } from './patch/weaken.js';
import { LEAST_SELF_TEST_DB, selfTest } from './selfTest/selfTest.js';
import { findShadow, type ShadowSearch } from './shading/findShadow.js';
import { analyseEffect, type EffectAnalysis } from './shading/smoothPart.js';
import { isDirected } from './style/direction.js';
import { enoughFor } from './style/enough.js';
import { fitExample, resizeExample } from './style/fitExample.js';
import { effectReach, type Sides } from './style/reach.js';
import type { Style } from './style/readStyle.js';
import { rotateExample } from './style/rotate.js';
import type { Direction, EffectExample } from './synthesis.js';

/** What a styliser is made from. */
export interface StyliserOptions {
  /** File of the style: an effect shown on lettering, any picture, or a style pack. */
  readonly style: string;
  /** File that is white where the style's lettering is. */
  readonly styleMask?: string;
  /** The style's frames, if it moves. */
  readonly frames?: readonly Picture[];
  /** 0: the plain shape; 1: nothing but effect. */
  readonly strength?: number;
  readonly direction?: Direction;
  readonly engine?: EngineName;
  /** What the engine of bands compares. */
  readonly statistic?: BandStatistic;
  /** How much the outline bends to the style's edge, 0..1; auto: as much as the result's edge lacks of its roughness. */
  readonly deform?: number | 'auto';
  /** Of the engine of bands. */
  readonly device?: Device;
  /** CPU threads; 0: one for each core. */
  readonly threads?: number;
  /** Longer side of the results, in pixels; the style is not read much larger. Left out: as large as it may be. */
  readonly resultPx?: number;
  /** Half the width of the strokes of the results at the most, in pixels; where it is known the style is not made much larger. */
  readonly mostRadiusPx?: number | undefined;
  readonly reporter?: Reporter;
  readonly signal?: AbortSignal;
}

/** A shape with its effect. */
export interface Stylised {
  readonly picture: Premultiplied;
  /** Where each pixel came from, in the pixels of `example`. */
  readonly field?: PatchField | undefined;
  /** The shape as it was used: bent, if that was asked for. */
  readonly outline: Grid;
  /** The style as it was used: at the size that suits the shape. */
  readonly example: EffectExample;
}

/** Gives shapes an effect. */
export interface Styliser {
  readonly style: Style;
  /** That a style pack came with. */
  readonly seed?: number | undefined;
  /** Room that the effect needs around a shape, in radii of its strokes. */
  readonly reachRadii: Sides;
  /**
   * @param mask how much of each pixel the shape covers, 0..1, with room around it
   * @param radiusPx half the width that the style is to take the strokes for; that of the mask's strokes if left out. Give it
   *   to keep one scale over several masks.
   */
  stylise(mask: Grid, seed: number, radiusPx?: number): Promise<Stylised>;
  /** How well the patch engine redraws the style, in dB, see `selfTest`; of a texture nothing is known. */
  selfTest(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Room around a shape that is given a texture, in radii. */
const BARE: Sides = { top: 0.3, right: 0.3, bottom: 0.3, left: 0.3 };

function scaleSides({ top, right, bottom, left }: Sides, factor: number): Sides {
  return { top: top * factor, right: right * factor, bottom: bottom * factor, left: left * factor };
}

/** The example that a direction in degrees asks for. */
interface Aimed {
  readonly example: EffectExample;
  /** Whether it is to stay upright. */
  readonly direction: 'up' | 'none';
  /** Half the width of its strokes, if it has a shape. */
  readonly radiusPx?: number | undefined;
  readonly reachRadii: Sides;
  readonly shadow: ShadowSearch;
}

function aim({ picture, shape }: Style, direction: Direction): Aimed {
  const given = { picture, shape };
  const turned = typeof direction === 'number';
  const example = turned ? rotateExample(given, direction) : given;
  const copy = measuringCopy(example);
  const { picture: small, shape: smallShape } = copy;
  const distance = smallShape && signedDistance(smallShape);
  const radiusPx = distance && strokeRadius(distance);
  const shadow = { cast: smallShape && findShadow({ picture: small, shape: smallShape }, radiusPx) };
  return {
    example,
    direction: turned || isDirected(copy, direction, shadow, distance) ? 'up' : 'none',
    radiusPx: radiusPx && (radiusPx * example.picture.width) / copy.picture.width,
    reachRadii: reachOf(copy, radiusPx),
    shadow,
  };
}

/** Larger examples are made this small before their strokes, reach and direction are measured, which are no matter of single pixels. */
const MEASURED_PX = 512;

function measuringCopy(example: EffectExample): EffectExample {
  const { width, height } = example.picture;
  return resizeExample(example, Math.min(1, MEASURED_PX / Math.max(width, height)));
}

/** Room that an effect needs, in radii; that of a texture's letters for one without a shape. */
function reachOf({ picture, shape }: EffectExample, radiusPx: number | undefined): Sides {
  return shape && radiusPx ? scaleSides(effectReach({ picture, shape }), 1 / radiusPx) : BARE;
}

/** An example at the size that suits a target, and what taking it apart found, which is the same for all targets. */
interface Fitted {
  readonly example: EffectExample;
  readonly analysis: (isUpright: boolean) => EffectAnalysis | undefined;
}

/** Takes an example apart when that is asked for, once for each way of looking at it. */
function analysisOf({ picture, shape }: EffectExample, shadow: ShadowSearch): Fitted['analysis'] {
  const known = new Map<boolean, EffectAnalysis | undefined>();
  return (isUpright) => {
    if (!shape) return undefined;
    if (!known.has(isUpright))
      known.set(isUpright, analyseEffect({ picture, shape }, isUpright, undefined, shadow));
    return known.get(isUpright);
  };
}

/** Gives the example for strokes of a width; what was made for the last width is kept, as sheets and frames have one. */
function fittedOnce({ example, radiusPx: exampleRadiusPx, shadow }: Aimed) {
  let last: { readonly radiusPx: number; readonly fitted: Fitted } | undefined;
  return (radiusPx: number): Fitted => {
    if (last?.radiusPx === radiusPx) return last.fitted;
    const suited = fitExample(example, exampleRadiusPx, radiusPx);
    const fitted = { example: suited, analysis: analysisOf(suited, shadow) };
    last = { radiusPx, fitted };
    return fitted;
  };
}

/** A shape, bent to the edge of an example; as it is if that has no lettering with an edge. */
function deformed(
  { picture, shape }: EffectExample,
  target: Grid,
  amount: number,
  seed: number,
  reporter: Reporter,
): Grid {
  if (shape) return deformShape({ picture, shape }, target, radiusOf(target), amount, seed, reporter);
  reporter.warn(
    'deform: the style has no lettering whose outline could be taken; the letters are left as they are',
  );
  return target;
}

/** Opens a style; if it cannot be, ends the threads that were to work on it. */
async function openedOn(threads: Threads, options: StyliserOptions) {
  const { style: path, styleMask, reporter = SILENT } = options;
  try {
    const { style: still, seed, direction } = await openStyle(path, styleMask, reporter, enoughFor(options));
    return { still, seed, direction };
  } catch (error) {
    await threads.close();
    throw error;
  }
}

/**
 * Reads a style and starts the threads that will work on it.
 *
 * @throws NstError NST_BAD_INPUT or NST_BAD_OPTION as `openStyle`
 */
export async function openStyliser(options: StyliserOptions): Promise<Styliser> {
  const { strength = 1, reporter = SILENT, signal, threads: threadCount = 0, device = 'auto' } = options;
  const { engine = 'auto', statistic = BAND_STATISTICS[0], deform = 0 } = options;
  // Threads start while the style is read.
  const threads = new Threads(threadCount);
  const { still, ...opened } = await openedOn(threads, options);
  const style = options.frames ? meanStyle(still, options.frames) : still;
  const aimed = aim(style, options.direction ?? opened.direction ?? 'auto');
  const { direction, reachRadii } = aimed;
  const fitted = fittedOnce(aimed);
  let testing: Promise<number | undefined> | undefined;
  const tested = async () => {
    const { picture, shape } = aimed.example;
    if (!shape || !aimed.radiusPx || chosenEngine(engine) !== 'patch') return undefined;
    const { radiusPx, shadow } = aimed;
    testing ??= selfTest(threads, { example: { picture, shape }, radiusPx, direction, shadow, signal });
    return testing;
  };
  /** How much a result lacks of the style's roughness; nothing where the style was not understood. */
  const missing = async ({ example, analysis }: Fitted, made: Premultiplied, mask: Grid) => {
    const { picture, shape } = example;
    const parts = analysis(direction === 'up');
    if (!shape || !parts || hasEvenRim(parts.profile, parts.sites.radiusPx)) return 0;
    const amount = missingRoughness({ picture, shape }, made, mask);
    return amount > 0 && ((await tested()) ?? 0) >= LEAST_SELF_TEST_DB ? amount : 0;
  };
  return {
    style,
    seed: opened.seed,
    reachRadii,
    async stylise(mask, seed, radiusPx = radiusOf(mask)) {
      const suited = fitted(radiusPx);
      const plain = { strength, direction, seed, reporter, signal };
      const task = { ...plain, example: suited.example, analysis: suited.analysis, target: mask };
      const room = { threads, device, statistic, threadCount };
      const draw = (target: Grid) => runEngine(engine, room, { ...task, target });
      const bent = (amount: number) => deformed(suited.example, mask, amount, seed, reporter);
      let target = typeof deform === 'number' && deform > 0 ? bent(deform) : mask;
      let made = await draw(target);
      if (deform === 'auto' && !signal?.aborted) {
        const amount = await missing(suited, made.picture, mask);
        if (amount > 0) {
          target = bent(amount);
          made = await draw(target);
        }
      }
      return {
        picture: weaken(made.picture, target, strength),
        outline: target,
        field: made.field,
        example: suited.example,
      };
    },
    selfTest: tested,
    close: () => threads.close(),
  };
}
