/** BMFont descriptors (AngelCode's documentation of the file format, version 3): which part of a sheet each character is. */

export const BM_FONT_FORMATS = ['text', 'xml', 'json'] as const;
/** How a descriptor is written: as lines of text, as XML, or as JSON in the form that web libraries read. */
export type BmFontFormat = (typeof BM_FONT_FORMATS)[number];

/** A character: its rectangle on a page, and where that stands from the pen, which it then moves. Pixels. */
export interface BmChar {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly xoffset: number;
  /** From the top of the line. */
  readonly yoffset: number;
  readonly xadvance: number;
  readonly page: number;
}

/** Added to the advance between two characters, in pixels. */
export interface BmKerning {
  readonly first: number;
  readonly second: number;
  readonly amount: number;
}

/** A bitmap font. Distances in pixels; advances and kerning may be fractions. */
export interface BmFont {
  readonly face: string;
  /** Of one em. */
  readonly size: number;
  readonly lineHeight: number;
  /** From the top of the line to the baseline. */
  readonly base: number;
  readonly scaleW: number;
  readonly scaleH: number;
  readonly spacing: number;
  /** Names of the files of the pages. */
  readonly pages: readonly string[];
  readonly chars: readonly BmChar[];
  readonly kernings: readonly BmKerning[];
}

type Fields = Readonly<Record<string, string | number>>;

/** All four channels hold the picture. */
const CHANNELS = 15;
/** "The channel holds the glyph data", as the documentation numbers it. */
const GLYPH_DATA = 0;

const infoOf = (font: BmFont): Fields => ({
  face: font.face,
  size: font.size,
  bold: 0,
  italic: 0,
  charset: '',
  unicode: 1,
  stretchH: 100,
  smooth: 1,
  aa: 1,
  padding: '0,0,0,0',
  spacing: `${font.spacing},${font.spacing}`,
  outline: 0,
});

const commonOf = (font: BmFont): Fields => ({
  lineHeight: font.lineHeight,
  base: font.base,
  scaleW: font.scaleW,
  scaleH: font.scaleH,
  pages: font.pages.length,
  packed: 0,
  alphaChnl: GLYPH_DATA,
  redChnl: GLYPH_DATA,
  greenChnl: GLYPH_DATA,
  blueChnl: GLYPH_DATA,
});

/** In text and XML distances are 16-bit integers. */
function inWholePixels(font: BmFont): BmFont {
  const chars = font.chars.map((char) => ({ ...char, xadvance: Math.round(char.xadvance) }));
  const rounded = font.kernings.map((pair) => ({ ...pair, amount: Math.round(pair.amount) }));
  return { ...font, chars, kernings: rounded.filter(({ amount }) => amount !== 0) };
}

function textLine(tag: string, fields: Fields): string {
  const quoted = (value: string) => (/^[\d,]+$/.test(value) ? value : `"${value.replaceAll('"', "'")}"`);
  const parts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? quoted(value) : value}`,
  );
  return [tag, ...parts].join(' ');
}

function asText(font: BmFont): string {
  const { pages, chars, kernings } = font;
  const lines = [
    textLine('info', infoOf(font)),
    textLine('common', commonOf(font)),
    ...pages.map((file, id) => textLine('page', { id, file })),
    textLine('chars', { count: chars.length }),
    ...chars.map((char) => textLine('char', { ...char, chnl: CHANNELS })),
    textLine('kernings', { count: kernings.length }),
    ...kernings.map((pair) => textLine('kerning', { ...pair })),
  ];
  return `${lines.join('\n')}\n`;
}

const XML_NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };

function xmlTag(tag: string, fields: Fields): string {
  const escaped = (value: string | number) => String(value).replaceAll(/[&<>"]/g, (c) => `&${XML_NAMES[c]};`);
  return `<${tag} ${Object.entries(fields)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ')}/>`;
}

function asXml(font: BmFont): string {
  const { pages, chars, kernings } = font;
  const group = (tag: string, items: readonly string[], count = true) => [
    `  <${tag}${count ? ` count="${items.length}"` : ''}>`,
    ...items.map((item) => `    ${item}`),
    `  </${tag}>`,
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<font>',
    `  ${xmlTag('info', infoOf(font))}`,
    `  ${xmlTag('common', commonOf(font))}`,
    ...group(
      'pages',
      pages.map((file, id) => xmlTag('page', { id, file })),
      false,
    ),
    ...group(
      'chars',
      chars.map((char) => xmlTag('char', { ...char, chnl: CHANNELS })),
    ),
    ...group(
      'kernings',
      kernings.map((pair) => xmlTag('kerning', { ...pair })),
    ),
    '</font>',
  ];
  return `${lines.join('\n')}\n`;
}

function asJson(font: BmFont): string {
  const [spacing, hundredths] = [font.spacing, (value: number) => Math.round(value * 100) / 100];
  const chars = font.chars.map((char) => ({
    ...char,
    xadvance: hundredths(char.xadvance),
    chnl: CHANNELS,
    char: String.fromCodePoint(char.id),
  }));
  const kernings = font.kernings.map((pair) => ({ ...pair, amount: hundredths(pair.amount) }));
  const info = { ...infoOf(font), padding: [0, 0, 0, 0], spacing: [spacing, spacing] };
  return `${JSON.stringify({ pages: font.pages, chars, info, common: commonOf(font), kernings })}\n`;
}

/**
 * Writes a descriptor. Text and XML have whole pixels, as the format asks: lines drift from where a shaper sets them by up to
 * half a pixel a letter. JSON has hundredths.
 */
export function formatBmFont(font: BmFont, format: BmFontFormat): string {
  if (format === 'json') return asJson(font);
  return format === 'xml' ? asXml(inWholePixels(font)) : asText(inWholePixels(font));
}
