/** Texts: layers, colours, what is to be written, alphabets. */
import { readFile } from 'node:fs/promises';
import { readAlphabet } from '../../src/glyph/alphabet/characters.js';
import { openBackground } from '../../src/glyph/background/background.js';
import { parseColour } from '../../src/glyph/effects/colour.js';
import { openLayer } from '../../src/glyph/effects/layer.js';
import { layerFiles } from '../../src/glyph/effects/layerText.js';
import { paintLayers, roomOf } from '../../src/glyph/effects/paintLayers.js';
import { layTarget } from '../../src/glyph/target/layTarget.js';
import { textMask } from '../../src/glyph/target/textMask.js';
import { RGBA } from '../../src/shared/pictures/premultiplied.js';
import { decodeUtf16, oneFile, textFile } from '../input.js';
import { mutateUtf8, mutateUtf16 } from '../mutate/text.js';
import { pictureSeeds } from './pictureSeeds.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

const textOf = async ({ file }: Place) => decodeUtf16(await readFile(file));

const textSeeds = (texts: readonly string[]) => async (): Promise<Seed[]> =>
  texts.map((text) => ({ name: text.slice(0, 40), input: textFile(text) }));

const SIDE_PX = 32;
const SHAPE = {
  ...{ width: SIDE_PX, height: SIDE_PX },
  data: Float32Array.from({ length: SIDE_PX ** 2 }, (_, i) =>
    Math.min(1, Math.max(0, 9 - Math.hypot((i % SIDE_PX) - 16, Math.floor(i / SIDE_PX) - 16))),
  ),
};
const PICTURE = {
  ...{ width: SIDE_PX, height: SIDE_PX },
  rgba: Float32Array.from({ length: SIDE_PX ** 2 * RGBA }, (_, i) => SHAPE.data[Math.floor(i / RGBA)]!),
};

/** A picture that a layer may name. */
const TILE = '../in/tile.png';

const LAYERS = [
  'stroke width=4 color=#fff',
  'stroke width=0.2r color="#024" position=inside place=front blend=multiply opacity=0.5 of=picture',
  'glow',
  'inner-glow',
  'shadow',
  'inner-shadow',
  'bevel',
  'satin',
  'fill color=orange',
  'gradient',
  `pattern file=${TILE}`,
  'gradient colors=#f80,red@30%,#ff880080,blue angle=45',
];

async function layerSeeds(): Promise<Seed[]> {
  const [tile] = await pictureSeeds('png');
  const bytes = [...(tile?.input.values() ?? [])][0] ?? new Uint8Array();
  return LAYERS.map((text) => ({
    name: text,
    input: new Map(text.includes(TILE) ? [...textFile(text), ['tile.png', bytes]] : textFile(text)),
  }));
}

async function readLayer(place: Place): Promise<void> {
  const text = await textOf(place);
  layerFiles(text);
  const layer = await openLayer(text);
  const { radii, px } = roomOf([layer]);
  expectSound(Number.isFinite(radii) && Number.isFinite(px), 'room without end');
  const { picture } = paintLayers(PICTURE, SHAPE, [layer]);
  expectSound(allFinite(picture.rgba), 'a value that is not finite');
}

async function readColour(place: Place): Promise<void> {
  const text = await textOf(place);
  const colour = parseColour('color', text);
  expectSound(
    colour.every((value) => value >= 0 && value <= 1),
    'a channel outside of 0..1',
  );
  await openBackground(text);
}

const WORDS = [
  'Hello',
  'Two\nlines',
  'e\u0301a\u0308 ﬁ ß',
  'سلام עברית abc',
  'क्षि ก็ 漢字',
  '👨‍👩‍👧🇩🇪',
  '\u202eabc\u202c \u2066x\u2069',
];

async function writeText(place: Place): Promise<void> {
  const layout = await layTarget({ text: await textOf(place) });
  const drawn = textMask(layout, 64, { top: 1, right: 1, bottom: 1, left: 1 });
  expectSound(drawn === undefined || allFinite(drawn.mask.data), 'a mask that is not finite');
}

function expectAlphabet(characters: readonly string[]): void {
  expectSound(characters.includes(' '), 'a space among the characters');
  expectSound(new Set(characters).size === characters.length, 'every character once');
}

const TERM_TEXTS = [
  'gram',
  'laplacian:weight=0.3,pool=4',
  'content:layers=conv1+mixed0,weight=1e-3',
  'moments:side=content,layers=mixed1',
  'histogram:weight=2',
  'tv:weight=0.1',
];

/** The settings of a loss, which is not run: that is what other checks are for. */
async function readTerm(place: Place): Promise<void> {
  const { parseTerm } = await import('../../src/shared/terms/parseTerm.js');
  const { NO_LAYERS, openTerm } = await import('../../src/shared/terms/openTerm.js');
  const { weight, layers } = openTerm(parseTerm(await textOf(place)), NO_LAYERS);
  expectSound(weight >= 0 && Number.isFinite(weight), 'a weight that is not finite');
  expectSound(
    layers.every((layer) => layer !== ''),
    'a layer without a name',
  );
}

/** Readers of texts. */
export const TEXT_TARGETS: readonly Target[] = [
  {
    name: 'layer',
    seeds: layerSeeds,
    mutatorOf: (file) => (file === 'text' ? mutateUtf16 : () => undefined),
    unitBytes: 2,
    read: readLayer,
  },
  {
    name: 'colour',
    seeds: textSeeds(['#f80', '#ff8800', '#ff880080', '#f808', 'orange', 'Transparent']),
    mutatorOf: () => mutateUtf16,
    unitBytes: 2,
    read: readColour,
  },
  { name: 'term', seeds: textSeeds(TERM_TEXTS), mutatorOf: () => mutateUtf16, unitBytes: 2, read: readTerm },
  { name: 'text', seeds: textSeeds(WORDS), mutatorOf: () => mutateUtf16, unitBytes: 2, read: writeText },
  {
    name: 'alphabet',
    seeds: textSeeds(['latin', 'ABCabc', 'äöü€ 漢', '😀e\u0301']),
    mutatorOf: () => mutateUtf16,
    unitBytes: 2,
    read: async (place) => expectAlphabet(await readAlphabet('characters', await textOf(place))),
  },
  {
    name: 'alphabet file',
    seeds: async () =>
      WORDS.slice(0, 4).map((text) => ({
        name: text,
        input: oneFile('letters.txt', new TextEncoder().encode(text)),
      })),
    mutatorOf: () => mutateUtf8,
    read: async ({ file }) => expectAlphabet(await readAlphabet('characters', file)),
  },
];
