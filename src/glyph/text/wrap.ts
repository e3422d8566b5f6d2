/** Lines that are cut at blanks, so that letters are as large as they can be, or no line is longer than is asked for. */
import type { Font } from './font.js';
import { type LayoutOptions, layText, lineHeightEm } from './layout.js';

/** Lines at most so many em long, or the break that gives the largest letters. */
export type Wrap = number | 'auto';

/** Scripts without blanks between words: a line may end after any of them. */
const WITHOUT_BLANKS =
  /[\p{Script=Hani}\p{Script=Hira}\p{Script=Kana}\p{Script=Thai}\p{Script=Laoo}\p{Script=Khmr}\p{Script=Mymr}]/u;
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** What lines are put together from: a word with what is stuck to it, and the blanks behind it. */
interface Piece {
  readonly text: string;
  readonly blanks: string;
}

/** Cuts a line where it may end. */
function piecesOf(line: string): Piece[] {
  const texts: string[] = [''];
  let before = '';
  for (const { segment, isWordLike } of words.segment(line)) {
    const mayEnd =
      /\s$/u.test(before) || (isWordLike === true && WITHOUT_BLANKS.test(segment) && before !== '');
    if (mayEnd && !/^\s/u.test(segment)) texts.push(segment);
    else texts[texts.length - 1] += segment;
    before = segment;
  }
  return texts.map((text) => {
    const plain = text.trimEnd();
    return { text: plain, blanks: text.slice(plain.length) };
  });
}

/** Fills lines one after the other. @param widthOf of a text, in em */
function filled(pieces: readonly Piece[], mostEm: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let [line, blanks] = ['', ''];
  for (const piece of pieces) {
    const longer = line + blanks + piece.text;
    if (line !== '' && widthOf(longer) > mostEm) {
      lines.push(line);
      line = piece.text;
    } else line = longer;
    blanks = piece.blanks;
  }
  return [...lines, line];
}

/**
 * Cuts lines into shorter ones.
 *
 * @param wrap with "auto" the longer side of the whole is as short as can be: then letters are as large as they can be
 * @param fonts at least one
 */
export function wrapLines(
  lines: readonly string[],
  wrap: Wrap,
  fonts: readonly Font[],
  options: LayoutOptions,
): string[] {
  const widths = new Map<string, number>();
  const widthOf = (text: string) => {
    const width = widths.get(text) ?? layText([text], fonts, options).lineWidthsEm[0] ?? 0;
    widths.set(text, width);
    return width;
  };
  const pieces = lines.map(piecesOf);
  const cut = (mostEm: number) => pieces.flatMap((line) => filled(line, mostEm, widthOf));
  if (wrap !== 'auto') return cut(wrap);
  const stepEm = lineHeightEm(fonts[0]!) * options.lineSpacing;
  const longest = Math.max(...lines.map(widthOf));
  let best = [...lines];
  const sideOf = (candidate: readonly string[]) =>
    Math.max(...candidate.map(widthOf), candidate.length * stepEm);
  // Every half of an em: between two of them a line takes or leaves hardly a letter.
  for (let mostEm = longest; mostEm > stepEm / 2; mostEm -= 0.5) {
    const candidate = cut(mostEm);
    if (sideOf(candidate) < sideOf(best)) best = candidate;
  }
  return best;
}
