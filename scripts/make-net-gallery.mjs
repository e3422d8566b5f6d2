/**
 * Makes the pictures of trained nets in docs/pictures/methods: trains each method for some minutes on one thread, on photographs that
 * `node scripts/fetch-training-data.mjs FOLDER --procedural 60` left, and gives a fixture the style. Needs the built package.
 *
 *     node scripts/make-net-gallery.mjs FOLDER [--minutes 3] [--keep FOLDER] [name ...]
 *     node scripts/make-net-gallery.mjs --trained FOLDER [name ...]
 *
 * `--trained` trains nothing: it takes the nets `NAME.safetensors` that lie in a folder.
 * What there is of a net's filters in `models/named-styles.safetensors` is what it starts from.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'docs/pictures/methods');
/** Longer side, px, of the pictures and of what nets are trained for. */
const SIZE_PX = 360;
const BASE = join(ROOT, 'models/named-styles.safetensors');

const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    keep: { type: 'string' },
    trained: { type: 'string' },
  },
  allowPositionals: true,
});
const { trained } = values;
const [data, ...chosen] = trained === undefined ? positionals : [trained, ...positionals];
if (data === undefined || !existsSync(trained ?? join(data, 'photos'))) {
  process.stderr.write(
    'Usage: node scripts/make-net-gallery.mjs FOLDER [--minutes 3] [--keep FOLDER] [name ...], or --trained FOLDER [name ...]\n',
  );
  process.exit(2);
}

const fixture = (name) => join(ROOT, `fixtures/pictures/${name}.jpg`);
const [CAT, COFFEE] = ['cat', 'coffee'].map(fixture);
const [SWIRLS, DAFFODILS] = ['swirls', 'daffodils'].map(fixture);
const mask = () => join(folder, 'cup.png');

const photos = join(data, 'photos');
const styles = join(data, 'styles');
const fromBase = ['--from', BASE];

/** What each is trained on, and how it is applied. */
const NETS = {
  johnson2016: { learns: [SWIRLS, ...fromBase], apply: [CAT] },
  ulyanov2016: { learns: [SWIRLS], apply: [CAT] },
  mgan2016: { learns: [SWIRLS, ...fromBase], apply: [CAT] },
  fashion2017: { learns: [DAFFODILS, ...fromBase], apply: [COFFEE, '--mask', mask] },
  huang2017video: { learns: [SWIRLS, ...fromBase], apply: [CAT] },
  stylebank2017: { learns: [SWIRLS, DAFFODILS, ...fromBase], apply: [CAT] },
  selection2017: { learns: [SWIRLS, DAFFODILS, ...fromBase], apply: [CAT] },
  // The net that comes along is one of these.
  cin2017: { isShipped: true, apply: [CAT, '--style', 'cafe-terrace', '--strength', '0.8'] },
  adain2017: { learns: [styles], apply: [CAT, '--style', SWIRLS] },
  wct2017: { learns: [photos], apply: [CAT, '--style', SWIRLS] },
  transport2019: { learns: [styles], apply: [CAT, '--style', SWIRLS] },
  photowct2018: { learns: [photos], apply: [CAT, '--style', DAFFODILS] },
  ghiasi2017: { learns: [styles, ...fromBase], apply: [CAT, '--style', SWIRLS] },
  msgnet2017: { learns: [styles, ...fromBase], apply: [CAT, '--style', SWIRLS] },
  styleswap2016: { learns: [styles], apply: [CAT, '--style', SWIRLS] },
};

const folder = mkdtempSync(join(tmpdir(), 'nst-nets-'));
const kept = values.keep ?? folder;

function nst(args) {
  const result = spawnSync(process.execPath, ['bin/nst.js', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`nst ${args.join(' ')} ended with ${result.status}`);
  return result.stdout;
}

/** @returns the file of the net, trained or as it lies there */
function netOf(name) {
  if (NETS[name].isShipped) return BASE;
  if (trained !== undefined) return join(trained, `${name}.safetensors`);
  const net = join(kept, `${name}.safetensors`);
  const training = ['--method', name, '--content', photos, '--minutes', values.minutes, '--threads', '1'];
  const output = ['--size', String(SIZE_PX), '--force', '--json', '-q', '-o', net];
  const report = nst(['train', ...NETS[name].learns, ...training, ...output]);
  const { steps, losses } = JSON.parse(report);
  process.stdout.write(`${name}: ${steps} steps, ${JSON.stringify(losses)}\n`);
  return net;
}

async function make(name) {
  const { apply } = NETS[name];
  const net = netOf(name);
  if (!existsSync(net)) return process.stdout.write(`${name}: there is no net in ${data}\n`);
  const output = join(folder, `${name}.png`);
  const how = apply.map((part) => (typeof part === 'function' ? part() : part));
  nst(['apply', ...how, '--model', net, '--size', String(SIZE_PX), '-q', '-o', output]);
  await sharp(output)
    .resize(SIZE_PX, SIZE_PX, { fit: 'inside' })
    .jpeg({ quality: 84 })
    .toFile(join(TARGET, `${name}.jpg`));
}

mkdirSync(TARGET, { recursive: true });
mkdirSync(kept, { recursive: true });
const { drawMaps } = await import('./gallery/maps.mjs');
await drawMaps(folder);
for (const name of chosen.length > 0 ? chosen : Object.keys(NETS)) await make(name);
rmSync(folder, { recursive: true });
