/**
 * Trains the network `audio` on sounds that it makes itself. Needs Debian's fluidsynth, fluid-soundfont-gm,
 * timgm6mb-soundfont and espeak-ng. Stopped and started again, it goes on where it was.
 *
 *     node scripts/train.mjs audio [--steps 10000] [--parts 1] [--seed 1] [--folder <for clips and checkpoint>] [--out <file>]
 *
 * A part is twelve clips of each class. Weights are published after the last step.
 */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../../src/shared/atomicFile.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import { Learner } from '../../src/shared/train/learner.js';
import { type RateShape, rateAt } from '../../src/shared/train/rate.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import { BATCH, BATCH_FRAMES, batchOf } from './batch.js';
import { CLASSES } from './classes.js';
import { clipSets } from './clips.js';
import { classifierShapes, trainingObjective } from './objective.js';
import { missingTool } from './sources.js';

const CHECKPOINT_EVERY = 100;
const RATE: RateShape = { peak: 1.5e-3, warmUpSteps: 50, fallFromStep: 500 };
const METADATA = {
  title: 'A 3x3 CNN on mel spectrograms that tells instruments, drums, voices and noises apart',
  origin:
    'trained by nst (training/audio) on sounds rendered with fluid-soundfont-gm, espeak-ng and its own noises',
  input: 'ln(1 + 1000 a) of 64 mel bands, 1024-point Hann frames every 256 samples at 22.05 kHz',
  license: 'MIT',
};

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '10000' },
    parts: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'nst-audio-net') },
    out: { type: 'string', default: 'models/audio-net.safetensors' },
  },
});
const [steps, parts, seed] = [Number(options.steps), Number(options.parts), Number(options.seed)];
const say = (text: string) => process.stderr.write(`${text}\n`);

const missing = missingTool();
if (missing) {
  say(`${missing} is missing: install fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont and espeak-ng`);
  process.exit(2);
}
const sets = clipSets(join(options.folder, 'clips'), 'learnt', parts, (done) => {
  if (done % 20 === 0) say(`sounds: ${done} of ${CLASSES.length} classes`);
});
const checkpoint = join(options.folder, `checkpoint-${parts}-${seed}.safetensors`);
const learner = await Learner.resume(checkpoint, classifierShapes(CLASSES.length), seed);
const { objective, inputs } = trainingObjective(CLASSES.length, BATCH, BATCH_FRAMES);
// One thread: sums are taken in the same order every time, and the other cores stay free.
const engine = await openEngine({ device: 'cpu', threads: 1 });
const program = await engine.compile(objective, inputs);

/** Writes what was learnt so far, in half precision. */
async function publish(): Promise<void> {
  const metadata = { ...METADATA, steps: String(learner.steps), parts: String(parts), seed: String(seed) };
  const bytes = writeSafetensors(learner.means, metadata, () => 'F16');
  await writeAtomically(options.out, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  say(`${options.out}: ${learner.steps} steps, ${bytes.length} bytes, SHA-256 ${digest}`);
}

let recent = 0;
const begin = performance.now();
for (let step = learner.steps; step < steps; step++) {
  const evaluation = await program.evaluate({ ...learner.values, ...batchOf(sets, seed, step) });
  learner.step(evaluation, rateAt(step, RATE));
  recent = recent === 0 ? evaluation.total : 0.98 * recent + 0.02 * evaluation.total;
  if ((step + 1) % CHECKPOINT_EVERY !== 0) continue;
  const minutes = (performance.now() - begin) / 60_000;
  say(`step ${step + 1} of ${steps}: cross-entropy ${recent.toFixed(3)}, ${minutes.toFixed(1)} min`);
  await learner.save(checkpoint);
}
await engine.close();
await learner.save(checkpoint);
await publish();
