/**
 * How long a word takes, on this machine.
 *
 *     npm run bench -- glyphTime [patch | gram]
 */
import { bandSynthesis } from '../src/glyph/bands/bandSynthesis.js';
import { transferGlyph } from '../src/glyph/transferGlyph.js';
import { SILENT } from '../src/shared/reporter.js';
import { median, publish } from './report.js';

const STYLE = { style: 'fixtures/glyph/fire.png', styleMask: 'fixtures/glyph/fire-mask.png' } as const;
const TEXT = 'Hello';

/** Wall time, and that of all cores together, which tells more where others work as well. */
interface Taken {
  readonly seconds: number;
  readonly coreSeconds: number;
}

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [begin, usage] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(usage);
  return { seconds: (performance.now() - begin) / 1000, coreSeconds: (user + system) / 1e6 };
}

/** Medians. The first one, which compiles the code, counts as one. */
async function medians(rounds: number, work: () => Promise<unknown>): Promise<Taken> {
  const all: Taken[] = [];
  for (let i = 0; i < rounds; i++) all.push(await timed(work));
  return {
    seconds: median(all.map(({ seconds }) => seconds)),
    coreSeconds: median(all.map(({ coreSeconds }) => coreSeconds)),
  };
}

const patch = (size: number) => () => transferGlyph({ ...STYLE, text: TEXT, size });

/** The gram engine on what the patch engine was given. */
async function gram(size: number): Promise<Taken> {
  const { mask, stylised, seed } = await patch(size)();
  if (!stylised) throw new Error('the patch engine was to make this');
  const task = { example: stylised.example, target: mask, strength: 1, direction: 'auto', seed } as const;
  return timed(() => bandSynthesis({ device: 'cpu' })({ ...task, reporter: SILENT }));
}

/** What is timed, and what was promised on two cores. */
const CASES = [
  { engine: 'patch', what: 'patch, 1024 px', take: () => medians(3, patch(1024)), goal: 4 },
  { engine: 'patch', what: 'patch, 256 px', take: () => medians(5, patch(256)), goal: 0.5 },
  { engine: 'gram', what: 'gram, 512 px', take: () => gram(512), goal: 60 },
];

const named = process.argv.slice(2);
const rows = [];
for (const { engine, what, take, goal } of CASES) {
  if (named.length > 0 && !named.includes(engine)) continue;
  const { seconds, coreSeconds } = await take();
  rows.push({
    [`"${TEXT}" in fire`]: what,
    seconds: seconds.toFixed(2),
    'seconds of a core': coreSeconds.toFixed(2),
    goal: `${goal} s`,
  });
}
publish('glyph-time', rows, ['Medians; from files read to the finished picture.']);
