/** The smallest job of every command, as a user types it. */
import { statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {string[]} args of `nst`; paths are of the folder that it runs in
 * @property {string[]} [makes] files that must be there afterwards, with something in them
 * @property {number} [code] to exit with, if not 0
 * @property {RegExp} [says] what is written to stdout, or to stderr where the exit code is another
 */

/** How a refusal looks: one line. */
const refusal = (text) => new RegExp(`^nst: [^\\n]*${text}[^\\n]*\\n$`);

/**
 * @param {string} fixtures folder of samples
 * @returns {Job[]} in an order in which each finds what it needs
 */
export function smallestJobs(fixtures) {
  const [cat, swirls] = ['cat', 'swirls'].map((name) => join(fixtures, `pictures/${name}.jpg`));
  const [voice, guitar] = ['voice', 'guitar'].map((name) => join(fixtures, `audio/${name}.wav`));
  const fire = join(fixtures, 'glyph/fire.png');
  const image = ['image', cat, '--style', swirls, '--size', '48', '--iterations', '1'];
  const audio = ['audio', voice, '--iterations', '1', '--style'];
  const glyph = ['glyph', 'A', '--size', '48', '--style'];
  return [
    {
      name: 'help',
      args: ['--help'],
      says: /image .*\n(.*\n)*.*audio .*\n(.*\n)*.*glyph .*\n(.*\n)*.*models /,
    },
    { name: 'version', args: ['--version'], says: /^\d+\.\d+\.\d+\n$/ },
    { name: 'image', args: [...image, '-o', 'image.png'], makes: ['image.png'] },
    {
      name: 'texture',
      args: ['texture', swirls, '--by', 'patches', '--size', '48', '-o', 'texture.png'],
      makes: ['texture.png'],
    },
    {
      name: 'photo',
      args: ['photo', cat, '--style', swirls, '--size', '48', '-o', 'photo.png'],
      makes: ['photo.png'],
    },
    {
      name: 'video',
      args: [
        'video',
        join(fixtures, 'pictures'),
        '--style',
        'woodcut',
        '--size',
        '48',
        '--to',
        '2',
        '--fps',
        '1',
        '-o',
        'film',
      ],
      makes: ['film/frame_0001.png', 'film/frame_0002.png'],
    },
    { name: 'render', args: ['render', cat, '--size', '48', '-o', 'render.png'], makes: ['render.png'] },
    { name: 'audio', args: [...audio, guitar, '-o', 'audio.wav'], makes: ['audio.wav'] },
    { name: 'audio style', args: ['audio', 'style', guitar, '-o', 'a.nststyle'], makes: ['a.nststyle'] },
    { name: 'audio, saved style', args: [...audio, 'a.nststyle', '-o', 'a.flac'], makes: ['a.flac'] },
    { name: 'audio eval', args: ['audio', 'eval', voice, 'audio.wav', guitar], says: /^result +0\.\d/m },
    { name: 'glyph', args: [...glyph, fire, '-o', 'glyph.png'], makes: ['glyph.png'] },
    { name: 'glyph style', args: ['glyph', 'style', fire, '-o', 'g.nstglyph'], makes: ['g.nstglyph'] },
    { name: 'glyph, saved style', args: [...glyph, 'g.nstglyph', '-o', 'g.png'], makes: ['g.png'] },
    { name: 'glyph, network', args: [...glyph, swirls, '--engine', 'gram', '-o', 'n.png'], makes: ['n.png'] },
    {
      name: 'glyph, sheet and font',
      args: ['glyph', '--style', fire, '--atlas', 'AB', '--em', '32', '--font-out', 'f.otf', '-o', 's.png'],
      makes: ['s.png', 's.fnt', 'f.otf'],
    },
    {
      name: 'photo, with a sidecar',
      args: ['photo', cat, '--style', swirls, '--size', '48', '--sidecar', '-o', 'told.png'],
      makes: ['told.png', 'told.json'],
    },
    { name: 'rerun', args: ['rerun', 'told.json', '-o', 'again.png'], makes: ['again.png'] },
    { name: 'info, picture', args: ['info', 'image.png'], says: /^nst \d.*\n(.*\n)* +size: 48\n/ },
    { name: 'info, sound', args: ['info', 'a.flac'], says: /^nst \d.*\n(.*\n)* +iterations: 1\n/ },
    { name: 'batch', args: ['batch', 'jobs.jsonl'], makes: ['batch.png', 'jobs.results.jsonl'] },
    { name: 'studio', args: ['studio', '--port', '70000'], code: 2, says: /^nst: port: expected/ },
    { name: 'methods', args: ['methods'], says: /^mrf2016: /m },
    { name: 'bench', args: ['bench', '--size', '32', '--seconds', '1'], says: /^cpu +picture, 32 px +\d/m },
    { name: 'doctor', args: ['doctor'], says: /^ +cpu +\d/m },
    { name: 'models list', args: ['models', 'list'], says: /^inception +shipped/m },
    { name: 'models verify', args: ['models', 'verify'], says: /^inception +ok/m },
    { name: 'models path', args: ['models', 'path', 'inception'], says: /inception-v3-stem\.safetensors\n$/ },
    {
      name: 'models import, ONNX',
      args: ['models', 'import', 'vgg19', 'plain.onnx'],
      code: 2,
      says: refusal('expected 16 convolutions of 3x3, found 1'),
    },
    {
      name: 'models import, ONNX with data elsewhere',
      args: ['models', 'import', 'vgg19', 'divided.onnx'],
      code: 3,
      says: refusal('its data are in another file'),
    },
  ];
}

/**
 * Writes the list of `nst batch`.
 *
 * @param {string} folder
 */
export function writeJobList(folder) {
  const job = { command: 'glyph', text: 'A', layer: 'bevel', size: 48, output: 'batch.png' };
  writeFileSync(join(folder, 'jobs.jsonl'), `${JSON.stringify(job)}\n`);
}

/**
 * Writes the ONNX files that the jobs read: one convolution, its kernel inside or in another file.
 *
 * @param {string} folder
 */
export function writeOnnxFiles(folder) {
  const { onnx } = createRequire(import.meta.url)('onnx-proto');
  const kernel = { name: 'k', dims: [1, 1, 3, 3], dataType: onnx.TensorProto.DataType.FLOAT };
  const write = (name, fields) => {
    const node = [{ opType: 'Conv', input: ['x', 'k'], output: ['y'] }];
    const graph = { name: 'g', node, initializer: [{ ...kernel, ...fields }] };
    writeFileSync(join(folder, name), onnx.ModelProto.encode({ irVersion: 8, graph }).finish());
  };
  write('plain.onnx', { floatData: new Array(9).fill(0.5) });
  write('divided.onnx', {
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [{ key: 'location', value: '../elsewhere.bin' }],
  });
}

/**
 * Does a job and looks at what came of it.
 *
 * @param {Job} job
 * @param {string} folder that it runs in
 * @param {(args: string[], code: number) => Promise<{ stdout: string, stderr: string }>} nst
 * @throws when anything is not as it should be
 */
export async function doJob({ args, makes = [], code = 0, says = /^/ }, folder, nst) {
  const { stdout, stderr } = await nst(args, code);
  const said = code === 0 ? stdout : stderr;
  if (/Warning:/.test(stderr)) throw new Error(`Node warns: ${stderr}`);
  if (!says.test(said)) throw new Error(`expected ${says}, found ${JSON.stringify(said)}`);
  for (const file of makes) {
    if (statSync(join(folder, file)).size === 0) throw new Error(`${file} is empty`);
  }
}
