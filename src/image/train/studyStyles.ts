import { parse } from 'node:path';
import { sha256Hex } from '../../shared/digest.js';
import type { Engine } from '../../shared/engine/engine.js';
import { cropTo } from '../../shared/pictures/crop.js';
import { fitTo, type Picture, wideEnough } from '../../shared/pictures/picture.js';
import { pictureArray } from '../../shared/pictures/pictureArray.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture } from '../../shared/pictures/source.js';
import { thumbnailOf } from '../../shared/pictures/thumbnail.js';
import { Rng } from '../../shared/rng.js';
import { LESSON } from '../../shared/stylise/lesson.js';
import type { ModelStyle } from '../../shared/stylise/modelFile.js';
import type { TrainingSetting } from '../../shared/stylise/stylisedLosses.js';
import {
  lookOf,
  MIXTURE,
  PICTURE,
  type StyliserFamily,
  sideMultiple,
} from '../../shared/stylise/styliser.js';
import { lookGraph } from '../../shared/stylise/styliserGraph.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { trimmed } from '../apply/frame.js';
import { EVEN_RATIO } from '../methods/base.js';
import type { PhotoSet } from './photoSet.js';
import { StyleGoals } from './styleGoals.js';
import type { LearntStyle } from './trainingItems.js';

/** Photos by which it is found how far styles are from photos. */
const SAMPLES = 4;
const SAMPLE_PX = 128;
/** Side of what is looked at anew at each step. */
const LOOK_PX = 160;

/** Styles as they are read: what they are called, and how they look at the size that is learnt. */
export interface StyleFile extends ModelStyle {
  readonly picture: Picture;
}

/** Reads styles, each by the name of its file. @param sizePx longer side */
export async function readStyles(paths: readonly string[], sizePx: number): Promise<StyleFile[]> {
  const styles: StyleFile[] = [];
  for (const path of paths) {
    const source = await openPicture(path);
    const picture = await readPicture(source, (natural) => wideEnough(fitTo(natural, sizePx)));
    styles.push({
      name: parse(path).name,
      sha256: sha256Hex(source.bytes),
      thumbnail: await thumbnailOf(picture),
      picture,
    });
  }
  return styles;
}

/** Finds what is aimed at for each style, and what a net has to be told of it. */
export async function studyStyles(
  engine: Engine,
  { family, network, terms, stem }: TrainingSetting,
  pictures: readonly Picture[],
  { photos, strength, seed }: { readonly photos: PhotoSet; readonly strength: number; readonly seed: number },
): Promise<LearntStyle[]> {
  const rng = new Rng(seed);
  const samples = Array.from({ length: SAMPLES }, () => photos.crop(rng, SAMPLE_PX));
  const balance = { kind: 'strength', strength, evenRatio: EVEN_RATIO } as const;
  const goals = await new StyleGoals(engine, network, terms, balance).find(pictures, samples, SAMPLE_PX);
  const conditions = await conditionsOf(engine, family, stem, pictures);
  return goals.map((goal, i) => ({ ...goal, picture: pictures[i]!, condition: conditions[i]! }));
}

async function conditionsOf(
  engine: Engine,
  family: StyliserFamily,
  stem: Weights,
  pictures: readonly Picture[],
): Promise<LearntStyle['condition'][]> {
  const look = lookOf(family);
  if (!look) return mixtures(pictures.length);
  if (look.isLearnt)
    return pictures.map((picture) => ({ [LESSON.style]: pictureArray(seenAtEachStep(picture)) }));
  const program = await engine.loadModel(lookGraph(family, stem));
  const conditions: LearntStyle['condition'][] = [];
  for (const picture of pictures)
    conditions.push(await program.run({ [PICTURE]: pictureArray(trimmed(picture, sideMultiple(family))) }));
  await program.release();
  return conditions;
}

/** Nothing but the style itself, for each of them. */
const mixtures = (count: number): LearntStyle['condition'][] =>
  Array.from({ length: count }, (_, i) => {
    const data = Float32Array.from({ length: count }, (_, k) => (k === i ? 1 : 0));
    return { [MIXTURE]: { shape: [1, count], data } };
  });

/** The middle of a style, small enough to be looked at along with each photo. */
function seenAtEachStep({ width, height, pixels }: Picture): Picture {
  const [left, top] = [width, height].map((length) => Math.floor((length - LOOK_PX) / 2)) as [number, number];
  return cropTo({ width, height, pixels }, { left, top, width: LOOK_PX, height: LOOK_PX });
}
