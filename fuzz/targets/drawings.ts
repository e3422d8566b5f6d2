/** Shapes in place of texts: SVG drawings and pictures. */
import { readShape } from '../../src/glyph/shape/readShape.js';
import { shapeMask } from '../../src/glyph/shape/shapeMask.js';
import { mutateSvg } from '../formats/svg.js';
import { oneFile } from '../input.js';
import { fixture } from './fixture.js';
import { pictureSeeds } from './pictureSeeds.js';
import { mutatePicture } from './pictures.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';

const DRAWN_PX = 128;
const REACH = { top: 1, right: 1, bottom: 1, left: 1 } as const;

const RING = '<circle cx="50" cy="50" r="30" fill="none" stroke="#000" stroke-width="12"/>';
const svg = (attributes: string, body = RING) =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`;

const DRAWINGS: readonly string[] = [
  svg('width="100" height="100"'),
  svg('viewBox="0 0 100 100"'),
  svg('width="10mm" height="10mm" viewBox="0 0 100 100"'),
  svg('width="100%" height="50%" viewBox="0 0 100 200" preserveAspectRatio="none"'),
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a star -->\n${svg('width="4in" height="3em"', `<title>A</title><defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient></defs><g transform="scale(2) rotate(10)"><path d="M5 5h20v20c0 5 -9 9 -20 0z" fill="url(#g)"/>${RING}</g>`)}`,
  svg(
    'width="64" height="64"',
    '<text x="5" y="40" font-size="30">Ag</text><use href="#b"/><rect id="b" width="9" height="5" opacity="0.5"/>',
  ),
];

async function svgSeeds(): Promise<Seed[]> {
  const own = DRAWINGS.map((text, i) => ({
    name: `drawing ${i + 1}`,
    input: oneFile('drawing.svg', new TextEncoder().encode(text)),
  }));
  return [
    ...own,
    { name: 'a chart', input: oneFile('drawing.svg', fixture('docs/pictures/sound-strength.svg')) },
  ];
}

async function readAndDraw({ file }: Place): Promise<void> {
  const source = await readShape(file);
  const { mask, radiusPx } = await shapeMask(source, DRAWN_PX, REACH, 4);
  expectSound(Number.isFinite(radiusPx), 'strokes without a width');
  expectSound(allFinite(mask.data), 'a shape that is not finite');
  expectSound(mask.data.length === mask.width * mask.height, 'a value for each pixel');
}

/** Readers of shapes. */
export const DRAWING_TARGETS: readonly Target[] = [
  { name: 'svg', seeds: svgSeeds, mutatorOf: () => mutateSvg, read: readAndDraw },
  {
    name: 'shape',
    seeds: async () => [...(await pictureSeeds('png')), ...(await pictureSeeds('gif'))],
    mutatorOf: () => mutatePicture,
    read: readAndDraw,
  },
];
