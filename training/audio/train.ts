/**
 * Trains the network `audio` on sounds that it makes itself. Needs Debian's fluidsynth, fluid-soundfont-gm,
 * timgm6mb-soundfont and espeak-ng. Stopped and started again, it goes on where it was.
 *
 *     node scripts/train.mjs audio [--steps 6000] [--seed 1] [--folder <for clips and checkpoint>] [--out <file>]
 */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeAtomically } from '../../src/shared/atomicFile.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import { writeSafetensors } from '../../src/shared/weights/safetensors.js';
import { BATCH, BATCH_FRAMES, batchOf } from './batch.js';
import { CLASSES } from './classes.js';
import { clipSets } from './clips.js';
import { Learner, rateAt } from './learner.js';
import { classifierShapes, trainingObjective } from './objective.js';
import { missingTool } from './sources.js';

const CHECKPOINT_EVERY = 200;
const REPORT_EVERY = 50;
const METADATA = {
  title: 'A 3x3 CNN on mel spectrograms that tells instruments, drums, voices and noises apart',
  origin:
    'trained by nst (training/audio) on sounds rendered with fluid-soundfont-gm, espeak-ng and its own noises',
  input: 'ln(1 + 1000 a) of 64 mel bands, 1024-point Hann frames every 256 samples at 22.05 kHz',
  license: 'MIT',
};

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'nst-audio-net') },
    out: { type: 'string', default: 'models/audio-net.safetensors' },
  },
});
const [steps, seed] = [Number(options.steps), Number(options.seed)];
const say = (text: string) => process.stderr.write(`${text}\n`);

const missing = missingTool();
if (missing) {
  say(`${missing} is missing: install fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont and espeak-ng`);
  process.exit(2);
}
const sets = clipSets(join(options.folder, 'clips'), 'learnt', (done) => {
  if (done % 10 === 0) say(`sounds: ${done} of ${CLASSES.length} classes`);
});
const checkpoint = join(options.folder, `checkpoint-${seed}-${steps}.safetensors`);
const learner = Learner.resume(checkpoint, classifierShapes(CLASSES.length), seed);
const { objective, inputs } = trainingObjective(CLASSES.length, BATCH, BATCH_FRAMES);
// One thread: results do not depend on the machine, and the other cores stay free.
const engine = await openEngine({ device: 'cpu', threads: 1 });
const program = await engine.compile(objective, inputs);

let recent = 0;
const begin = performance.now();
for (let step = learner.steps; step < steps; step++) {
  const evaluation = await program.evaluate({ ...learner.values, ...batchOf(sets, seed, step) });
  learner.step(evaluation, rateAt(step, steps));
  recent = recent === 0 ? evaluation.total : 0.98 * recent + 0.02 * evaluation.total;
  if ((step + 1) % REPORT_EVERY === 0) {
    const minutes = (performance.now() - begin) / 60_000;
    say(`step ${step + 1} of ${steps}: cross-entropy ${recent.toFixed(3)}, ${minutes.toFixed(1)} min`);
  }
  if ((step + 1) % CHECKPOINT_EVERY === 0) await learner.save(checkpoint);
}
await engine.close();
const bytes = writeSafetensors(
  learner.weights,
  { ...METADATA, steps: String(steps), seed: String(seed) },
  () => 'F16',
);
await writeAtomically(options.out, bytes);
say(`${options.out}: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
