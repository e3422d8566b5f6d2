/** Layers as they are written: `stroke width=4 color=#fff`. */
import { NstError } from '../../shared/errors.js';
import { BEVEL } from './bevel.js';
import type { Effect } from './effect.js';
import { INNER_GLOW, OUTER_GLOW } from './glow.js';
import { splitLayer, splitSettings } from './layerText.js';
import { FILL, GRADIENT } from './overlay.js';
import type { Paint } from './paint.js';
import { number, type Parameter, word } from './parameter.js';
import { PATTERN } from './pattern.js';
import { SATIN } from './satin.js';
import { DROP_SHADOW, INNER_SHADOW } from './shadow.js';
import type { ShapeFields } from './shapeFields.js';
import { STROKE } from './stroke.js';

/** What a layer keeps to: the shape that was asked for, or what is to be seen of the picture. */
export type Outline = 'shape' | 'picture';

/** One layer, ready to be painted. */
export interface Layer {
  readonly kind: string;
  /** 0..1 */
  readonly opacity: number;
  readonly of: Outline;
  /** How far beyond the contour it reaches, in pixels. */
  readonly reachPx: (shape: Pick<ShapeFields, 'radiusPx' | 'pixelRatio'>) => number;
  /** From the lowest coat to the topmost. */
  readonly paint: (shape: ShapeFields) => readonly Paint[];
}

/** Settings of every layer. */
const COMMON = { opacity: number(1, 0, 1), of: word('shape', ['shape', 'picture']) } as const;

type Values<Parameters> = {
  [Name in keyof Parameters]: Parameters[Name] extends Parameter<infer Value> ? Value : never;
};

/** Reads a layer's settings, and the files they name. */
type Opener = (kind: string, settings: ReadonlyMap<string, string>) => Promise<Layer>;

async function readSettings<Parameters extends Readonly<Record<string, Parameter<unknown>>>>(
  kind: string,
  settings: ReadonlyMap<string, string>,
  parameters: Parameters,
): Promise<Values<Parameters>> {
  const entries = Object.entries(parameters).map(async ([name, { fallback, parse }]) => {
    const text = settings.get(name);
    return [name, text === undefined ? fallback : await parse(`layer ${kind}: ${name}`, text)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Values<Parameters>;
}

function opener<Own>({ parameters, reachPx, paint }: Effect<Own>): Opener {
  const all: Readonly<Record<string, Parameter<unknown>>> = { ...parameters, ...COMMON };
  return async (kind, settings) => {
    for (const name of settings.keys()) {
      if (Object.hasOwn(all, name)) continue;
      const known = Object.keys(all).join(', ');
      throw new NstError(
        'NST_BAD_OPTION',
        `layer ${kind}: expected settings among ${known}, found "${name}"`,
      );
    }
    const { opacity, of } = await readSettings(kind, settings, COMMON);
    const values = (await readSettings(kind, settings, parameters as typeof all)) as Own;
    return {
      kind,
      opacity,
      of,
      reachPx: (shape) => reachPx(values, shape),
      paint: (shape) => paint(values, shape),
    };
  };
}

const OPENERS: Readonly<Record<string, Opener>> = {
  stroke: opener(STROKE),
  glow: opener(OUTER_GLOW),
  'inner-glow': opener(INNER_GLOW),
  shadow: opener(DROP_SHADOW),
  'inner-shadow': opener(INNER_SHADOW),
  bevel: opener(BEVEL),
  satin: opener(SATIN),
  fill: opener(FILL),
  gradient: opener(GRADIENT),
  pattern: opener(PATTERN),
};

/** Layers that lie around the letters and are no part of them. */
const AROUND: ReadonlySet<string> = new Set(['shadow', 'glow']);

/** Whether a layer belongs to the letters' body or rim. */
export function isSolid({ kind }: Layer): boolean {
  return !AROUND.has(kind);
}

/**
 * Reads a layer as it is written: its kind, then settings, `stroke width=0.2r color="#fff"`; and the files that it names.
 *
 * @throws NstError NST_BAD_OPTION for an unknown kind, setting or value; NST_BAD_INPUT for a file that cannot be read
 */
export async function openLayer(text: string): Promise<Layer> {
  const { kind, words } = splitLayer(text);
  const open = Object.hasOwn(OPENERS, kind) ? OPENERS[kind] : undefined;
  if (open) return open(kind, splitSettings(kind, words));
  const kinds = Object.keys(OPENERS).join(', ');
  throw new NstError('NST_BAD_OPTION', `layer: expected one of ${kinds} and its settings, found "${text}"`);
}
