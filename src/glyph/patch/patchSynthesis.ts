import { roundsOf } from '../../shared/patches/rounds.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { analyseEffect, type EffectAnalysis, type SmoothPart, smoothPart } from '../shading/smoothPart.js';
import type { Box } from '../shape/crop.js';
import { isDirected } from '../style/direction.js';
import type { EffectExample, SynthesisTask } from '../synthesis.js';
import { cutOut } from './cutOut.js';
import { effectBox, valuesIn } from './effectBox.js';
import { type PatchField, paintField, withoutBorder } from './field.js';
import { type Guides, makeGuides, textureGuides } from './guides.js';
import type { Level } from './level.js';
import { makeLevel } from './makeLevel.js';
import type { Material } from './material.js';
import type { Problem } from './program.js';
import { type PatchSchedule, type PatchTerms, SCHEDULE, TERMS } from './terms.js';
import { Threads } from './threads.js';

/** What the patch engine is asked for. */
export interface PatchTask extends SynthesisTask {
  /** Takes the example apart, or tells what was found when it was. Left out: that is done for the task alone. */
  readonly analysis?: ((isUpright: boolean) => EffectAnalysis | undefined) | undefined;
}

/** What the patch engine makes. */
export interface PatchResult {
  readonly picture: Premultiplied;
  readonly field: PatchField;
}

/** Settings that are not the usual ones. */
export interface PatchSettings {
  readonly terms?: PatchTerms;
  readonly schedule?: PatchSchedule;
  /** How far the stencil of the guide reaches, in radii of the strokes; 0: the pixel itself is all it sees. */
  readonly stencilReach?: number;
  /** Whether patches may be turned and mirrored whatever the task says of the direction. */
  readonly turnsFreely?: boolean;
  /** Whether samples are moved to the distance from the contour that they had in the example (see `paintAligned`). */
  readonly followsContour?: boolean;
  /** Whether what follows from the place in the shape is carried over by that and not by patches (see `smoothPart`). */
  readonly isSmoothed?: boolean;
}

/** How far the stencil of the guide reaches, in radii of the strokes. */
const STENCIL_REACH = 0.75;
/** An example is not made smaller than this. */
const MIN_EXAMPLE_PX = 12;

/** Times that each level is smaller than the result, from the coarsest on. */
function scalesOf(
  material: Material,
  radiusPx: number,
  { ratio, coarsestRadiusPx }: PatchSchedule,
): number[] {
  const { picture } = material;
  const most = Math.min(
    radiusPx / coarsestRadiusPx,
    Math.min(picture.width, picture.height) / MIN_EXAMPLE_PX,
  );
  const scales = [1];
  while (scales[0]! * ratio <= most) scales.unshift(scales[0]! * ratio);
  return scales;
}

function makeProblem(
  material: Material,
  radiusPx: number,
  seed: number,
  { terms = TERMS, schedule = SCHEDULE }: PatchSettings,
): Problem {
  const { rounds, goodEnough } = schedule;
  const levels = scalesOf(material, radiusPx, schedule).map((scale, i) =>
    makeLevel(material, scale, rounds[Math.min(i, rounds.length - 1)]!),
  );
  return { levels, terms, goodEnough, seed };
}

function materialOf(
  { picture }: EffectExample,
  guides: Guides,
  box: Box,
  isDirected: boolean,
  { stencilReach = STENCIL_REACH }: PatchSettings,
): Material {
  const { far, exampleRadiusPx } = guides;
  const { width, height } = box;
  const inBox = (values: Float32Array, channels: number) => valuesIn(values, picture, box, channels);
  return {
    picture: { width, height, rgba: inBox(picture.rgba, RGBA) },
    exampleGuide: { width, height, data: inBox(guides.example.data, 1) },
    targetGuide: guides.target,
    exampleDistance: { width, height, data: inBox(guides.exampleDistance.data, 1) },
    targetDistance: guides.targetDistance,
    isWorthwhile: guides.isWorthwhile,
    far,
    reachPx: stencilReach * exampleRadiusPx,
    isDirected,
  };
}

function fieldOf(
  level: Level,
  { targetGuide, isDirected }: Material,
  { width: exampleWidth, height: exampleHeight }: Size,
  box: Box,
): PatchField {
  const { width, height } = targetGuide;
  const size = { width, height };
  return {
    ...size,
    example: { width: exampleWidth, height: exampleHeight },
    box,
    isDirected,
    nearest: withoutBorder(level.field.nearest, size, 1, new Int32Array(width * height)),
    trust: withoutBorder(level.field.trust, size, 1, new Float32Array(width * height)),
  };
}

/**
 * Gives a shape an effect by patches of an example, found with the help of the distance to the contour (T-Effect, Yang et al.
 * 2017; here with distances all around, which tell above from below).
 *
 * @param threads that solve it; they stay open
 */
export async function patchSynthesisOn(
  threads: Threads,
  task: PatchTask,
  settings: PatchSettings = {},
): Promise<PatchResult> {
  const { picture, shape } = task.example;
  const isUpright = !settings.turnsFreely && isDirected(task.example, task.direction);
  const smooth = settings.isSmoothed === false ? undefined : smoothPartOf(task, isUpright);
  const flat = smooth?.flat ?? picture;
  const guides = shape
    ? makeGuides({ picture: flat, shape }, task.target, isUpright, distancesOf(smooth))
    : textureGuides(picture, task.target);
  const box = effectBox(guides);
  const material = materialOf({ picture: flat }, guides, box, isUpright, settings);
  const problem = makeProblem(material, guides.targetRadiusPx, task.seed, settings);
  const steps = roundsOf(problem);
  const onRound = (step: number) => task.reporter.step({ step, steps, terms: {}, total: 0 });
  await threads.solve(problem, onRound, task.signal);
  const field = {
    ...fieldOf(problem.levels.at(-1)!, material, picture, box),
    contours: contoursOf(guides, task, settings),
    smooth,
  };
  const painted = paintField(field, picture);
  return { picture: shape ? painted : cutOut(painted, task.target), field };
}

function smoothPartOf({ example, analysis, target }: PatchTask, isUpright: boolean): SmoothPart | undefined {
  const { picture, shape } = example;
  if (!shape) return undefined;
  const parts = analysis ? analysis(isUpright) : analyseEffect({ picture, shape }, isUpright);
  return parts && smoothPart(parts, target);
}

/** What taking an effect apart has measured, if it was. */
const distancesOf = (smooth: SmoothPart | undefined) =>
  smooth && {
    exampleDistance: smooth.exampleSites.distance,
    targetDistance: smooth.sites.distance,
  };

function contoursOf(
  { exampleDistance, targetDistance }: Guides,
  { example }: SynthesisTask,
  { followsContour = true }: PatchSettings,
): PatchField['contours'] {
  return example.shape && followsContour ? { example: exampleDistance, target: targetDistance } : undefined;
}

/** As `patchSynthesisOn`, on threads of its own. */
export async function patchSynthesis(task: SynthesisTask, settings?: PatchSettings): Promise<PatchResult> {
  const threads = new Threads(0);
  try {
    return await patchSynthesisOn(threads, task, settings);
  } finally {
    await threads.close();
  }
}
