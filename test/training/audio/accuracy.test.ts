import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { MODELS_FOLDER } from '../../../src/shared/weights/manifest.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { centroidsOf, nearestCentroids } from '../../../training/audio/centroids.js';
import { CLASSES } from '../../../training/audio/classes.js';
import { openClassifier } from '../../../training/audio/classifier.js';
import { makePart } from '../../../training/audio/clips.js';
import { missingTool } from '../../../training/audio/sources.js';

const missing = missingTool();
/** Guitar, violin, trumpet, flute, a low voice, fire. */
const NAMES = [
  'program 24',
  'program 19',
  'program 40',
  'program 56',
  'program 73',
  'cymbals',
  'low voice',
  'fire',
];
const labels = NAMES.map((name) => CLASSES.findIndex((one) => one.name === name));

it.skipIf(missing)(
  `tells ${NAMES.length} kinds of sound apart better than their mean spectra do${missing ? ` (needs ${missing})` : ''}`,
  async () => {
    const path = join(MODELS_FOLDER, 'audio-net.safetensors');
    const heldOut = labels.map((label) => makePart(label, 'heldOut', 0));
    const centroids = centroidsOf(labels.map((label) => makePart(label, 'learnt', 0)));
    const engine = await openEngine({ device: 'cpu' });
    const classifier = await openClassifier(engine, readSafetensors(readFileSync(path), path));
    let [network, baseline, clips] = [0, 0, 0];
    for (const [i, set] of heldOut.entries()) {
      clips += set.count;
      baseline += nearestCentroids(centroids, set).filter((nearest) => nearest === i).length;
      for (const all of await classifier.probabilities(set)) {
        const odds = labels.map((label) => all[label]!);
        if (odds.indexOf(Math.max(...odds)) === i) network++;
      }
    }
    await engine.close();
    expect(clips).toBeGreaterThan(60);
    expect(network).toBeGreaterThan(baseline);
    expect(network / clips).toBeGreaterThan(0.6);
  },
);
