/** Changes of texts. */
import type { Rng } from '../../src/shared/rng.js';
import { decodeUtf16, encodeUtf16 } from '../input.js';
import type { Mutator } from './mutator.js';
import { pick, smallCount, stretch } from './random.js';

const HUGE_LETTERS = 200_000;

/** What texts stumble over: control characters, ends of lines, halves of pairs, marks that steer, wide and joined letters. */
const AWKWARD = [
  ...['\0', '\t', '\n', '\r', '\r\n', '\x1b[31m', '\x7f', '\x85', '\u2028', '\u2029', '\x08'],
  ...['\ud800', '\udc00', '\udbff\ud800', '\ufffe', '\uffff', '\ufeff', '\ufffd', '\u{1fffe}', '\u{10ffff}'],
  ...['\u200b', '\u200d', '\u202e', '\u2066', '\u0301', '\u0489', '\ufe0f', '\u{e0041}', '\u{f0000}'],
  ...['ß', 'ſ', 'İ', 'ﷺ', 'ا', 'क्ष', 'ก็', '漢', '👨‍👩‍👧', '🇩🇪', 'e\u0301', '\u00a0', '\u3000', 'Ⅷ', '٣'],
  ...['"', "'", '\\', '`', '$', '%s', '%00', '../', '~', '=', ',', ';', ':', '@', '#', '-', '--', '{}', '[]'],
] as const;

const NUMBERS = [
  ...['0', '-0', '-1', '1', '0.5', '.5', '5.', '1e3', '1e308', '1e999', '-1e999', '1e-400', 'NaN'],
  ...['Infinity', '-Infinity', '0x10', '0b1', '1_000', '1,5', '٣', '2147483648', '4294967296'],
  ...['9007199254740993', '99999999999999999999', '00', '+1', '1%', '101%', ' 1 ', '1px', '1e', '--1'],
] as const;

type TextMutation = (text: string, rng: Rng) => string;

const insertAwkward: TextMutation = (text, rng) => {
  const place = rng.integer(text.length + 1);
  return text.slice(0, place) + pick(rng, AWKWARD).repeat(smallCount(rng, 3)) + text.slice(place);
};

const replaceNumber: TextMutation = (text, rng) => {
  const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
  if (numbers.length === 0) return insertAwkward(text, rng);
  const { 0: number, index } = pick(rng, numbers);
  return text.slice(0, index) + pick(rng, NUMBERS) + text.slice(index + number.length);
};

/** Words, numbers and signs change places, are doubled or left out. */
const changeWords: TextMutation = (text, rng) => {
  const words = text.match(/\w+|\s+|[^\w\s]/g) ?? [];
  if (words.length === 0) return pick(rng, AWKWARD);
  const place = rng.integer(words.length);
  const word = words[place]!;
  const changed = pick(rng, [[], [word, word], [pick(rng, words)], [word, ' '], [pick(rng, AWKWARD)]]);
  return [...words.slice(0, place), ...changed, ...words.slice(place + 1)].join('');
};

const remove: TextMutation = (text, rng) => {
  const { begin, end } = stretch(rng, text.length);
  return text.slice(0, begin) + text.slice(end);
};

const repeat: TextMutation = (text, rng) => {
  const { begin, end } = stretch(rng, text.length);
  const times = Math.min(smallCount(rng, HUGE_LETTERS), Math.ceil(HUGE_LETTERS / (end - begin)));
  return text.slice(0, end) + text.slice(begin, end).repeat(times) + text.slice(end);
};

const replaceUnit: TextMutation = (text, rng) => {
  const place = rng.integer(text.length);
  const unit = String.fromCharCode(rng.integer(rng.integer(2) === 0 ? 0x80 : 0x1_0000));
  return text.slice(0, place) + unit + text.slice(place + 1);
};

const changeCase: TextMutation = (text, rng) =>
  rng.integer(2) === 0 ? text.toUpperCase() : text.toLowerCase();

const ALL = [
  ...[insertAwkward, insertAwkward, replaceNumber, replaceNumber, changeWords, changeWords],
  ...[remove, repeat, replaceUnit, changeCase],
];

/** One change of a text. */
export function mutateText(text: string, rng: Rng): string {
  return text === '' ? pick(rng, AWKWARD) : pick(rng, ALL)(text, rng);
}

/** The beginning of one text, the end of another. */
function splice(text: string, other: string, rng: Rng): string {
  return text.slice(0, rng.integer(text.length + 1)) + other.slice(rng.integer(other.length + 1));
}

/** Texts in UTF-16. */
export const mutateUtf16: Mutator = (bytes, { rng, other }) => {
  const text = decodeUtf16(bytes);
  const changed = rng.integer(10) === 0 ? splice(text, decodeUtf16(other()), rng) : mutateText(text, rng);
  return encodeUtf16(changed);
};

/** Texts in UTF-8; halves of surrogate pairs become three bytes of their own, which is no UTF-8. */
export const mutateUtf8: Mutator = (bytes, { rng, other }) => {
  const text = new TextDecoder().decode(bytes);
  const changed =
    rng.integer(10) === 0 ? splice(text, new TextDecoder().decode(other()), rng) : mutateText(text, rng);
  return new TextEncoder().encode(changed);
};
