import { NstError } from '../shared/errors.js';
import type { Grid } from '../shared/fields/grid.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Premultiplied } from '../shared/pictures/premultiplied.js';
import { type Reporter, SILENT } from '../shared/reporter.js';
import { type Background, backgroundPicture, openBackground } from './background/background.js';
import { checkOptions } from './checkOptions.js';
import { over } from './effects/compose.js';
import { type Layer, openLayer } from './effects/layer.js';
import { paintLayers } from './effects/paintLayers.js';
import { chosenEngine, type EngineName } from './engineNames.js';
import { type Animation, readAnimation } from './frames/readAnimation.js';
import { redraw } from './frames/redraw.js';
import type { Parts } from './layers/layerSet.js';
import { SIZE_PX, type TransferGlyphOptions } from './options.js';
import { weaken } from './patch/weaken.js';
import { PLAIN_COLOUR, type PlainStyliser, plainStyliser } from './plain.js';
import { LEAST_SELF_TEST_DB } from './selfTest/selfTest.js';
import type { ShapeCandidate } from './style/find/locateShape.js';
import type { ShapeOrigin } from './style/readStyle.js';
import { openStyliser, type Stylised, type Styliser } from './styliser.js';
import { layerReach } from './target/layerReach.js';
import { openTarget, type Target, type TargetMask } from './target/openTarget.js';

/** What came of a transfer. */
export interface TransferGlyphResult {
  /** All of it: layers and background are in it. */
  readonly picture: Premultiplied;
  /** The same in its parts. */
  readonly parts: Parts;
  /** The plain text. */
  readonly mask: Grid;
  readonly seconds: number;
  /** What made the effect; none if there was no style. */
  readonly engine: Exclude<EngineName, 'auto'> | 'none';
  /** An effect shown on a shape, a texture, or no style at all. */
  readonly styleKind: 'effect' | 'texture' | 'none';
  /** How the style's shape was found. */
  readonly styleShape: ShapeOrigin;
  /** How sure it is, 0..1, that the shape that was found in the style is its lettering. */
  readonly styleConfidence?: number;
  /** Shapes that were considered, if one was looked for; the chosen one first. */
  readonly styleCandidates?: readonly ShapeCandidate[];
  /** Pixels in one em of the text. */
  readonly pxPerEm?: number | undefined;
  readonly seed: number;
  /** The style as it was used, and where each pixel came from. */
  readonly stylised?: Stylised | undefined;
  /** Characters that were drawn as boxes. */
  readonly missing: readonly string[];
  /** Whether all was done, or the signal ended it. */
  readonly ended: 'finished' | 'stopped';
}

/** A text and a style, read and made ready: results of several seeds cost no more than that. */
export interface GlyphTransfer {
  /** The style's frames, if the text is to be animated. */
  readonly animation?: Animation | undefined;
  /** The seed to begin with: that of the options, or else of the style pack, or else 0. */
  readonly seed: number;
  render(seed: number): Promise<TransferGlyphResult>;
  /**
   * How well the style can be redrawn from a part of it, in dB of the peak signal-to-noise ratio; `undefined` for textures, other
   * engines than patch, and without a style. What is low is warned of.
   */
  selfTest(): Promise<number | undefined>;
  /** A result as it looks in another frame of the style. */
  redraw(result: TransferGlyphResult, frame: Picture): Premultiplied;
  /** A result as it would be at another strength, without making the effect anew. @param result made at strength 1 */
  atStrength(result: TransferGlyphResult, strength: number): Premultiplied;
  close(): Promise<void>;
}

/** What a transfer works with. */
interface Materials {
  readonly options: TransferGlyphOptions;
  readonly target: Target;
  readonly drawn: TargetMask;
  readonly layers: readonly Layer[];
  readonly animation?: Animation | undefined;
  readonly background?: Background | undefined;
}

/**
 * Writes a text in the style of a picture, with layer effects, or with one of both.
 *
 * The same options give the same pixels, on any number of threads.
 *
 * @throws NstError NST_BAD_OPTION or NST_BAD_INPUT, each with one line that names the option or file and says what to do
 */
export async function transferGlyph(options: TransferGlyphOptions): Promise<TransferGlyphResult> {
  const begin = performance.now();
  const transfer = await openTransfer(options);
  try {
    const result = await transfer.render(transfer.seed);
    return { ...result, seconds: (performance.now() - begin) / 1000 };
  } finally {
    await transfer.close();
  }
}

/**
 * Reads and checks all that `transferGlyph` needs but for the seed.
 *
 * @throws as `transferGlyph`
 */
