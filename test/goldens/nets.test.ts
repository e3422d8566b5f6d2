import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { edgesKept } from '../../bench/edges.js';
import { Styliser } from '../../src/image/apply/styliser.js';
import { applyStyle, type Picture } from '../../src/image/index.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import { fitTo } from '../../src/shared/pictures/picture.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { learntShapes } from '../../src/shared/stylise/stylisedLosses.js';
import { firstWeights, isFilter } from '../../src/shared/stylise/styliser.js';
import { Learner } from '../../src/shared/train/learner.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, missed } from '../support/goldens/golden.js';
import { PICTURE_FORMAT } from '../support/goldens/pictureFormat.js';
import { MODEL_CARD } from '../support/modelCard.js';
import { SMALL_PLAN, SMALL_SEED, smallMaterial, smallTraining } from '../support/smallTraining.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const PHOTO = 'fixtures/pictures/boats.jpg';
const SIZE_PX = 128;
/** Processors round sums in other orders. */
const TOLERANCE = 0.004;
/** The same, over twenty steps. */
const TRAINED_TOLERANCE = 0.01;

let engine: Engine;
let photograph: Picture;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
  photograph = await readPicture(PHOTO, (natural) => fitTo(natural, SIZE_PX));
});
afterAll(() => engine.close());

it.each([
  ['apply-woodcut', { style: ['woodcut'] }, { edges: 0.35 }],
  // A style that the net has never seen.
  ['apply-any-style', { style: ['fixtures/pictures/reading.jpg'] }, { edges: 0.3 }],
  ['apply-blend', { style: ['cafe-terrace', 'mosaic'], styleBlend: [0.6, 0.4] }, { edges: 0.43 }],
] as const)('%s has the photograph’s edges, and looks as its golden does', async (name, style, floors) => {
  const options = {
    ...style,
    strength: 0.7,
    content: PHOTO,
    size: SIZE_PX,
    device: 'cpu',
    threads: 1,
  } as const;
  for await (const { picture } of applyStyle(options)) {
    expect(missed({ edges: edgesKept(picture, photograph) }, floors)).toEqual([]);
    await compareGolden(name, picture, PICTURE_FORMAT, TOLERANCE);
  }
});

it('twenty steps of a training come nearer to its style, and paint as their golden does', async () => {
  const plan = { ...SMALL_PLAN, family: { ...SMALL_PLAN.family, width: 8 } };
  const material = await smallMaterial(plan);
  const shapes = learntShapes(plan.family, plan.lessons);
  const initial = firstWeights(plan.family, Learner.start(shapes, SMALL_SEED).means);
  const learner = Learner.start(shapes, SMALL_SEED, { initial, decays: isFilter });
  const { training } = await smallTraining(engine, learner, material, plan);
  await training.goOn(1, 40);
  const before = training.losses.style!;
  await training.goOn(20, 40);
  await training.close();
  // A mean over all twenty: that of the last ones is smaller still.
  expect(missed({ learnt: 1 - training.losses.style! / before }, { learnt: 0.12 })).toEqual([]);

  const model = { weights: learner.means, card: { ...MODEL_CARD, family: plan.family } };
  const net = await Styliser.open(engine, model, new Map());
  const picture = await net.apply(photograph, net.mixture([1, 0]), 1);
  await net.close();
  await compareGolden('train-twenty-steps', picture, PICTURE_FORMAT, TRAINED_TOLERANCE);
});
