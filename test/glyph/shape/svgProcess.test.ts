import { describe, expect, it } from 'vitest';
import { drawSvg } from '../../../src/glyph/shape/svg.js';
import { drawSvgHere } from '../../support/drawSvgHere.js';
import { failure } from '../../support/failure.js';
import { BOX, RING, svg } from '../../support/ringSvg.js';

it('draws what is drawn here', async () => {
  const bytes = Buffer.from(svg(`width="30mm" height="30mm" ${BOX}`, RING));
  const limits = { cpuSeconds: 10, memoryBytes: 2 ** 30 };
  const [there, here] = [
    await drawSvg('a.svg', bytes, undefined, 64, limits),
    await drawSvgHere('a.svg', bytes, undefined, 64),
  ];
  expect(there).toEqual(here);
});

describe('drawings that ask for too much', () => {
  const LIMITS = { cpuSeconds: 1, memoryBytes: 2 ** 29 };
  const draw = (text: string, limits = LIMITS) => drawSvg('a.svg', Buffer.from(text), undefined, 256, limits);
  const SLOW = svg(
    'width="1000" height="1000"',
    `<filter id="f">${'<feTurbulence baseFrequency="0.01" numOctaves="200"/><feMorphology radius="200" operator="dilate"/>'.repeat(50)}</filter><rect width="900" height="900" filter="url(#f)"/>`,
  );

  it('take their time, and are ended', async () => {
    await expect(draw(SLOW)).rejects.toEqual(
      failure(
        'NST_BAD_INPUT',
        /^a\.svg: the SVG takes more than 1 s to draw; simplify it, or save it as PNG$/,
      ),
    );
  });

  it('take all memory, and are ended', async () => {
    const floods = Array.from({ length: 3000 }, (_, i) => `<feFlood result="r${i}"/>`).join('');
    const nodes = Array.from({ length: 3000 }, (_, i) => `<feMergeNode in="r${i}"/>`).join('');
    const filter = `<filter id="f">${floods}<feMerge>${nodes}</feMerge></filter>`;
    const text = svg('width="100" height="100"', `${filter}<rect width="90" height="90" filter="url(#f)"/>`);
    await expect(draw(text, { cpuSeconds: 20, memoryBytes: 2 ** 28 })).rejects.toEqual(
      failure(
        'NST_BAD_INPUT',
        /^a\.svg: the SVG takes more than 256 MiB to draw; simplify it, or save it as PNG$/,
      ),
    );
  });

  it('repeat themselves a billion times', async () => {
    const groups = Array.from(
      { length: 9 },
      (_, i) => `<g id="a${i + 1}">${`<use xlink:href="#a${i}"/>`.repeat(10)}</g>`,
    ).join('');
    const text = svg(
      'width="100mm" height="100%"',
      `<defs><rect id="a0" width="9" height="9"/>${groups}</defs><use xlink:href="#a9"/>`,
    );
    await expect(draw(text, { ...LIMITS, cpuSeconds: 2 })).rejects.toEqual(
      failure(
        'NST_BAD_INPUT',
        /^a\.svg: the SVG (cannot be drawn \(.*\); save it anew as plain SVG|takes more than .*)$/,
      ),
    );
  });

  it('are beyond all measure', async () => {
    for (const size of [
      'width="0" height="10"',
      'width="1e12mm" height="1mm"',
      'width="1e-12mm" height="1mm"',
    ]) {
      await expect(draw(svg(size, RING))).rejects.toEqual(failure('NST_BAD_INPUT', /^a\.svg: [^\n]*$/));
    }
  });
});
