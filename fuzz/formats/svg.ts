/** SVG: elements and attributes. */
import type { Rng } from '../../src/shared/rng.js';
import type { Mutator } from '../mutate/mutator.js';
import { pick, smallCount } from '../mutate/random.js';
import { mutateText } from '../mutate/text.js';

const MOST_DEPTH = 20_000;
const LENGTHS = [
  ...['0', '-1', '1e-9', '1e9', '1e38', '1e400', 'NaN', '', '100%', '0.001mm', '1000in', '1em', '10ex'],
  ...['99999999999', '1pc', '5e-324', '2147483647', 'auto', '10 10', '0.0000001%'],
] as const;

/** Elements that cost: references to themselves, filters, patterns, files, text, styles, entities, large numbers of things. */
const COSTLY = [
  '<use href="#a"/>',
  '<g id="a"><use href="#a"/><use href="#a"/></g>',
  '<g id="a0"><rect width="1" height="1"/></g>' +
    Array.from({ length: 12 }, (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(8)}</g>`).join(
      '',
    ) +
    '<use href="#a12"/>',
  '<filter id="f" x="-1000%" y="-1000%" width="9999%" height="9999%"><feGaussianBlur stdDeviation="9999"/></filter><rect filter="url(#f)" width="9" height="9"/>',
  '<filter id="t"><feTurbulence baseFrequency="0.9" numOctaves="999999"/></filter><rect filter="url(#t)" width="20" height="20"/>',
  '<filter id="m"><feMorphology operator="dilate" radius="9999"/></filter><rect filter="url(#m)" width="20" height="20"/>',
  '<pattern id="p" width="0.0001" height="0.0001"><rect width="1" height="1"/></pattern><rect fill="url(#p)" width="20" height="20"/>',
  '<image href="file:///etc/passwd" width="10" height="10"/>',
  '<image href="http://127.0.0.1:9/x.png" width="10" height="10"/>',
  '<image href="data:image/png;base64,AAAA" width="10" height="10"/>',
  '<text x="1" y="9" font-size="1e6">AV</text>',
  '<style>@import url("http://127.0.0.1:9/x.css"); * { fill: expression(1) }</style>',
  '<script>while(true){}</script>',
  '<path d="M0 0L1e30 1e30L-1e30 5Z"/>',
  '<mask id="k"><rect mask="url(#k)" width="9" height="9"/></mask><rect mask="url(#k)" width="9" height="9"/>',
  '<path stroke-dasharray="0.00001" stroke="#000" d="M0 0H1000000"/>',
] as const;

const ENTITIES =
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' +
  Array.from({ length: 9 }, (_, i) => {
    const before = i === 0 ? 'a' : `a${i - 1}`;
    return `<!ENTITY a${i} "${`&${before};`.repeat(10)}">`;
  }).join('') +
  ']>';

type SvgMutation = (text: string, rng: Rng) => string;

const changeAttribute: SvgMutation = (text, rng) => {
  const attributes = [...text.matchAll(/="[^"]*"/g)];
  if (attributes.length === 0) return mutateText(text, rng);
  const { 0: attribute, index } = pick(rng, attributes);
  const value = rng.integer(2) === 0 ? pick(rng, LENGTHS) : mutateText(attribute.slice(2, -1), rng);
  return `${text.slice(0, index)}="${value}"${text.slice(index + attribute.length)}`;
};

const changeSize: SvgMutation = (text, rng) => {
  const name = pick(rng, ['width', 'height', 'viewBox', 'preserveAspectRatio', 'transform']);
  const values =
    name === 'viewBox' ? Array.from({ length: 4 }, () => pick(rng, LENGTHS)) : [pick(rng, LENGTHS)];
  const without = text.replace(new RegExp(`(<svg[^>]*?)\\s${name}="[^"]*"`), '$1');
  return rng.integer(4) === 0 ? without : without.replace('<svg', `<svg ${name}="${values.join(' ')}"`);
};

const addCostly: SvgMutation = (text, rng) => {
  const places = [...text.matchAll(/<\/?\w[^>]*>/g)].map(({ 0: tag, index }) => index + tag.length);
  const place = places.length === 0 ? 0 : pick(rng, places);
  return text.slice(0, place) + pick(rng, COSTLY) + text.slice(place);
};

const nest: SvgMutation = (text, rng) => {
  const depth = smallCount(rng, MOST_DEPTH);
  return text.replace(/(<svg[^>]*>)([\s\S]*)(<\/svg>)/, (_, head: string, body: string, end: string) =>
    [head, '<g>'.repeat(depth), body, '</g>'.repeat(depth), end].join(''),
  );
};

const expandEntities: SvgMutation = (text) =>
  ENTITIES + text.replace(/^<\?xml[^>]*>/, '').replace(/(<svg[^>]*>)/, '$1<title>&a8;</title>');

/** An element, or a tag, once more or not at all. */
const changeElement: SvgMutation = (text, rng) => {
  const elements = [...text.matchAll(/<\/?\w[^>]*>/g)];
  if (elements.length === 0) return mutateText(text, rng);
  const { 0: element, index } = pick(rng, elements);
  const times = pick(rng, [0, 2, 2, smallCount(rng, 2000)]);
  return text.slice(0, index) + element.repeat(times) + text.slice(index + element.length);
};

const ALL = [
  changeAttribute,
  changeAttribute,
  changeSize,
  changeSize,
  addCostly,
  nest,
  expandEntities,
  changeElement,
  mutateText,
];

/** Changes a drawing. */
export const mutateSvg: Mutator = (bytes, { rng }) => {
  const text = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(pick(rng, ALL)(text, rng));
};
