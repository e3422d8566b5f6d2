import { writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { readShape } from '../../../src/glyph/shape/readShape.js';
import { shapeMask } from '../../../src/glyph/shape/shapeMask.js';
import { drawSvg } from '../../../src/glyph/shape/svg.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { largestDifference, scratchFolder } from '../../support/pictures.js';
import { BOX, RING, svg } from '../../support/ringSvg.js';

// What a process of its own draws is drawn here, in a tenth of the time; those processes have a test of their own.
vi.mock('../../../src/glyph/shape/svg.js', async (original) => {
  const { drawSvgHere } = await import('../../support/drawSvgHere.js');
  return { ...(await original<typeof import('../../../src/glyph/shape/svg.js')>()), drawSvg: drawSvgHere };
});

const folder = scratchFolder();
let files = 0;
function save(text: string): string {
  const path = `${folder}/${files++}.svg`;
  writeFileSync(path, text);
  return path;
}
const drawn = async (text: string, longSidePx: number) => (await readShape(save(text))).draw(longSidePx);

/** Rings that were drawn, by side. */
const rings = new Map<number, Grid>();

/** How much a ring of outer radius 1/2 and inner radius 1/4 of the side covers of each pixel, by 8 x 8 samples. */
function ring(side: number): Grid {
  const known = rings.get(side);
  if (known) return known;
  const data = new Float32Array(side * side);
  for (let i = 0; i < data.length; i++) {
    let inside = 0;
    for (let k = 0; k < 64; k++) {
      const x = ((i % side) + ((k % 8) + 0.5) / 8) / side - 0.5;
      const y = (Math.floor(i / side) + (Math.floor(k / 8) + 0.5) / 8) / side - 0.5;
      const radius = Math.hypot(x, y);
      if (radius < 0.5 && radius > 0.25) inside++;
    }
    data[i] = inside / 64;
  }
  rings.set(side, { width: side, height: side, data });
  return rings.get(side)!;
}

async function expectRing(text: string, side = 200): Promise<void> {
  const { width, height, data } = await drawn(text, side);
  expect([width, height]).toEqual([side, side]);
  // Half a pixel off along the whole contour would be 1, and it is some 470 of 40,000 pixels.
  const expected = ring(side).data;
  const mean = data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0) / data.length;
  expect(mean).toBeLessThan(0.25 * ((Math.PI * 1.5) / side));
}

describe('an SVG drawing, whatever its size is said in', () => {
  it.each([
    ['', 'width="45" height="45"'],
    ['mm', 'width="12mm" height="12mm"'],
    ['metres', 'width="300cm" height="300cm"'],
    ['in', 'width="0.5in" height="0.5in"'],
    ['pt', 'width="34pt" height="34pt"'],
    ['em', 'width="3em" height="3em"'],
    ['%', 'width="100%" height="100%"'],
    ['mm and pixels', 'width="12mm" height="60"'],
    ['a view box', ''],
    ['the width', 'width="12mm"'],
    ['a style', 'style="width: 20px; height: 30px"'],
  ])('%s', async (_, size) => {
    await expectRing(svg(`${size} ${BOX}`, RING));
  });

  it.each([
    ['mm', 'width="100mm" height="50mm"', 1],
    ['nothing', '', 1],
    ['%', 'width="100%" height="100%"', 1],
    ['a style', 'style="width:400px;height:200px"', 1],
    ['the width', 'width="500"', 0.3],
  ])('without a view box: %s', async (_, size, shrink) => {
    await expectRing(svg(size, `<g transform="translate(90 90) scale(${shrink})">${RING}</g>`));
  });

  it('is drawn alike at all sizes, with the mm and pt inside of it', async () => {
    // A stroke of 1 mm around a disc of 10 px: 17.78 px in all.
    const disc = '<circle r="5" fill="none" stroke="#000" stroke-width="1mm" cx="50" cy="50"/>';
    const text = svg('width="100" height="100"', disc);
    const holes = await Promise.all(
      [60, 600].map(async (side) => {
        const { data } = await drawn(text, side);
        return (
          data.subarray((side / 2) * side, (side / 2 + 1) * side).filter((value) => value < 0.5).length / side
        );
      }),
    );
    const strokePx = 96 / 25.4;
    expect(holes).toBeAllclose(
      [0, 0].map(() => (10 - strokePx) / (10 + strokePx)),
      0,
      0.02,
    );
  });

  it('is found however small it is on its page', async () => {
    await expectRing(
      svg('width="1000" height="1000"', `<g transform="translate(700 300) scale(0.005)">${RING}</g>`),
    );
  });

  it('touches the edge of its page', async () => {
    await expectRing(svg('viewBox="-50 -50 100 100"', RING));
  });

  it('stands out from its own background', async () => {
    await expectRing(svg(BOX, `<rect x="-60" y="-60" width="100%" height="100%" fill="#fff"/>${RING}`));
  });

  it('has definitions, comments and a byte order mark before it', async () => {
    const entities = Array.from({ length: 60 }, (_, i) => `<!ENTITY ns_${i} "http://ns.example/${i}/">`).join(
      '\n',
    );
    const type = `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [\n${entities}\n<!ENTITY side "12mm">]>`;
    const text = `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- <svg> by hand -->${type}\n${svg(`width="&side;" height="&side;" ${BOX}`, RING)}<!-- end -->\n`;
    await expectRing(text);
  });

  it('has a prefix for its namespace', async () => {
    await expectRing(
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" ${BOX}>${RING.replace('<path', '<s:path')}</s:svg>`,
    );
  });

  it('is drawn once as its own style sheet says', async () => {
    const { data } = await drawn(svg(BOX, `<style>svg{opacity:0.5}</style>${RING}`), 50);
    expect(Math.max(...data)).toBeCloseTo(0.5, 2);
  });
});

describe('the longer side of the result', () => {
  const DIAMOND = svg(
    'viewBox="0 0 100 100"',
    '<g transform="translate(50 50) rotate(45)"><rect x="-25" y="-25" width="50" height="50"/></g>',
  );

  it.each([65, 320])('is that asked for: %i', async (sizePx) => {
    const source = await readShape(save(DIAMOND));
    for (const reach of [0, 0.77]) {
      const { mask } = await shapeMask(
        source,
        sizePx,
        { top: reach, right: 0.3, bottom: 0.21, left: reach },
        3,
      );
      expect(Math.max(mask.width, mask.height)).toBe(sizePx);
    }
  });
});

it('pixels of a view are those of the whole', async () => {
  const bytes = Buffer.from(svg(`width="30mm" height="30mm" ${BOX}`, RING));
  const limits = { cpuSeconds: 10, memoryBytes: 2 ** 30 };
  const whole = await drawSvg('a.svg', bytes, undefined, 256, limits);
  const { left, top, width, height } = whole.view;
  const view = { left: left + width / 2, top: top + height / 4, width: width / 2, height: height / 2 };
  const part = await drawSvg('a.svg', bytes, view, 128, limits);
  const expected = Float32Array.from({ length: 128 * 128 }, (_, i) => {
    return whole.picture.alpha![(64 + Math.floor(i / 128)) * 256 + 128 + (i % 128)]!;
  });
  expect(largestDifference(part.picture.alpha!, expected)).toBeLessThan(0.1);
});
