/**
 * Trained nets beside `nst image`, judged by a network that no training saw: how far each goes, what it keeps, and what a picture takes.
 *
 *     npm run bench -- nets FOLDER STYLE [name ...]
 *
 * FOLDER holds nets as `nst train --json -o NAME.safetensors > NAME.json` leaves them; of what it said, the minutes are told. STYLE is the
 * picture by which nets with styles of their own are judged: those that have not learnt it are left out. Nets for any style are
 * given the paintings of the fixtures, which none was trained on. A name is that of a file without its end, or of a row without a net:
 * `colours`, `draft` or `default`; `start:NAME` is what `nst image --start` makes of the net's result. Rows that are not named stay as they were measured last, and each is published as soon as it is known;
 * without names, all nets are measured.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyStyle } from '../src/image/apply/applyStyle.js';
import { matchColours } from '../src/image/colour/match.js';
import { colourStatistics } from '../src/image/colour/statistics.js';
import { transferImage } from '../src/image/transferImage.js';
import { sha256Hex } from '../src/shared/digest.js';
import { fitTo, type Picture } from '../src/shared/pictures/picture.js';
import { readPicture } from '../src/shared/pictures/read.js';
import { type ModelCard, readModel } from '../src/shared/stylise/modelFile.js';
import { openJudge, type Verdict } from './judge.js';
import { PICTURES } from './pictures.js';
import { median, publish } from './report.js';

/** Longer side of what is judged: as other methods for pictures are. */
const SIZE_PX = 384;
const TIMED_PX = 512;
const TIMED_ROUNDS = 3;
/** The pairs of the fixtures, and one with a style that has no painter. */
const PAIRS = [
  ...PICTURES,
  { content: 'fixtures/pictures/boats.jpg', style: 'fixtures/pictures/swirls.jpg' },
];
const SHIPPED = 'models/named-styles.safetensors';
const RESULTS = 'bench/results/nets.json';

type Row = Readonly<Record<string, string | number>>;
interface Pair {
  readonly content: string;
  readonly style: string;
}

const [folder = '', style = '', ...names] = process.argv.slice(2);
if (!existsSync(folder) || !existsSync(style)) {
  process.stderr.write(
    'Usage: npm run bench -- nets FOLDER STYLE [name ...]: a folder of nets, and a picture\n',
  );
  process.exit(2);
}
const styleDigest = sha256Hex(readFileSync(style));
/** Each photograph of the pairs with the style that nets have learnt. */
const OWN_PAIRS: readonly Pair[] = PICTURES.map(({ content }) => ({ content, style }));

const judge = await openJudge();
const read = (path: string) => readPicture(path, (natural) => fitTo(natural, SIZE_PX));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The judge's means over pairs, as cells. */
async function judged(pairs: readonly Pair[], make: (pair: Pair) => Promise<Picture>): Promise<Row> {
  const verdicts: Verdict[] = [];
  for (const pair of pairs) {
    const pictures = [await read(pair.content), await read(pair.style), await make(pair)];
    const [content, example, result] = await Promise.all(
      pictures.map((picture) => judge.look(picture, SIZE_PX)),
    );
    verdicts.push(judge.compare(result!, content!, example!));
  }
  return {
    gap: mean(verdicts.map(({ styleGap }) => styleGap)).toFixed(3),
    keep: mean(verdicts.map(({ content }) => content)).toFixed(3),
  };
}

/** How a net is asked for one of its styles, or for any. */
interface Asked {
  readonly pairs: readonly Pair[];
  readonly styleFor: (pair: Pair) => string;
}

/** @returns undefined for a net of other styles */
function askedOf({ styles }: ModelCard): Asked | undefined {
  if (styles.length === 0) return { pairs: PAIRS, styleFor: (pair) => pair.style };
  const known = styles.find(({ sha256 }) => sha256 === styleDigest);
  return known && { pairs: OWN_PAIRS, styleFor: () => known.name };
}

const applied = async (model: string, content: readonly string[], ofStyle: string, size: number) =>
  applyStyle({ content, style: ofStyle, model, size, device: 'cpu', threads: 1 });

async function pictureOf(model: string, content: string, ofStyle: string): Promise<Picture> {
  for await (const { picture } of await applied(model, [content], ofStyle, SIZE_PX)) return picture;
  throw new Error(`${model}: expected a picture, found none`);
}

/** CPU seconds of a picture in a process that has made one before. */
async function warmSeconds(model: string, { content }: Pair, ofStyle: string): Promise<number> {
  const seconds: number[] = [];
  let before = process.cpuUsage();
  const contents = Array.from({ length: TIMED_ROUNDS + 1 }, () => content);
  for await (const _ of await applied(model, contents, ofStyle, TIMED_PX)) {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    seconds.push((user + system) / 1e6);
  }
  return median(seconds.slice(1));
}

/** What the training said of itself, where it was kept: a line for each time that it went on. */
function minutesOf(model: string): string {
  const report = model.replace(/\.safetensors$/, '.json');
  if (!existsSync(report)) return '';
  const lines = readFileSync(report, 'utf8').trim().split('\n');
  const seconds = lines.map((line) => (JSON.parse(line) as { readonly seconds: number }).seconds);
  return (seconds.reduce((sum, value) => sum + value, 0) / 60).toFixed(0);
}

