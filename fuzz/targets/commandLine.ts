/** The command line: words and values of options. Files that it names are not there, so that nothing is worked on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NstError } from '../../src/shared/errors.js';
import { decodeUtf16, textFile } from '../input.js';
import { mutateUtf16 } from '../mutate/text.js';
import { ROOT } from './fixture.js';
import { expectSound, type Place, type Seed, type Target } from './target.js';

/** What users run, which finds the package beside its folder. */
const MAIN = pathToFileURL(join(ROOT, 'dist/cli/main.js')).href;
/** Stands between words. */
const BETWEEN = '\u001f';

const COMMANDS: readonly (readonly string[])[] = [
  ['image', 'no.png', '--style', 'no.jpg', '--size', '64', '--strength', '0.5', '--iterations', '3'],
  [
    'image',
    'no.png',
    '-s',
    'a.jpg',
    'b.jpg',
    '--style-blend',
    '0.7,0.3',
    '--keep-colors',
    'luma',
    '-o',
    'x.png',
  ],
  [
    'image',
    'no.png',
    '-s',
    'a.jpg',
    '--preset',
    'draft',
    '--style-layers',
    'conv1,mixed0',
    '--network',
    'vgg19',
  ],
  [
    'image',
    'no.png',
    '-s',
    'a.jpg',
    '--style-weight',
    '2',
    '--tv-weight',
    '0.1',
    '--style-scale',
    '2',
    '--seed',
    '7',
  ],
  [
    'image',
    'no.png',
    '-s',
    'a.jpg',
    '--device',
    'cpu',
    '--threads',
    '1',
    '--init',
    'noise',
    '--preview-every',
    '5',
  ],
  ['image', 'no.png', '-s', 'a.jpg', '--term', 'laplacian:weight=0.3,pool=4', '--term', 'histogram'],
  ['audio', 'no.wav', '--style', 'no.flac', '--strength', '0.5', '--loudness', '-16', '--bits', '24'],
  ['audio', 'no.wav', '-s', 'a.wav', 'b.wav', '--style-blend', '1,2', '--preset', 'fast', '--stereo', 'lr'],
  ['audio', 'no.wav', '-s', 'a.nststyle', '--envelope', 'content', '--rhythm', 'none', '--phase', 'random'],
  ['audio', 'style', 'no.wav', '-o', 'x.nststyle', '--seed', '3'],
  ['audio', 'eval', 'no.wav', 'no.wav', 'no.wav', '--json'],
  ['glyph', 'Hi', '--style', 'no.png', '--size', '64', '--scale', '2', '--align', 'left', '--spacing', '0.1'],
  [
    'glyph',
    'Hi',
    '--style',
    'no.png',
    '--layer',
    'stroke width=4',
    '--background',
    '#fff',
    '--direction',
    '45',
  ],
  [
    'glyph',
    'Hi',
    '--style',
    'no.png',
    '--font',
    'no.ttf',
    '--fallback',
    'no.otf',
    '--line-spacing',
    '1.2',
    '--variants',
    '2',
  ],
  ['glyph', '--atlas', 'latin', '--style', 'no.png', '--em', '64', '--fnt', 'json', '-o', 'x.png'],
  ['glyph', '--font-out', 'x.otf', '--characters', 'AV', '--style', 'no.png', '--em', '48'],
  ['glyph', 'Hi', '--style', 'no.gif', '--frames', 'x.gif', '--layers', 'x.psd', '--deform', '0.3'],
  ['glyph', 'style', 'no.png', '-o', 'x.nstglyph', '--direction', 'up'],
  ['models', 'import', 'vgg19', 'no.onnx', '--normalisation', 'caffe'],
  ['models', 'path', 'vgg16'],
];

const seeds = async (): Promise<Seed[]> =>
  COMMANDS.map((words) => ({
    name: words.join(' '),
    input: textFile(words.join(BETWEEN)),
    isRefused: true,
  }));

/** What is written while something is done, in place of being shown. */
async function captured(work: () => Promise<void>): Promise<string> {
  const streams = [process.stdout, process.stderr];
  const pieces: string[] = [];
  for (const stream of streams) {
    stream.write = (piece: string | Uint8Array, ...rest: readonly unknown[]) => {
      pieces.push(String(piece));
      const written = rest.at(-1);
      if (typeof written === 'function') written();
      return true;
    };
  }
  try {
    await work();
  } finally {
    for (const stream of streams) {
      Reflect.deleteProperty(stream, 'write');
      stream.removeAllListeners('error');
    }
  }
  return pieces.join('');
}

/** Runs a command; its one line of complaint becomes an error. */
async function read({ file, out }: Place): Promise<void> {
  const { main }: typeof import('../../src/cli/main.js') = await import(MAIN);
  const words = decodeUtf16(await readFile(file)).split(BETWEEN);
  Object.assign(process.env, { NST_CACHE: out, NST_OFFLINE: '1' });
  process.exitCode = 0;
  const text = await captured(() => main(words));
  const code = Number(process.exitCode);
  process.exitCode = 0;
  if (code === 0) return;
  // What is warned of before is no part of the complaint.
  const line = text.replace(/^(?:warning: [^\n]*\n)+/, '').replace(/\n$/, '');
  // Several files: each of them is told of, and then how many there were.
  if (code === 1 && /^(?:.*: failed: .*\n)+\d+ done, \d+ failed/.test(line))
    throw new NstError('NST_BAD_INPUT', line.split('\n', 1).join(''));
  if (code === 1) throw new Error(`exit code 1: ${line}`);
  expectSound(line.startsWith('nst: '), `expected a line that starts with "nst: ", found ${line}`);
  throw new NstError('NST_BAD_OPTION', line);
}

/** The command line. */
export const COMMAND_LINE: Target = {
  name: 'command line',
  seeds,
  mutatorOf: () => mutateUtf16,
  unitBytes: 2,
  read,
};
