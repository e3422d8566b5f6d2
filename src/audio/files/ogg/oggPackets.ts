import type { OggPage } from './oggPages.js';

/** A packet of a stream. */
export interface OggPacket {
  readonly bytes: Uint8Array;
  /** Of its page, if it is the last packet that ends there. */
  readonly granule: number | undefined;
  /** Number of the page that it ends on, among those of the stream. */
  readonly page: number;
}

/** Packets of a stream, and whether some are missing between. */
export interface OggPackets {
  readonly packets: readonly OggPacket[];
  readonly missingPages: number;
}

/** Puts packets together again that were cut over pages. What is not whole is left out. @param pages of one stream, in their order */
export function packetsOf(pages: readonly OggPage[]): OggPackets {
  const packets: OggPacket[] = [];
  let open: Uint8Array[] | undefined;
  let missingPages = 0;
  for (const [index, page] of pages.entries()) {
    const skipped = page.sequence - (pages[index - 1]?.sequence ?? page.sequence - 1) - 1;
    missingPages += Math.abs(skipped);
    // The end of a packet whose start is missing is no packet.
    if (!page.isContinued) open = [];
    else if (skipped !== 0) open = undefined;
    let start = 0;
    for (const [slot, length] of page.lacing.entries()) {
      open?.push(page.content.subarray(start, start + length));
      start += length;
      if (length === 255) continue;
      const isEnd = !page.lacing.subarray(slot + 1).some((later) => later < 255);
      if (open) packets.push({ bytes: joined(open), granule: isEnd ? page.granule : undefined, page: index });
      open = [];
    }
  }
  return { packets, missingPages };
}

const joined = (pieces: readonly Uint8Array[]) => (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));
