/**
 * How long a word takes, on this machine.
 *
 *     npm run bench -- glyphTime
 */
import { gramSynthesis } from '../src/glyph/gram/gramSynthesis.js';
import { transferGlyph } from '../src/glyph/transferGlyph.js';
import { SILENT } from '../src/shared/reporter.js';
import { median, publish } from './report.js';

const STYLE = { style: 'fixtures/glyph/fire.png', styleMask: 'fixtures/glyph/fire-mask.png' } as const;
const TEXT = 'Hello';

async function patchSeconds(size: number, rounds: number): Promise<number> {
  const seconds: number[] = [];
  for (let i = 0; i < rounds; i++)
    seconds.push((await transferGlyph({ ...STYLE, text: TEXT, size })).seconds);
  return median(seconds);
}

/** The gram engine on what the patch engine was given. */
async function gramSeconds(size: number): Promise<number> {
  const { mask, stylised, seed } = await transferGlyph({ ...STYLE, text: TEXT, size });
  if (!stylised) throw new Error('there is a style, but nothing is made of it');
  const begin = performance.now();
  const task = { example: stylised.example, target: mask, strength: 1, direction: 'auto', seed } as const;
  await gramSynthesis({ device: 'cpu' })({ ...task, reporter: SILENT });
  return (performance.now() - begin) / 1000;
}

/** What is timed, and what was promised on two cores. */
const CASES = [
  { what: 'patch, 1024 px', seconds: await patchSeconds(1024, 3), goal: 4 },
  { what: 'patch, 256 px', seconds: await patchSeconds(256, 5), goal: 0.5 },
  { what: 'gram, 512 px', seconds: await gramSeconds(512), goal: 60 },
];

publish(
  'glyph-time',
  CASES.map(({ what, seconds, goal }) => ({
    [`"${TEXT}" in fire`]: what,
    seconds: seconds.toFixed(2),
    goal: `${goal} s`,
  })),
  ['Medians; from files read to the finished picture.'],
);
