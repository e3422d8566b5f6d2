/** Pages of Ogg (RFC 3533, 6). */
import { oggPageChecksum } from '../checksums.js';
import { latin1 } from '../latin1.js';

/** A page whose checksum is right. */
export interface OggPage {
  readonly serial: number;
  readonly sequence: number;
  /** Position of the last packet that ends on this page; undefined if none does. */
  readonly granule: number | undefined;
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Lengths of up to 255 bytes; a packet ends with a shorter one. */
  readonly lacing: Uint8Array;
  readonly content: Uint8Array;
}

/** What was found between the pages. */
export interface OggPages {
  readonly pages: readonly OggPage[];
  readonly damagedPages: number;
  /** Bytes of no page. */
  readonly strayBytes: number;
  /** Whether the last page reaches beyond the end of the file. */
  readonly isCut: boolean;
}

/** What every page begins with. */
export const OGG_SIGNATURE = 'OggS';
/** In front of the lengths of a page: flags at 5, position at 6, stream at 14, number at 18, checksum at 22, how many lengths. */
export const PAGE_HEAD_BYTES = 27;
const [CONTINUED, FIRST, LAST] = [1, 2, 4];
const NO_GRANULE = -1n;

/** The pages of a file. Damaged ones are left out. */
export function pagesOf(bytes: Uint8Array): OggPages {
  const pages: OggPage[] = [];
  let [offset, damagedPages, strayBytes] = [0, 0, 0];
  let isCut = false;
  while (offset < bytes.length) {
    const end = pageEnd(bytes, offset);
    const next = nextPage(bytes, offset + 1);
    isCut = end > bytes.length && next === bytes.length;
    const page =
      end === 0 ? undefined : isCut ? cutPage(bytes.subarray(offset)) : readPage(bytes.subarray(offset, end));
    if (page) pages.push(page);
    damagedPages += end > 0 && !page && !isCut ? 1 : 0;
    strayBytes += end === 0 ? next - offset : 0;
    // A page that is damaged may be shorter than it says, or longer.
    offset = page && !isCut ? end : next;
  }
  return { pages, damagedPages, strayBytes, isCut };
}

/** Where the page that begins at a byte ends; 0 if none does. */
function pageEnd(bytes: Uint8Array, start: number): number {
  if (latin1(bytes, start, 4) !== OGG_SIGNATURE || bytes[start + 4] !== 0) return 0;
  const count = bytes[start + PAGE_HEAD_BYTES - 1];
  if (count === undefined) return bytes.length + 1;
  const lacing = bytes.subarray(start + PAGE_HEAD_BYTES, start + PAGE_HEAD_BYTES + count);
  const end = start + PAGE_HEAD_BYTES + count + lacing.reduce((sum, length) => sum + length, 0);
  return lacing.length < count ? bytes.length + 1 : end;
}

function nextPage(bytes: Uint8Array, from: number): number {
  const next = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(OGG_SIGNATURE, from);
  return next < 0 ? bytes.length : next;
}

function readPage(page: Uint8Array): OggPage | undefined {
  if (page.length < PAGE_HEAD_BYTES) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  return view.getUint32(22, true) === oggPageChecksum(page) ? contentOf(page) : undefined;
}

/** The packets that are whole on a page that is not: nothing vouches for them. Undefined if not even the header is there. */
function cutPage(bytes: Uint8Array): OggPage | undefined {
  if (bytes.length <= PAGE_HEAD_BYTES) return undefined;
  const page = contentOf(bytes);
  let [end, slots] = [0, 0];
  while (slots < page.lacing.length && end + page.lacing[slots]! <= page.content.length)
    end += page.lacing[slots++]!;
  return { ...page, lacing: page.lacing.subarray(0, slots), granule: undefined, isLast: false };
}

/** What a page says. */
function contentOf(page: Uint8Array): OggPage {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const flags = view.getUint8(5);
  const granule = view.getBigInt64(6, true);
  const lacingEnd = PAGE_HEAD_BYTES + view.getUint8(PAGE_HEAD_BYTES - 1);
  return {
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    granule: granule === NO_GRANULE ? undefined : Number(granule),
    isContinued: (flags & CONTINUED) !== 0,
    isFirst: (flags & FIRST) !== 0,
    isLast: (flags & LAST) !== 0,
    lacing: page.subarray(PAGE_HEAD_BYTES, lacingEnd),
    content: page.subarray(lacingEnd),
  };
}