export async function openTransfer(options: TransferGlyphOptions): Promise<GlyphTransfer> {
  checkOptions(options);
  const { size = SIZE_PX.default, scale = 1, background } = options;
  const target = await openTarget(options);
  const layers = await Promise.all((options.layer ?? []).map(openLayer));
  const laidOn = background === undefined ? undefined : await openBackground(background, options.reporter);
  const { style } = options;
  const animation = options.animate && style !== undefined ? await readAnimation(style) : undefined;
  // Frames are laid on what is made of the first one pixel by pixel: it stays as large as they are.
  const mostRadiusPx = animation ? undefined : await target.widestRadius(size * scale);
  const styliser = await openLook(options, mostRadiusPx, animation);
  try {
    const { sides, px } = layerReach(styliser.reachRadii, layers);
    const drawn = await target.draw(size * scale, sides, px * scale);
    const materials = { options, target, drawn, layers, animation, background: laidOn };
    const seed = options.seed ?? styliser.seed ?? 0;
    return {
      seed,
      animation,
      render: (variant) => render(materials, styliser, variant),
      redraw: ({ stylised }, frame) =>
        compose(materials, redrawn(materials, styliser, stylised, frame), stylised).picture,
      atStrength: ({ stylised, picture }, strength) =>
        stylised
          ? compose(materials, weaken(stylised.picture, stylised.outline, strength), stylised).picture
          : picture,
      selfTest: () => testStyle(styliser, options.reporter),
      close: () => styliser.close(),
    };
  } catch (error) {
    await styliser.close();
    throw error;
  }
}

async function openLook(
  options: TransferGlyphOptions,
  mostRadiusPx: number | undefined,
  animation: Animation | undefined,
): Promise<Styliser | PlainStyliser> {
  const { style, color = PLAIN_COLOUR, size = SIZE_PX.default, scale = 1 } = options;
  if (style === undefined) return plainStyliser(color);
  const given = {
    ...options,
    deform: options.deform ?? ('auto' as const),
    resultPx: size * scale,
    mostRadiusPx,
  };
  if (!animation) return openStyliser({ ...given, style });
  return openStyliser({ ...given, style: animation.firstFile, frames: animation.frames });
}

async function testStyle(
  styliser: Styliser | PlainStyliser,
  reporter: Reporter = SILENT,
): Promise<number | undefined> {
  if (!styliser.style) return undefined;
  const decibels = await styliser.selfTest();
  if (decibels !== undefined && decibels < LEAST_SELF_TEST_DB) {
    const figure = `a part of it, redrawn from the rest, is ${decibels.toFixed(1)} dB near to what it is`;
    reporter.warn(
      `style: ${figure}, so letters may not look like it; give --style-mask FILE, or a larger or clearer picture`,
    );
  }
  return decibels;
}

function redrawn(
  { options }: Materials,
  styliser: Styliser | PlainStyliser,
  stylised: Stylised | undefined,
  frame: Picture,
): Premultiplied {
  if (!styliser.style || !stylised?.field) {
    throw new NstError('NST_BAD_OPTION', 'frames: expected an animated style and the patch engine');
  }
  const { direction = 'auto', strength = 1 } = options;
  return redraw({ style: styliser.style, stylised, field: stylised.field, direction, strength }, frame);
}

async function render(
  materials: Materials,
  styliser: Styliser | PlainStyliser,
  seed: number,
): Promise<TransferGlyphResult> {
  const begin = performance.now();
  const { options, target, drawn, animation } = materials;
  const { mask, radiusPx, pxPerEm } = drawn;
  const { style } = styliser;
  const described = style ? `style: ${DESCRIPTIONS[style.shapeOrigin]}` : 'no style';
  (options.reporter ?? SILENT).stage(`${mask.width}x${mask.height} px, ${described}`);
  const stylised = styliser.style ? await styliser.stylise(mask, seed, radiusPx) : undefined;
  const { picture } = stylised ?? (await styliser.stylise(mask, seed));
  // What was made is made of all frames; what is shown is one.
  const [frame] = animation?.frames ?? [];
  const shown = frame ? redrawn(materials, styliser, stylised, frame) : picture;
  const styleShape = style?.shapeOrigin ?? 'none';
  return {
    ...compose(materials, shown, stylised),
    mask,
    styleKind: style ? (styleShape === 'none' ? 'texture' : 'effect') : 'none',
    styleShape,
    ...(style?.confidence !== undefined && { styleConfidence: style.confidence }),
    ...(style?.candidates && { styleCandidates: style.candidates }),
    engine: style ? chosenEngine(options.engine ?? 'auto') : 'none',
    pxPerEm,
    stylised,
    seconds: (performance.now() - begin) / 1000,
    seed,
    missing: target.missing,
    ended: options.signal?.aborted ? 'stopped' : 'finished',
  };
}

/**
 * Layers over and under the picture, and the background under all of it. Values are mixed as they are stored, gamma-encoded, as
 * browsers and picture editors do: so the result looks as the transparent picture does on a page of that background.
 */
function compose(
  { options, drawn, layers, background }: Materials,
  picture: Premultiplied,
  stylised: Stylised | undefined,
) {
  const shape = stylised?.outline ?? drawn.mask;
  const { front, back, picture: layered } = paintLayers(picture, shape, layers, options.scale ?? 1);
  const parts = { front, shape, back };
  if (!background) return { picture: layered, parts };
  const behind = backgroundPicture(background, layered);
  return { picture: over(layered, behind.rgba), parts: { ...parts, background: behind } };
}

const DESCRIPTIONS: Readonly<Record<ShapeOrigin, string>> = {
  mask: 'an effect, its shape from the mask',
  alpha: 'an effect, its shape from its alpha',
  found: 'an effect, its shape found',
  none: 'a texture',
};
