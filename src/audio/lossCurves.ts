import type { StepProgress } from '../shared/reporter.js';

const WIDTH_PX = 1200;
const HEIGHT_PX = 260;
/** Decades below the largest loss that are shown. */
const MAXIMUM_DECADES = 4;
/** Dark enough on white, and told apart by people who see few colours (Okabe & Ito). */
const COLOURS = ['#000000', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/**
 * The losses of a run over its steps as an SVG drawing on a logarithmic scale: the total in black, every term in a colour.
 *
 * @param steps at least one
 */
export function lossCurves(steps: readonly StepProgress[]): string {
  const names = ['total', ...Object.keys(steps[0]?.terms ?? {})];
  const curves = names.map((name) =>
    steps.map(({ total, terms }) => (name === 'total' ? total : (terms[name] ?? 0))),
  );
  const { top, decades } = scaleOf(curves.flat());
  const lines = curves.map((values, i) => {
    const points = values.map((value, index) => {
      const x = (index / Math.max(1, steps.length - 1)) * WIDTH_PX;
      const depth = value > 0 ? (top - Math.log10(value)) / decades : 1;
      return `${x.toFixed(1)},${(Math.min(1, Math.max(0, depth)) * HEIGHT_PX).toFixed(1)}`;
    });
    return `<polyline fill="none" stroke="${colour(i)}" stroke-width="1.5" points="${points.join(' ')}"/>`;
  });
  const key = names.map((name, i) => `<span style="color:${colour(i)}">${name}</span>`).join(' · ');
  const grid = Array.from({ length: Math.floor(decades) + 1 }, (_, i) => {
    const power = Math.floor(top) - i;
    const y = (((top - power) / decades) * HEIGHT_PX).toFixed(1);
    return `<path d="M0 ${y}H${WIDTH_PX}" stroke="#ddd"/><text x="2" y="${y}" font-size="12">${10 ** power}</text>`;
  });
  const box = `viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}" width="100%"`;
  return `<svg ${box} role="img" aria-label="losses by step">${grid.join('')}${lines.join('')}</svg><p>${key}; ${steps.length} steps</p>`;
}

const colour = (index: number): string => COLOURS[index % COLOURS.length]!;

/** Logarithm of the largest value, and the decades from there to the smallest. */
function scaleOf(values: readonly number[]): { top: number; decades: number } {
  const positive = values.filter((value) => value > 0);
  const largest = positive.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  const smallest = positive.reduce((a, b) => Math.min(a, b), largest);
  const top = Math.log10(largest) + 0.05;
  return { top, decades: Math.min(MAXIMUM_DECADES, Math.max(1, top - Math.log10(smallest) + 0.05)) };
}
