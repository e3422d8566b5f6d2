/**
 * Where the seconds of a default picture, sound and word go.
 *
 *     npm run bench -- phases
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompiledEngine } from '../src/shared/engine/compiled.js';
import { WorkerHost } from '../src/shared/engine/workerHost.js';
import { publish } from './report.js';
import { SpanClock } from './spanClock.js';

const PICTURES = 'fixtures/pictures';
const SOUNDS = 'fixtures/audio';

/** What is made, from the files to the file: the library is loaded by it. */
const JOBS: Readonly<Record<string, (output: string) => Promise<() => Promise<void>>>> = {
  'picture, 512 px': async (output) => {
    const { transferImage, writePicture } = await import('../src/image/index.js');
    const files = { content: `${PICTURES}/cat.jpg`, style: [`${PICTURES}/reading.jpg`] };
    return async () => {
      const { picture } = await transferImage({ ...files, device: 'cpu' });
      await writePicture(`${output}.png`, picture);
    };
  },
  'sound, 7 s': async (output) => {
    const { transferAudio, writeSound } = await import('../src/audio/index.js');
    const files = { content: `${SOUNDS}/voice.wav`, style: [`${SOUNDS}/guitar.wav`] };
    return async () => {
      const { sound } = await transferAudio({ ...files, device: 'cpu' });
      await writeSound(`${output}.wav`, sound);
    };
  },
  'word, 1024 px': async (output) => {
    const { toStraight, transferGlyph, writePicture } = await import('../src/glyph/index.js');
    const style = { style: 'fixtures/glyph/fire.png', styleMask: 'fixtures/glyph/fire-mask.png' };
    return async () => {
      const { picture } = await transferGlyph({ ...style, text: 'Hello', size: 1024 });
      await writePicture(`${output}.png`, toStraight(picture));
    };
  },
};

/** What a request to the worker is counted as. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['run', 'look'],
  ['minimize', 'steps'],
]);

/** What is told of a job. */
interface Phases {
  readonly load: number;
  readonly compile: number;
  readonly look: number;
  readonly steps: number;
  readonly total: number;
}

/** Runs a job in this process, which has done nothing else. */
async function phasesOf(name: string): Promise<Phases> {
  const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
  try {
    const clock = new SpanClock();
    const { compile, compileForward, loadModel } = CompiledEngine.prototype;
    CompiledEngine.prototype.compile = clock.timed('compile', compile);
    CompiledEngine.prototype.compileForward = clock.timed('compile', compileForward);
    CompiledEngine.prototype.loadModel = clock.timed('compile', loadModel);
    const { request } = WorkerHost.prototype;
    WorkerHost.prototype.request = function (this: WorkerHost, message, ...others) {
      const kind = KINDS.get(message.kind);
      const ask = () => request.call(this, message, ...others);
      return (kind ? clock.during(kind, ask) : ask()) as ReturnType<typeof request>;
    } as typeof request;
    const run = await JOBS[name]!(join(folder, 'result'));
    const load = performance.now() / 1000;
    await run();
    const seconds = (span: string) => clock.seconds(span);
    return {
      load,
      compile: seconds('compile'),
      look: seconds('look'),
      steps: seconds('steps'),
      total: performance.now() / 1000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowOf(name: string): Record<string, string> {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--job', name],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  const { load, compile, look, steps, total } = JSON.parse(stdout) as Phases;
  const text = (seconds: number) => seconds.toFixed(2);
  return {
    what: name,
    load: text(load),
    compile: text(compile),
    targets: text(look),
    steps: text(steps),
    'all else': text(total - load - compile - look - steps),
    total: text(total),
    'compile, share': `${((100 * compile) / total).toFixed(1)} %`,
  };
}

const [flag, job] = process.argv.slice(2);
if (flag === '--job' && job !== undefined) process.stdout.write(JSON.stringify(await phasesOf(job)));
else {
  publish('phases', Object.keys(JOBS).map(rowOf), [
    'Seconds of one run each, in a process of its own. _Load_: until the library is there; _compile_: graphs are drawn and made ready; _targets_: what is measured once; _all else_: reading, planning, writing, and for words everything that is drawn.',
  ]);
}
