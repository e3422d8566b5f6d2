import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nst } from '../support/nst.js';
import { onnxFile } from '../support/onnxFile.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const env = { NST_CACHE: file('cache') };
const picture = file('picture.png');
const FLOAT = 1;
const EXTERNAL = 1;

/** Writes a model of one convolution whose kernel has these fields. */
function modelFile(name: string, kernel: object): string {
  const node = { opType: 'Conv', input: ['x', 'k'], output: ['y'] };
  const tensor = { name: 'k', dims: [1, 1, 3, 3], dataType: FLOAT, ...kernel };
  writeFileSync(file(name), onnxFile([tensor], [node]));
  return file(name);
}

const complete = modelFile('complete.onnx', { floatData: new Array(9).fill(0.5) });
const divided = modelFile('divided.onnx', {
  dataLocation: EXTERNAL,
  externalData: [{ key: 'location', value: 'data.bin' }],
});

/** Ways to name a file of weights on the command line. */
const WAYS: readonly (readonly [command: string, argumentsFor: (path: string) => string[]])[] = [
  ['models import', (path) => ['models', 'import', 'vgg19', path]],
  [
    'image --model-file',
    (path) => [
      ...['image', picture, '--style', picture, '-o', file('out.png')],
      ...['--network', 'vgg19', '--model-file', path],
    ],
  ],
];

beforeAll(async () => {
  await writePicture(picture, scene({ width: 32, height: 32 }, 1));
  // Nobody writes into this pipe: who opened it would wait for ever.
  if (process.platform !== 'win32') execFileSync('mkfifo', [file('data.bin')]);
});

describe.each(WAYS)('an ONNX file for nst %s', (_, argumentsFor) => {
  it('is read, and refused in one line when it holds another network', async () => {
    const { code, stderr } = await nst(argumentsFor(complete), { env });
    expect(stderr).toBe(
      `nst: ${complete} does not hold this network: expected 16 convolutions of 3x3, found 1\n`,
    );
    expect(code).toBe(2);
  });

  it('whose data are in another file is refused in one line, and the other file stays closed', async () => {
    const { code, stderr } = await nst(argumentsFor(divided), { env });
    expect(stderr).toBe(
      `nst: ${divided}: tensor "k": its data are in another file; save the model as one file\n`,
    );
    expect(code).toBe(3);
  });
});
