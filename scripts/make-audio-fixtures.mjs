/**
 * Makes the sounds in fixtures/audio anew. Needs Debian's espeak-ng, fluidsynth, fluid-soundfont-gm, sox, flac, lame,
 * vorbis-tools, opus-tools and ffmpeg. The results are in the repository; nobody has to run this to use or test it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderNotes } from './midi.mjs';

const FONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2';
const RATE_HZ = 22_050;
const SECONDS = 6.4;
const TEXT =
  'Good evening. I am a voice without a body. Tonight I would like to be made of wood and strings.';
const NYLON_GUITAR = 24;

const folder = fileURLToPath(new URL('../fixtures/audio/', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'nst-fixtures-'));
const inTemporary = (name) => join(temporary, name);
const inFixtures = (name) => join(folder, name);
const run = (program, ...args) => execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });

/** Mono, 16 bit, of the common length and at -1 dBFS; `-R` makes sox's dither the same every time. */
function finish(source, target) {
  const shape = ['-r', String(RATE_HZ), '-c', '1', '-b', '16'];
  run(
    'sox',
    '-R',
    source,
    ...shape,
    target,
    'trim',
    '0',
    String(SECONDS),
    'fade',
    'h',
    '0.01',
    '0',
    '0.05',
    'norm',
    '-1',
  );
}

function voice() {
  run('espeak-ng', '-v', 'en-gb', '-s', '165', '-w', inTemporary('voice.wav'), TEXT);
  finish(inTemporary('voice.wav'), inFixtures('voice.wav'));
}

/** Broken chords over four harmonies, a quaver each 0.2 s, with a bass note that rings on. */
function guitar() {
  const chords = [
    [45, 57, 60, 64, 69],
    [41, 57, 60, 65, 69],
    [43, 55, 59, 62, 67],
    [40, 56, 59, 64, 68],
  ];
  const pattern = [1, 2, 3, 4, 3, 2, 3, 2];
  const notes = chords.flatMap((chord, bar) => {
    const barS = bar * pattern.length * 0.2;
    const bass = { startS: barS, durationS: 1.5, pitch: chord[0], velocity: 100 };
    const upper = pattern.map((voice, i) => {
      return { startS: barS + i * 0.2, durationS: 0.6, pitch: chord[voice], velocity: i % 4 === 0 ? 96 : 78 };
    });
    return [bass, ...upper];
  });
  renderNotes(inTemporary('guitar.wav'), notes, NYLON_GUITAR, { font: FONT, sampleRateHz: RATE_HZ });
  finish(inTemporary('guitar.wav'), inFixtures('guitar.wav'));
}

/** One short sweep in every format that can be read, to test the decoders by. */
function formats() {
  const wav = inTemporary('sweep.wav');
  const format = (name) => inFixtures(join('formats', name));
  const shape = ['-r', '44100', '-c', '2', '-b', '16'];
  run('sox', '-R', '-n', ...shape, wav, 'synth', '0.5', 'sine', '300:1500', 'sine', '1200:400', 'gain', '-6');
  run('lame', '--quiet', '-b', '128', '--resample', '44.1', wav, format('sweep.mp3'));
  run('flac', '-s', '-f', '-o', format('sweep.flac'), wav);
  run('flac', '-s', '-f', '--ogg', '--serial-number=1', '-o', format('sweep.oga'), wav);
  run('oggenc', '-Q', '-q', '3', '-s', '1', '-o', format('sweep.ogg'), wav);
  run('opusenc', '--quiet', '--serial', '1', '--bitrate', '64', wav, format('sweep.opus'));
  run('sox', '-R', wav, '-b', '24', inTemporary('sweep24.wav'), 'gain', '-3');
  run('flac', '-s', '-f', '-o', format('sweep24.flac'), inTemporary('sweep24.wav'));
}

/** Files that decoders trip over: mono, at another rate than the sweeps, ending in silence; what is read by no decoder here. */
function oddFormats() {
  const wav = inTemporary('mono.wav');
  const format = (name) => inFixtures(join('formats', name));
  run(
    'sox',
    '-R',
    '-n',
    '-r',
    '22050',
    '-c',
    '1',
    '-b',
    '16',
    wav,
    'synth',
    '0.3',
    'sine',
    '500',
    'gain',
    '-6',
  );
  const ending = inTemporary('silent-end.wav');
  run('sox', '-R', wav, ending, 'pad', '0', '0.3');
  run('flac', '-s', '-f', '-o', format('silent-end.flac'), ending);
  run('lame', '--quiet', '-b', '64', wav, format('mono.mp3'));
  run('lame', '--quiet', '--freeformat', '-b', '72', wav, format('free-format.mp3'));
  run('oggenc', '-Q', '-q', '1', '-s', '2', '-o', format('mono.ogg'), wav);
  run('opusenc', '--quiet', '--serial', '2', '--bitrate', '32', wav, format('mono.opus'));
  run('sox', wav, '-e', 'ima-adpcm', format('adpcm.wav'));
  const picture = ['-f', 'lavfi', '-i', 'color=size=16x16:duration=0.2:rate=5', '-c:v', 'mpeg4', '-bitexact'];
  run('ffmpeg', '-v', 'error', '-y', ...picture, format('no-sound.mp4'));
}

try {
  voice();
  guitar();
  formats();
  oddFormats();
} finally {
  rmSync(temporary, { recursive: true });
}
for (const name of ['voice.wav', 'guitar.wav']) console.log(name, statSync(inFixtures(name)).size, 'bytes');
