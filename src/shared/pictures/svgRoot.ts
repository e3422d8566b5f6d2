/** The first tag of an SVG drawing, and changes to it. Bytes are taken for Latin 1, which keeps them all; tags are ASCII. */

/** The first tag lies within this many bytes, with the definitions before it. */
const HEAD_BYTES = 65_536;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const DECLARATION = /^\s*<\?xml\s[^>]*\?>/;
/** What may stand before the first tag: blanks, instructions, comments, a document type with definitions of its own. */
const PROLOGUE = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>)*/;
const TAG = /^<(?:[\w.-]+:)?svg(?=[\s/>])(?:[^"'>]|"[^"]*"|'[^']*')*>/;
const PLACES = /\s(?:x|y|width|height)\s*=\s*(?:"[^"]*"|'[^']*')/g;
const LENGTH = /^\s*\+?[\d.]/;

/** An SVG drawing, taken apart around its first tag. */
export interface SvgParts {
  /** The XML declaration, which says the encoding. */
  readonly declaration: string;
  /** What else is before the first tag. */
  readonly prologue: string;
  readonly tag: string;
  readonly body: Buffer;
}

/** Takes an SVG drawing apart; undefined for anything else. A byte order mark is left out. */
export function svgParts(bytes: Uint8Array): SvgParts | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const begin = head.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const declaration = DECLARATION.exec(head.slice(begin))?.[0] ?? '';
  const prologueAt = begin + declaration.length;
  const prologue = PROLOGUE.exec(head.slice(prologueAt))?.[0] ?? '';
  const tagAt = prologueAt + prologue.length;
  const tag = TAG.exec(head.slice(tagAt))?.[0];
  if (tag === undefined) return undefined;
  return { declaration, prologue, tag, body: Buffer.from(bytes.subarray(tagAt + tag.length)) };
}

/** Whether the bytes are those of an SVG drawing. */
export function isSvg(bytes: Uint8Array): boolean {
  return svgParts(bytes) !== undefined;
}

/** Whether a tag says how long a side is, and by itself: not as a share of what is around. */
function hasLength(tag: string, side: 'width' | 'height'): boolean {
  const attribute = new RegExp(`\\s${side}\\s*=\\s*["']([^"']*)`).exec(tag)?.[1];
  const style = new RegExp(`\\sstyle\\s*=\\s*["'](?:[^"']*;)?\\s*${side}\\s*:([^"';]*)`).exec(tag)?.[1];
  return [attribute, style].some(
    (length) => length !== undefined && LENGTH.test(length) && !length.includes('%'),
  );
}

/** Whether a tag says how large its drawing is, or what part of the plane it shows. */
export function hasPage(tag: string): boolean {
  return /\sviewBox\s*=/.test(tag) || (hasLength(tag, 'width') && hasLength(tag, 'height'));
}

/** A tag with other attributes for its place and size. */
export function withAttributes(tag: string, attributes: string): string {
  const name = /^<[^\s/>]+/.exec(tag)?.[0] ?? '';
  return `${name} ${attributes}${tag.slice(name.length).replace(PLACES, '')}`;
}

/**
 * Puts a drawing together again.
 *
 * The comment is for libvips, which takes for SVG what has `<svg` among its first 1,000 letters, and some definitions are longer.
 *
 * @param before comes before the first tag
 * @param after comes last
 */
export function svgOf({ declaration, prologue, tag, body }: SvgParts, before = '', after = ''): Buffer {
  const head = Buffer.from(`${declaration.trim()}<!--<svg-->${prologue}${before}${tag}`, 'latin1');
  return Buffer.concat([head, body, Buffer.from(after, 'latin1')]);
}
