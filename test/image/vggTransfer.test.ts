import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { transferImage, writePicture } from '../../src/image/index.js';
import { vggBlocks } from '../../src/shared/networks/vggTable.js';
import type { StepProgress } from '../../src/shared/reporter.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import { scene, scratchFolder } from '../support/pictures.js';
import { seededVggWeights } from '../support/seededVgg.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const options = {
  content: file('content.png'),
  style: file('style.png'),
  size: 32,
  device: 'cpu',
  threads: 1,
  cacheDir: file('empty'),
} as const;

beforeAll(async () => {
  await writePicture(options.content, scene({ width: 64, height: 48 }, 1));
  await writePicture(options.style, scene({ width: 64, height: 64 }, 2));
});

describe('VGG without weights', () => {
  it.each([
    { network: 'vgg19' },
    { network: 'vgg16' },
    { preset: 'gatys2016' },
    { preset: 'tutorial' },
  ] as const)('%j: says which command gets them', async (choice) => {
    const network = 'network' in choice ? choice.network : 'vgg19';
    const failure = transferImage({ ...options, ...choice });
    await expect(failure).rejects.toMatchObject({ name: 'NstError', code: 'NST_MODEL_MISSING' });
    await expect(failure).rejects.toThrow(
      new RegExp(`^network ${network}: no weights at .*; run "nst models pull ${network}"[^\\n]*$`),
    );
  });

  it('says so where the file of weights is not there', async () => {
    const failure = transferImage({ ...options, network: 'vgg19', modelFile: file('nothing.safetensors') });
    await expect(failure).rejects.toMatchObject({ code: 'NST_BAD_INPUT' });
    await expect(failure).rejects.toThrow(/nothing\.safetensors/);
  });
});

describe('VGG with weights from a file', () => {
  const modelFile = file('vgg19.safetensors');
  beforeAll(() => {
    const weights = new Map(seededVggWeights('vgg19', 1, 'conv3_1'));
    // No more than these five convolutions are asked for, but the file must be whole.
    for (const { weight, bias, inputs, outputs } of vggBlocks('vgg19').flat()) {
      if (weights.has(weight)) continue;
      weights.set(weight, {
        shape: [outputs, inputs, 3, 3],
        data: new Float32Array(outputs * inputs * 9).fill(0.01),
      });
      weights.set(bias, { shape: [outputs], data: new Float32Array(outputs).fill(0.01) });
    }
    writeFileSync(modelFile, writeSafetensors(weights));
  });

  it('runs the tutorial’s recipe: from the content, pixels held in range', async () => {
    const steps: StepProgress[] = [];
    const reporter = { stage() {}, step: (step: StepProgress) => void steps.push(step), warn() {} };
    const result = await transferImage({
      ...options,
      preset: 'tutorial',
      modelFile,
      iterations: 6,
      reporter,
    });
    expect(result).toMatchObject({ network: 'vgg19', device: 'cpu', iterations: 6, ended: 'finished' });
    expect(steps[0]!.terms.content).toBeCloseTo(0, 3);
    expect(result.losses.total).toBeLessThan(steps[0]!.total);
    expect(result.picture).toMatchObject({ width: 32, height: 24 });
  });
});
