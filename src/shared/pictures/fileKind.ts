import { isRawTiff } from './rawTiff.js';

/** Kinds of files that people take for pictures and that are not read: what they are called, and how they begin. */

/** One way a kind begins: Latin-1 text at byte offsets, all of which have to be there. */
interface Signature {
  readonly kind: string;
  readonly parts: readonly (readonly [offset: number, text: string])[];
}

const JPEG_XL = 'JPEG XL';
const JPEG_2000 = 'JPEG 2000';
const PHOTOSHOP = 'a Photoshop file';
const RAW = 'a camera’s raw file';
const VIDEO = 'a video';

/** From the formats' standards; where a maker has none, from what its cameras write. */
const SIGNATURES: readonly Signature[] = [
  { kind: JPEG_XL, parts: [[0, '\xff\x0a']] },
  { kind: JPEG_XL, parts: [[0, '\0\0\0\x0cJXL \r\n\x87\n']] },
  { kind: JPEG_2000, parts: [[0, '\0\0\0\x0cjP  \r\n\x87\n']] },
  { kind: JPEG_2000, parts: [[0, '\xff\x4f\xff\x51']] },
  { kind: PHOTOSHOP, parts: [[0, '8BPS\0\x01']] },
  { kind: PHOTOSHOP, parts: [[0, '8BPS\0\x02']] },
  {
    kind: 'BMP',
    parts: [
      [0, 'BM'],
      [6, '\0\0\0\0'],
      [15, '\0\0\0'],
    ],
  },
  {
    kind: 'an icon (ICO)',
    parts: [
      [0, '\0\0\x01\0'],
      [5, '\0'],
    ],
  },
  {
    kind: 'a cursor (CUR)',
    parts: [
      [0, '\0\0\x02\0'],
      [5, '\0'],
    ],
  },
  { kind: 'OpenEXR', parts: [[0, '\x76\x2f\x31\x01']] },
  { kind: 'Radiance HDR', parts: [[0, '#?RADIANCE\n']] },
  { kind: 'Radiance HDR', parts: [[0, '#?RGBE\n']] },
  {
    kind: RAW,
    parts: [
      [0, 'II*\0'],
      [8, 'CR'],
    ],
  },
  { kind: RAW, parts: [[4, 'ftypcrx ']] },
  { kind: RAW, parts: [[0, 'FUJIFILMCCD-RAW']] },
  { kind: RAW, parts: [[0, 'IIRO']] },
  { kind: RAW, parts: [[0, 'IIRS']] },
  { kind: RAW, parts: [[0, 'IIU\0']] },
  { kind: RAW, parts: [[0, '\0MRM']] },
  { kind: RAW, parts: [[0, 'FOVb']] },
  { kind: 'a GIMP file (XCF)', parts: [[0, 'gimp xcf ']] },
  { kind: 'PDF', parts: [[0, '%PDF-']] },
  { kind: VIDEO, parts: [[0, '\x1aE\xdf\xa3']] },
  {
    kind: VIDEO,
    parts: [
      [0, 'RIFF'],
      [8, 'AVI '],
    ],
  },
  { kind: VIDEO, parts: [[0, '\0\0\x01\xba']] },
  { kind: VIDEO, parts: [[4, 'moov']] },
  { kind: VIDEO, parts: [[4, 'mdat']] },
  { kind: VIDEO, parts: [[4, 'wide']] },
];

/** Brands of the ftyp box (ISO/IEC 14496-12, 4.3), as mp4ra.org registers them. */
const AVIF_BRAND = /avi[fs]/;
const HEIC_BRAND = /hei[cmsx]|hev[cmsx]/;
const VIDEO_BRAND =
  /^(?:isom|iso[2-9a-c]|mp4[12]|avc1|M4V |M4VH|M4VP|qt {2}|3g[2p]|dash|f4v |mmp4|MSNV|XAVC|ndsc)/;
/** The major brand, its version, and more of them; a longer list is none. */
const MAX_BRAND_BYTES = 1024;

/** What the container of MP4 and HEIF holds, by its brands: HEVC and what else is not read. */
function kindOfBrands(bytes: Buffer): string | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const brands = bytes.toString('latin1', 8, Math.min(bytes.readUInt32BE(0), MAX_BRAND_BYTES));
  if (AVIF_BRAND.test(brands)) return undefined;
  if (HEIC_BRAND.test(brands)) return 'HEIC';
  return VIDEO_BRAND.test(brands) ? VIDEO : undefined;
}

/**
 * The name of a kind of file that is known and not read, for "found ...".
 *
 * Of HEIC, what phones save: it is the container of AVIF with HEVC in it, which no prebuilt sharp decodes, for its patents.
 *
 * @returns undefined for pictures that are read, and for what nobody knows
 */
export function unreadableKind(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 64);
  const known = SIGNATURES.find(({ parts }) =>
    parts.every(([offset, text]) => head.startsWith(text, offset)),
  );
  if (known) return known.kind;
  return isRawTiff(bytes) ? RAW : kindOfBrands(bytes);
}

/** What to do with a file of such a kind. */
export function adviceFor(kind: string): string {
  return kind === VIDEO ? 'save one frame as PNG or JPEG first' : 'save it as PNG or JPEG first';
}
