import { type OggCodec, oggCodecOf } from '../format.js';
import type { OggPage } from './oggPages.js';

/** The sound of one link of a chain (RFC 3533, 4): pages of one stream, from its first on. */
export interface OggLink {
  readonly codec: OggCodec;
  readonly pages: readonly OggPage[];
}

interface OpenLink {
  /** The first sound of the link; a link of a film without sound has none. */
  audio: { readonly codec: OggCodec; readonly serial: number; readonly pages: OggPage[] } | undefined;
  /** All streams of a link begin before the first one goes on. */
  isBegun: boolean;
}

/** The links of a file, one after the other; those without sound are left out. */
export function linksOf(pages: readonly OggPage[]): OggLink[] {
  const links: OpenLink[] = [];
  for (const page of pages) {
    if (page.isFirst && (links.at(-1)?.isBegun ?? true)) links.push({ audio: undefined, isBegun: false });
    const link = links.at(-1);
    // Pages in front of the first link have no headers to be understood by.
    if (!link) continue;
    link.isBegun ||= !page.isFirst;
    const codec = page.isFirst && !link.audio ? oggCodecOf(page.content) : undefined;
    if (codec) link.audio = { codec, serial: page.serial, pages: [] };
    if (link.audio?.serial === page.serial) link.audio.pages.push(page);
  }
  return links.flatMap(({ audio }) => audio ?? []);
}
