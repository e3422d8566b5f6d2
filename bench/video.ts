/**
 * Films: how much changes from frame to frame beside the source, whether paint goes with the things, what it costs in style, how long a frame takes;
 * and how right the flow is.
 *
 *     npm run bench -- video STYLE [SAMPLES]
 *
 * STYLE is the picture of "woodcut", as `node scripts/fetch-training-data.mjs` makes it; SAMPLES a folder of films, each a folder with content.mp4,
 * style.jpg and published.mp4. The judge is OpenCV: `pip install opencv-python-headless numpy` for the Python that NST_PYTHON names.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPicture } from '../src/shared/pictures/read.js';
import { writePicture } from '../src/shared/pictures/write.js';
import { styliseFilm, type VideoOptions } from '../src/video/index.js';
import { openFilm } from '../src/video/read/openFilm.js';
import { writeFlowPairs, writeFlows } from './filmFlows.js';
import { openJudge } from './judge.js';
import { publish } from './report.js';

const [woodcut = '', samples] = process.argv.slice(2);
const python = process.env.NST_PYTHON ?? 'python3';
const folder = mkdtempSync(join(tmpdir(), 'nst-films-'));
const judge = await openJudge();

interface FilmVerdict {
  readonly warp: number;
  readonly floor: number;
  readonly glass: number | null;
  readonly flicker: number | null;
}

const asked = (...args: string[]) =>
  JSON.parse(execFileSync(python, ['bench/filmJudge.py', ...args], { encoding: 'utf8' }));

/** Frames of a film as files. */
async function unpacked(path: string, sizePx: number, frames: number): Promise<string> {
  const film = await openFilm(path, 'ffmpeg');
  const into = mkdtempSync(join(folder, 'in-'));
  // A published film is not of quite the shape of its source.
  const size = { width: sizePx, height: Math.round((sizePx * 9) / 16) };
  let index = 0;
  for await (const frame of film.frames({ size, rate: film.rate, from: 0 })) {
    if (index === frames) break;
    await writePicture(join(into, `${String(index++).padStart(4, '0')}.png`), frame);
  }
  return into;
}

/** Makes a film. @returns where it is, and CPU seconds of each frame */
async function made(content: string, options: Partial<VideoOptions>) {
  const output = mkdtempSync(join(folder, 'out-'));
  const seconds: number[] = [];
  let before = process.cpuUsage();
  const onFrame = () => {
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
    before = process.cpuUsage();
  };
  await styliseFilm({ content, output, style: 'woodcut', device: 'cpu', threads: 1, onFrame, ...options });
  return { output, seconds };
}

/** Share of the way to the style, over the last frames of a film. */
async function gapClosed(source: string, output: string, style: string, frames = 2): Promise<number> {
  const look = async (path: string) => judge.look(await readPicture(path));
  const goal = await look(style);
  const last = (path: string) =>
    readdirSync(path)
      .sort()
      .slice(-frames)
      .map((name) => join(path, name));
  const [before, after] = [last(source), last(output)];
  let sum = 0;
  for (const [i, path] of after.entries())
    sum += judge.compare(await look(path), await look(before[i]!), goal).styleGap;
  return sum / after.length;
}

const shown = (value: number | null, digits = 3) => (value === null ? '' : value.toFixed(digits));
const rows: Record<string, string>[] = [];
function tell(film: string, how: string, { warp, floor, glass, flicker }: FilmVerdict, gap: string): void {
  const row = {
    film,
    how,
    change: warp.toFixed(4),
    'of the source': floor.toFixed(4),
    ratio: (warp / floor).toFixed(2),
    glass: shown(glass),
    flicker: shown(flicker, 2),
    'style gap closed': gap,
  };
  rows.push(row);
  process.stderr.write(`${JSON.stringify(row)}\n`);
}

const FILM_PX = 320;
const ONLINE_PX = 160;
const ONLINE_FRAMES = 6;
const NETS = [
  ['net, each frame by itself', { temporal: 0 }],
  ['net', {}],
  ['net, two passes', { passes: 2 }],
] as const;

