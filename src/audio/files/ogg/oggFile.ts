/** Ogg files made of packets: decoders take nothing else. */
import { oggPageChecksum } from '../checksums.js';
import { OGG_SIGNATURE, PAGE_HEAD_BYTES } from './oggPages.js';

const MAX_LACINGS = 255;
const [CONTINUED, FIRST] = [1, 2];

/** A file of one stream, every packet on pages of its own, without an end that a decoder could cut by. */
export function oggFileOf(packets: readonly Uint8Array[]): Uint8Array {
  const pages: Uint8Array[] = [];
  for (const packet of packets) {
    const lacing = lacingOf(packet.length);
    for (let first = 0; first < lacing.length; first += MAX_LACINGS) {
      const slots = lacing.slice(first, first + MAX_LACINGS);
      const content = packet.subarray(255 * first, 255 * (first + slots.length));
      const flags = (first > 0 ? CONTINUED : 0) | (pages.length === 0 ? FIRST : 0);
      pages.push(pageOf(slots, content, flags, pages.length));
    }
  }
  return Buffer.concat(pages);
}

const lacingOf = (length: number): number[] => [
  ...Array.from({ length: Math.floor(length / 255) }, () => 255),
  length % 255,
];

function pageOf(lacing: readonly number[], content: Uint8Array, flags: number, sequence: number): Uint8Array {
  const page = Buffer.alloc(PAGE_HEAD_BYTES + lacing.length + content.length);
  page.write(OGG_SIGNATURE, 'latin1');
  page[5] = flags;
  page.writeBigInt64LE(0n, 6);
  page.writeUInt32LE(1, 14);
  page.writeUInt32LE(sequence, 18);
  page[PAGE_HEAD_BYTES - 1] = lacing.length;
  page.set(lacing, PAGE_HEAD_BYTES);
  page.set(content, PAGE_HEAD_BYTES + lacing.length);
  page.writeUInt32LE(oggPageChecksum(page), 22);
  return page;
}
