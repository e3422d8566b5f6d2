/** How the presets of strokes paint: Hertzmann, SIGGRAPH 1998, section 3.1. */

/** Largest changes of a stroke's colour, at random. */
export interface ColourJitter {
  readonly lightness: number;
  /** In turns of the colour circle. */
  readonly hue: number;
  /** Of red, green and blue, each by itself. */
  readonly channels: number;
}

/** Brushes and how they are used. */
export interface Brushes {
  /** From the largest to the smallest, in pixels of a picture whose longer side is `REFERENCE_PX`. */
  readonly radiiPx: readonly number[];
  /** A place is painted over where it is farther than this from what it should be: a distance of sRGB colours in 0..1. */
  readonly threshold: number;
  /** Deviation of the blur of what a layer paints after, in radii. */
  readonly blur: number;
  /** Distance between strokes, in radii. */
  readonly grid: number;
  /** Of the direction of a stroke, how much is that of the picture and not of the stroke so far, 0..1. */
  readonly curvature: number;
  /** Steps of a radius each. */
  readonly leastSteps: number;
  readonly mostSteps: number;
  readonly opacity: number;
  readonly jitter: ColourJitter;
}

/** The paper's radii are for pictures of about this size. */
export const REFERENCE_PX = 512;

/** The paper's thresholds are in levels of 8 bits. */
const level = (value: number) => value / 255;
const NO_JITTER: ColourJitter = { lightness: 0, hue: 0, channels: 0 };

const IMPRESSIONIST: Brushes = {
  radiiPx: [8, 4, 2],
  threshold: level(100) / 2,
  blur: 0.5,
  grid: 1,
  curvature: 1,
  leastSteps: 4,
  mostSteps: 16,
  opacity: 1,
  jitter: NO_JITTER,
};

/** The presets by name. */
export const BRUSHES = {
  impressionist: IMPRESSIONIST,
  expressionist: {
    ...IMPRESSIONIST,
    threshold: level(50),
    curvature: 0.25,
    leastSteps: 10,
    opacity: 0.7,
    jitter: { ...NO_JITTER, lightness: 0.25 },
  },
  'colorist-wash': {
    ...IMPRESSIONIST,
    threshold: level(200) / 2,
    opacity: 0.5,
    jitter: { ...NO_JITTER, channels: 0.3 },
  },
  pointillist: {
    ...IMPRESSIONIST,
    radiiPx: [4, 2],
    grid: 0.5,
    leastSteps: 0,
    mostSteps: 0,
    jitter: { ...NO_JITTER, lightness: 0.3, hue: 0.15 },
  },
} as const satisfies Readonly<Record<string, Brushes>>;

/** One of `BRUSH_NAMES`. */
export type BrushName = keyof typeof BRUSHES;
/** Names of the presets of strokes. */
export const BRUSH_NAMES = Object.keys(BRUSHES) as readonly BrushName[];
