/**
 * The net that comes along: for each of its styles how far it goes, judged by a network that no training saw, beside `nst image` on the same
 * pair and the colours of the style alone; and how long a picture takes.
 *
 *     npm run bench -- namedStyles FOLDER
 *
 * FOLDER is what `node scripts/fetch-training-data.mjs FOLDER --procedural 60` made: the pictures of the styles are in it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyStyle } from '../src/image/apply/applyStyle.js';
import { matchColours } from '../src/image/colour/match.js';
import { colourStatistics } from '../src/image/colour/statistics.js';
import { transferImage } from '../src/image/transferImage.js';
import { fitTo, type Picture } from '../src/shared/pictures/picture.js';
import { readPicture } from '../src/shared/pictures/read.js';
import { NAMED_STYLES } from '../training/pictures/namedStyles.js';
import { openJudge, type Verdict } from './judge.js';
import { median, publish } from './report.js';

const SIZE_PX = 320;
/** Photographs that no net was trained on. */
const CONTENTS = ['cat', 'boats', 'coffee'].map((name) => `fixtures/pictures/${name}.jpg`);
/** `nst image` is run on the first photograph of every fourth style: it takes as long as all the rest. */
const ONLINE_EVERY = 4;
const TIMED_ROUNDS = 7;

const [folder = ''] = process.argv.slice(2);
const pictureOf = (file: string) => join(folder, 'styles', `${file}.png`);
if (!existsSync(pictureOf(NAMED_STYLES[0]!.file))) {
  process.stderr.write(
    'Usage: npm run bench -- namedStyles FOLDER, as scripts/fetch-training-data.mjs makes it\n',
  );
  process.exit(2);
}
const judge = await openJudge();
const read = (path: string) => readPicture(path, (natural) => fitTo(natural, SIZE_PX));

async function judged(content: Picture, style: Picture, results: readonly Picture[]): Promise<Verdict[]> {
  const looks = [await judge.look(content), await judge.look(style)] as const;
  const verdicts: Verdict[] = [];
  for (const result of results) verdicts.push(judge.compare(await judge.look(result), ...looks));
  return verdicts;
}

const shown = (values: readonly number[]) =>
  values.length === 0 ? '' : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
const cells = (verdicts: readonly Verdict[]) =>
  verdicts.length === 0
    ? ''
    : `${shown(verdicts.map(({ styleGap }) => styleGap))} / ${shown(verdicts.map(({ content }) => content))}`;

const rows: Record<string, string>[] = [];
const all: Record<'net' | 'colours' | 'online', Verdict[]> = { net: [], colours: [], online: [] };
for (const [i, { name, file }] of NAMED_STYLES.entries()) {
  const style = await read(pictureOf(file));
  const verdicts: Record<'net' | 'colours' | 'online', Verdict[]> = { net: [], colours: [], online: [] };
  for await (const { content: path, picture } of applyStyle({
    content: CONTENTS,
    style: name,
    size: SIZE_PX,
    device: 'cpu',
  })) {
    const content = await read(path);
    const [net, colours] = await judged(content, style, [
      picture,
      matchColours(content, colourStatistics(style)),
    ]);
    verdicts.net.push(net!);
    verdicts.colours.push(colours!);
  }
  if (i % ONLINE_EVERY === 0) {
    const content = await read(CONTENTS[0]!);
    const { picture } = await transferImage({
      content: CONTENTS[0]!,
      style: pictureOf(file),
      size: SIZE_PX,
      device: 'cpu',
    });
    verdicts.online.push(...(await judged(content, style, [picture])));
  }
  for (const kind of ['net', 'colours', 'online'] as const) all[kind].push(...verdicts[kind]);
  rows.push({
    style: name,
    net: cells(verdicts.net),
    'colours alone': cells(verdicts.colours),
    '`nst image`': cells(verdicts.online),
  });
}
rows.push({
  style: 'mean',
  net: cells(all.net),
  'colours alone': cells(all.colours),
  '`nst image`': cells(all.online),
});
await judge.close();
publish('namedStyles', rows, [
  `Style gap closed / content kept at ${SIZE_PX} px, means over ${CONTENTS.length} photographs; \`nst image\` by default on one of them. Judge: MobileNet-v2, which no training saw.`,
]);

/** Seconds of each of some pictures in one process, and of a whole command. */
async function times(sizePx: number) {
  const content = CONTENTS[1]!;
  const seconds: number[] = [];
  const cpu: number[] = [];
  let before = process.cpuUsage();
  const many = Array.from({ length: TIMED_ROUNDS + 1 }, () => content);
  for await (const applied of applyStyle({
    content: many,
    style: 'woodcut',
    size: sizePx,
    device: 'cpu',
    threads: 1,
  })) {
    const used = process.cpuUsage(before);
    before = process.cpuUsage();
    seconds.push(applied.seconds);
    cpu.push((used.user + used.system) / 1e6);
  }
  const out = mkdtempSync(join(tmpdir(), 'nst-bench-'));
  const begin = performance.now();
  spawnSync(process.execPath, [
    'bin/nst.js',
    'apply',
    content,
    '--style',
    'woodcut',
    '--size',
    String(sizePx),
    '-o',
    join(out, 'o.png'),
    '-q',
  ]);
  const whole = (performance.now() - begin) / 1000;
  rmSync(out, { recursive: true });
  return {
    'longer side': `${sizePx} px`,
    'warm, one thread, s': median(seconds.slice(1)).toFixed(2),
    'CPU, s': median(cpu.slice(1)).toFixed(2),
    'whole command, s': whole.toFixed(2),
  };
}
publish(
  'namedStylesTime',
  [await times(512), await times(1024), await times(2048)],
  [
    'Reading, one pass and colours of a picture in a process that is there; and a new process from start to end, encoding included.',
  ],
);
