import { parse } from 'node:path';
import type { Engine } from '../../shared/engine/engine.js';
import type { Feeds } from '../../shared/engine/protocol.js';
import { fitTo, type Picture, RGB, wideEnough } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture } from '../../shared/pictures/source.js';
import { thumbnailOf } from '../../shared/pictures/thumbnail.js';
import { Rng } from '../../shared/rng.js';
import type { ModelStyle } from '../../shared/stylise/modelFile.js';
import type { TrainingSetting } from '../../shared/stylise/stylisedLosses.js';
import { MIXTURE, PICTURE, sideMultiple } from '../../shared/stylise/styliser.js';
import { statisticsGraph } from '../../shared/stylise/styliserGraph.js';
import { sha256Hex } from '../../shared/weights/cache.js';
import { trimmed } from '../apply/frame.js';
import { EVEN_RATIO } from '../methods/base.js';
import type { PhotoSet } from './photoSet.js';
import { StyleGoals } from './styleGoals.js';
import type { LearntStyle } from './trainingItems.js';

/** Photos by which it is found how far styles are from photos. */
const SAMPLES = 4;
const SAMPLE_PX = 128;

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
  const isNamed = family.kind === 'residual';
  const conditions = isNamed
    ? mixtures(pictures.length)
    : await statistics(engine, stem, pictures, sideMultiple(family));
  return goals.map((goal, i) => ({ ...goal, condition: conditions[i]! }));
}

/** Nothing but the style itself, for each of them. */
const mixtures = (count: number): Feeds[] =>
  Array.from({ length: count }, (_, i) => ({
    [MIXTURE]: Float32Array.from({ length: count }, (_, k) => (k === i ? 1 : 0)),
  }));

async function statistics(
  engine: Engine,
  stem: TrainingSetting['stem'],
  pictures: readonly Picture[],
  multiple: number,
): Promise<Feeds[]> {
  const program = await engine.loadModel(statisticsGraph(stem));
  const conditions: Feeds[] = [];
  for (const picture of pictures) {
    const { width, height, pixels } = trimmed(picture, multiple);
    const outputs = await program.run({ [PICTURE]: { shape: [1, height, width, RGB], data: pixels } });
    conditions.push(Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data])));
  }
  await program.release();
  return conditions;
}