const sampleFolder = samples === undefined ? undefined : join(samples, 'timelapse1-starry_night');
const films = ['pan', 'zoom', 'shape'].map((name) => [name, `fixtures/films/${name}.webp`] as const);
const lapse = sampleFolder === undefined ? [] : [['time lapse', join(sampleFolder, 'content.mp4')] as const];
for (const [name, path] of [...films, ...lapse]) {
  const source = await unpacked(path, FILM_PX, 12);
  const outs = [];
  for (const [, options] of NETS) outs.push((await made(source, { size: FILM_PX, ...options })).output);
  const verdicts = asked('film', source, ...outs) as FilmVerdict[];
  for (const [i, [how]] of NETS.entries())
    tell(name, how, verdicts[i]!, shown(await gapClosed(source, outs[i]!, woodcut)));
}

if (sampleFolder !== undefined) {
  const style = join(sampleFolder, 'style.jpg');
  for (const [name, path] of [films[0]!, ...lapse]) {
    const source = await unpacked(path, ONLINE_PX, ONLINE_FRAMES);
    const { output } = await made(source, { style, size: ONLINE_PX });
    const still = mkdtempSync(join(folder, 'still-'));
    const last = readdirSync(source).sort().at(-1)!;
    const alone = mkdtempSync(join(folder, 'last-'));
    await writePicture(join(alone, last), await readPicture(join(source, last)));
    await styliseFilm({
      content: alone,
      output: still,
      style,
      size: ONLINE_PX,
      device: 'cpu',
      threads: 1,
      method: 'online',
    });
    const gaps = [await gapClosed(source, output, style, 1), await gapClosed(alone, still, style, 1)];
    const [verdict] = asked('film', source, output) as [FilmVerdict];
    tell(name, `online, ${ONLINE_PX} px`, verdict, `${shown(gaps[0]!)} (nst image ${shown(gaps[1]!)})`);
  }
  const [source, published] = [
    await unpacked(join(sampleFolder, 'content.mp4'), FILM_PX, 12),
    await unpacked(join(sampleFolder, 'published.mp4'), FILM_PX, 12),
  ];
  const [verdict] = asked('film', source, published) as [FilmVerdict];
  tell('time lapse', 'published', verdict, shown(await gapClosed(source, published, style)));
}
publish('video', rows, [
  'Change: root mean square of what changes from frame to frame along the motion, of 1, beside the same of the source. Glass: 0 where paint goes with the things, 1 where it stays. Flicker: of 255, less the source’s. The judge finds motion by itself (DIS of OpenCV). The last column compares the last frames, by a network that no optimiser saw.',
]);

const timed = await unpacked('fixtures/films/pan.webp', 480, 3);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const net = (await made(timed, { size: 480 })).seconds.slice(1);
const speeds = [{ how: 'net', 'CPU s a frame': mean(net).toFixed(2), 'first frame': '' }];
const online = (await made(timed, { size: 480, style: 'fixtures/pictures/swirls.jpg', to: 0.07 })).seconds;
speeds.push({
  how: 'online',
  'CPU s a frame': mean(online.slice(1)).toFixed(1),
  'first frame': online[0]!.toFixed(1),
});
publish('videoTime', speeds, [
  'Of 480x270, on one thread, motion and files and all: CPU seconds, which do not depend on what else runs.',
]);

const pairs = join(folder, 'flows');
mkdirSync(pairs);
await writeFlowPairs(pairs);
asked('motorcycle', pairs);
const times = await writeFlows(pairs);
const found = asked('flow', pairs) as Readonly<
  Record<string, { readonly ours: number; readonly dis: number }>
>;
publish(
  'videoFlow',
  Object.entries(found).map(([pair, { ours, dis }]) => ({
    pair,
    'nst px': ours.toFixed(3),
    'OpenCV px': dis.toFixed(3),
    ratio: (ours / dis).toFixed(2),
    'nst CPU ms': (times[pair] ?? Number.NaN).toFixed(0),
  })),
  [
    'Mean end-point error over what both pictures show, 512x288, beside DIS "medium" of OpenCV; CPU time on one core, medians of 5. The stereo pair (Middlebury) is of 512x345.',
  ],
);
await judge.close();
rmSync(folder, { recursive: true });
