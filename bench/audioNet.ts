/**
 * How well the network `audio` tells sounds of another soundfont, of other voices and of other languages apart, beside
 * chance and the nearest mean spectrum. Needs fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont and espeak-ng.
 *
 *     npm run bench -- audioNet [folder of clips] [weights]
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../src/shared/engine/openEngine.js';
import { readSafetensors } from '../src/shared/weights/safetensors.js';
import { centroidsOf, nearestCentroids } from '../training/audio/centroids.js';
import { CLASSES, FAMILIES, type Family } from '../training/audio/classes.js';
import { openClassifier } from '../training/audio/classifier.js';
import { clipSets } from '../training/audio/clips.js';
import { publish } from './report.js';

/** What was said of the clips of a class. */
interface Answer {
  readonly family: Family;
  readonly label: number;
  /** Class and family that were guessed. */
  readonly guess: readonly [label: number, family: Family];
}

const [folder = join(tmpdir(), 'nst-audio-net', 'clips'), file = 'models/audio-net.safetensors'] =
  process.argv.slice(2);
const familyOf = (label: number) => CLASSES[label]!.family;
const indexOfMaximum = (values: Float32Array) => values.indexOf(Math.max(...values));

/** Class and family of the largest probability; that of a family is the sum of its classes'. */
function guessOf(probabilities: Float32Array): Answer['guess'] {
  const sums = new Float32Array(FAMILIES.length);
  probabilities.forEach((p, label) => {
    const family = FAMILIES.indexOf(familyOf(label));
    sums[family] = sums[family]! + p;
  });
  return [indexOfMaximum(probabilities), FAMILIES[indexOfMaximum(sums)]!];
}

const learnt = clipSets(folder, 'learnt', 1, () => undefined);
const heldOut = clipSets(folder, 'heldOut', 1, () => undefined);
const engine = await openEngine({ device: 'cpu' });
const classifier = await openClassifier(engine, readSafetensors(readFileSync(file), file));
const centroids = centroidsOf(learnt);
const [network, familiar, baseline]: [Answer[], Answer[], Answer[]] = [[], [], []];
for (const [sets, answers] of [
  [heldOut, network],
  [learnt, familiar],
] as const) {
  for (const set of sets) {
    const { label } = set;
    const guesses = (await classifier.probabilities(set)).map(guessOf);
    answers.push(...guesses.map((guess) => ({ family: familyOf(label), label, guess })));
  }
}
for (const set of heldOut) {
  const { label } = set;
  const nearest = nearestCentroids(centroids, set);
  baseline.push(...nearest.map((n): Answer => ({ family: familyOf(label), label, guess: [n, familyOf(n)] })));
}
await engine.close();

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const share = (answers: readonly Answer[], isRight: (answer: Answer) => boolean) =>
  percent(answers.filter(isRight).length / answers.length);
const classRight = ({ label, guess }: Answer) => label === guess[0];
const familyRight = ({ family, guess }: Answer) => family === guess[1];

function row(name: string, isMeant: (answer: Answer) => boolean, classes: number, chance: number) {
  const [net, seen, base] = [network, familiar, baseline].map((answers) => answers.filter(isMeant)) as [
    Answer[],
    Answer[],
    Answer[],
  ];
  return {
    sounds: `${name} (${net.length})`,
    classes,
    'family: network': share(net, familyRight),
    'nearest mean': share(base, familyRight),
    chance: percent(chance),
    'class: network': share(net, classRight),
    'nearest mean ': share(base, classRight),
    'network, sounds it learnt from': share(seen, classRight),
  };
}

const rows = FAMILIES.map((family) => {
  const classes = CLASSES.filter((one) => one.family === family).length;
  return row(family, (answer) => answer.family === family, classes, classes / CLASSES.length);
});
const chanceOfAll = FAMILIES.reduce((sum, family) => {
  return sum + (CLASSES.filter((one) => one.family === family).length / CLASSES.length) ** 2;
}, 0);
rows.push(row('all', () => true, CLASSES.length, chanceOfAll));
publish(
  'audioNet',
  rows,
  [
    `Chance of the class: ${percent(1 / CLASSES.length)}. A guess of the family by chance takes a class at random.`,
  ],
  'docs/models.md',
);
