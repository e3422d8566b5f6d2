/**
 * The presets on the fixtures, judged by a network that the optimiser never sees, between three anchors: the content as
 * it is, the style itself, and the content in the colours of the style.
 */
import { existsSync } from 'node:fs';
import { matchColours } from '../src/image/colour/match.js';
import { colourStatistics } from '../src/image/colour/statistics.js';
import { transferImage } from '../src/image/transferImage.js';
import { fitTo, type Picture, type Size } from '../src/shared/pictures/picture.js';
import { readPicture } from '../src/shared/pictures/read.js';
import { openJudge, type Verdict } from './judge.js';
import { PICTURES } from './pictures.js';
import { publish } from './report.js';

const SIZE_PX = 320;
const PRESETS = ['draft', 'default', 'best'] as const;
/** A pair with a result that was published for VGG-19; only where the folder is there. */
const PUBLISHED = {
  content: '../shared/samples/golden_gate.jpg',
  style: '../shared/samples/starry_night.jpg',
  result: '../shared/samples/golden_gate_starry_published.png',
} as const;

const judge = await openJudge();
const rows = new Map<string, Verdict[]>();
const note = (name: string, verdict: Verdict) => rows.set(name, [...(rows.get(name) ?? []), verdict]);
const read = (path: string, size?: Size) => readPicture(path, (natural) => size ?? fitTo(natural, SIZE_PX));

async function judgePair(content: string, style: string, published?: string): Promise<void> {
  const picture = await read(content);
  const example = await read(style);
  const looks = { content: await judge.look(picture), style: await judge.look(example) };
  const add = async (name: string, result: Picture) =>
    note(name, judge.compare(await judge.look(result), looks.content, looks.style));
  await add('content unchanged', picture);
  // Stretched to the content's shape, or nothing could be compared.
  await add('style itself', await read(style, picture));
  await add('colours matched only', matchColours(picture, colourStatistics(example)));
  for (const preset of PRESETS) {
    const result = await transferImage({ content, style, size: SIZE_PX, preset, device: 'cpu' });
    await add(published ? `${preset}, published pair` : preset, result.picture);
  }
  if (published) await add('published VGG-19 result', await read(published, picture));
}

for (const { content, style } of PICTURES) await judgePair(content, style);
const anchors = new Map(rows);
if (existsSync(PUBLISHED.result)) await judgePair(PUBLISHED.content, PUBLISHED.style, PUBLISHED.result);
for (const name of ['content unchanged', 'style itself', 'colours matched only']) {
  const own = anchors.get(name);
  if (own) rows.set(name, own);
}
await judge.close();

const mean = (verdicts: readonly Verdict[], key: keyof Verdict) =>
  (verdicts.reduce((sum, verdict) => sum + verdict[key], 0) / verdicts.length).toFixed(3);
publish(
  'quality',
  [...rows].map(([name, verdicts]) => ({
    result: name,
    pairs: verdicts.length,
    'style gap closed': mean(verdicts, 'styleGap'),
    'content kept': mean(verdicts, 'content'),
  })),
  [`Means over pairs at ${SIZE_PX} px. Judge: MobileNet-v2, which no optimiser saw.`],
);
