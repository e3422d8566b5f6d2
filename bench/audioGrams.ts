/**
 * What Gram matrices know of a sound's source: how often the clip with the nearest one, of other notes or words, is of
 * the same class; for the network `audio`, for the same one with random filters, and for the network `random`. The sounds
 * are those of another soundfont and other voices than the network learnt from. Needs fluidsynth, fluid-soundfont-gm,
 * timgm6mb-soundfont and espeak-ng.
 *
 *     npm run bench -- audioGrams
 */
import { randomNetwork } from '../src/audio/features/randomNetwork.js';
import type { SoundNetwork } from '../src/audio/features/soundNetwork.js';
import { graphStft } from '../src/audio/features/spectrogram.js';
import { FEATURE_BANDS, trainedNetwork, trainedNetworkOf } from '../src/audio/features/trainedNetwork.js';
import { BLOCK_NAMES, TRUNK_INPUT, trunkShapes } from '../src/audio/features/trunk.js';
import { amplitudesOf, Stft } from '../src/shared/dsp/stft.js';
import type { Engine } from '../src/shared/engine/engine.js';
import { openEngine } from '../src/shared/engine/openEngine.js';
import type { Tensor2D } from '../src/shared/engine/tf.js';
import { gramMatrix } from '../src/shared/losses/gram.js';
import { dot } from '../src/shared/optim/vectors.js';
import { Rng } from '../src/shared/rng.js';
import { Learner } from '../src/shared/train/learner.js';
import { CLASSES } from '../training/audio/classes.js';
import { makeClips } from '../training/audio/sources.js';
import { publish } from './report.js';

/** Twelve instruments, drums, voices and noises. */
const NAMES = [
  ...[0, 12, 19, 24, 30, 40, 48, 56, 65, 73, 89, 104].map((program) => `program ${program}`),
  'kicks and toms',
  'cymbals',
  'low voice',
  'high voice',
  'fire',
  'wind',
];
const CLIPS = 6;
const FRAMES = 128;
const RMS = 0.07;
const SEED = 5;
const { sampleRateHz, ...shape } = TRUNK_INPUT;

interface Clip {
  readonly name: string;
  /** [FRAMES, bins] */
  readonly amplitude: Float32Array;
}

function clipsOf(name: string): Clip[] {
  const label = CLASSES.findIndex((one) => one.name === name);
  const soundClass = CLASSES[label]!;
  const samples = makeClips(
    soundClass,
    'heldOut',
    CLIPS,
    (FRAMES - 1) * shape.hopSamples,
    new Rng(SEED + label),
  );
  return samples.map((sound) => {
    const level = RMS / Math.sqrt(dot(sound, sound) / sound.length);
    const spectrum = new Stft(shape).analyse(sound.map((x) => x * level));
    return { name, amplitude: amplitudesOf(spectrum, shape) };
  });
}

/** Gram matrices of layers, by clip and layer. */
async function gramsOf(
  engine: Engine,
  network: SoundNetwork,
  layers: readonly string[],
  clips: readonly Clip[],
) {
  const stft = graphStft(shape, FRAMES, sampleRateHz);
  const program = await engine.compileForward(
    ({ amplitude }) => {
      const features = network.features(amplitude as Tensor2D, stft, layers);
      return Object.fromEntries(Object.entries(features).map(([layer, x]) => [layer, gramMatrix(x)]));
    },
    { amplitude: { shape: [FRAMES, stft.bins] } },
  );
  const grams: Float32Array[][] = [];
  for (const { amplitude } of clips) {
    const matrices = await program.run({ amplitude });
    grams.push(layers.map((layer) => matrices[layer]!.data));
  }
  await program.release();
  return grams;
}

/** Sum over matrices of |a - b|^2 / (|a| |b|). */
function distance(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  return a.reduce((sum, x, i) => {
    const y = b[i]!;
    const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
    return sum + (xx + yy - 2 * xy) / Math.sqrt(xx * yy + Number.MIN_VALUE);
  }, 0);
}

function shareOfRightNeighbours(clips: readonly Clip[], grams: readonly Float32Array[][]): number {
  const right = clips.filter(({ name }, i) => {
    const distances = grams.map((gram, j) =>
      i === j ? Number.POSITIVE_INFINITY : distance(grams[i]!, gram),
    );
    return clips[distances.indexOf(Math.min(...distances))]?.name === name;
  });
  return right.length / clips.length;
}

const clips = NAMES.flatMap(clipsOf);
const engine = await openEngine({ device: 'cpu' });
const bandsOf = (block: string) => Array.from({ length: FEATURE_BANDS }, (_, band) => `${block}/${band}`);
const trunk = [
  ...['block1', 'block2'].map((block) => ({ layer: `${block}`, names: [block] })),
  ...BLOCK_NAMES.map((block) => ({ layer: `${block}, a matrix a band`, names: bandsOf(block) })),
];
const single = ['spectrum', 'timbre'].map((layer) => ({ layer, names: [layer] }));
const rows: Record<string, string>[] = [];
for (const [name, network, cases] of [
  ['audio', await trainedNetwork(), trunk],
  ['audio, not trained', trainedNetworkOf(Learner.start(trunkShapes(), SEED).means), trunk],
  ['random', randomNetwork(SEED), single],
] as const) {
  for (const { layer, names } of cases) {
    const share = shareOfRightNeighbours(clips, await gramsOf(engine, network, names, clips));
    rows.push({ network: name, layer, 'nearest is of the same class': `${(100 * share).toFixed(0)} %` });
  }
}
await engine.close();
publish(
  'audioGrams',
  rows,
  [
    `${clips.length} clips of ${NAMES.length} classes; chance: ${((100 * (CLIPS - 1)) / (clips.length - 1)).toFixed(0)} %.`,
  ],
  'docs/models.md',
);