async function netRow(name: string, model: string): Promise<Row | undefined> {
  const { card } = await readModel(model);
  const asked = askedOf(card);
  if (!asked) return undefined;
  const { pairs, styleFor } = asked;
  return {
    net: name,
    styles: card.styles.length === 0 ? 'any' : card.styles.length,
    minutes: minutesOf(model),
    steps: card.steps,
    ...(await judged(pairs, (pair) => pictureOf(model, pair.content, styleFor(pair)))),
    'CPU s': (await warmSeconds(model, pairs[0]!, styleFor(pairs[0]!))).toFixed(2),
    MB: (statSync(model).size / 1e6).toFixed(2),
  };
}

/** How a pair becomes a picture. */
type Making = (pair: Pair) => Promise<Picture>;

/** What pictures are compared with that no net makes. */
const WITHOUT_NET: Readonly<Record<string, Making>> = {
  colours: async (pair) => matchColours(await read(pair.content), colourStatistics(await read(pair.style))),
  draft: (pair) => online(pair, 'draft'),
  default: (pair) => online(pair, 'default'),
};

async function online(pair: Pair, preset: 'draft' | 'default', start?: string): Promise<Picture> {
  const { picture } = await transferImage({
    ...pair,
    preset,
    ...(start !== undefined && { start }),
    size: SIZE_PX,
    device: 'cpu',
  });
  return picture;
}

/** How such a picture is made. */
interface Compared {
  readonly title: string;
  /** Whose styles they are. */
  readonly styles: 'any' | 'own';
  readonly make: Making;
}

async function comparedRow({ title, styles, make }: Compared): Promise<Row> {
  const pairs = styles === 'any' ? PAIRS : OWN_PAIRS;
  let seconds = 0;
  const timed: Making = async (pair) => {
    const before = process.cpuUsage();
    const picture = await make(pair);
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6 / pairs.length;
    return picture;
  };
  const verdict = await judged(pairs, timed);
  return {
    net: title,
    styles,
    minutes: '',
    steps: '',
    ...verdict,
    'CPU s': seconds.toFixed(seconds < 10 ? 1 : 0),
    MB: '',
  };
}

const titleOf = (name: string) => (name === 'colours' ? 'colours alone' : `\`nst image --preset ${name}\``);

/** What a net makes, refined. */
async function refinedOf(name: string, model: string): Promise<Compared> {
  const { card } = await readModel(model);
  return {
    title: `\`nst image --start\` ${name}`,
    styles: card.styles.length === 0 ? 'any' : 'own',
    make: (pair) => online(pair, 'default', model),
  };
}

const keyOf = ({ net, styles }: Row) => `${net} ${styles === 'any' ? 'any' : 'own'}`;

/** Puts a row beside those that are known; nets for any style first, the best of each kind at the top. */
function publishWith(row: Row): void {
  const known: readonly Row[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')).rows : [];
  const rows = [...known.filter((other) => keyOf(other) !== keyOf(row)), row].sort(
    (a, b) => Number(b.styles === 'any') - Number(a.styles === 'any') || Number(b.gap) - Number(a.gap),
  );
  publish('nets', rows, [
    `Means at ${SIZE_PX} px: of nets for any style over ${PAIRS.length} pairs of the fixtures, of the others over ${OWN_PAIRS.length} photographs in a style that they have learnt. Minutes are those of one thread of a busy machine, and do not count those of a net that was started from. CPU is that of a picture of ${TIMED_PX} px once the net is open, of \`nst image\` that of ${SIZE_PX} px. Judge: MobileNet-v2, which no training saw.`,
  ]);
}

const nets = new Map(
  [
    ...readdirSync(folder)
      .filter((file) => /^[^.]+\.safetensors$/.test(file))
      .map((file) => join(folder, file)),
    SHIPPED,
  ].map((file) => [file.replace(/^.*\/|\.safetensors$/g, ''), resolve(file)]),
);
const START = 'start:';
const netOf = (name: string) => nets.get(name.startsWith(START) ? name.slice(START.length) : name);
const unknown = names.filter((name) => !netOf(name) && !(name in WITHOUT_NET));
if (unknown.length > 0) throw new Error(`expected names of nets in ${folder}, found ${unknown.join(', ')}`);
for (const name of names.length > 0 ? names : nets.keys()) {
  const model = netOf(name);
  if (model === undefined) {
    const [title, make] = [titleOf(name), WITHOUT_NET[name]!];
    for (const styles of ['any', 'own'] as const) publishWith(await comparedRow({ title, styles, make }));
  } else if (name.startsWith(START)) {
    publishWith(await comparedRow(await refinedOf(name.slice(START.length), model)));
  } else {
    const row = await netRow(name, model);
    if (row) publishWith(row);
    else process.stdout.write(`${name}: has not learnt ${style}; it is left out\n`);
  }
}
await judge.close();
