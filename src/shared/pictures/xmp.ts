import type { Provenance } from '../provenance.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no place for control characters, escaped or not. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!).replace(/\p{Cc}/gu, ' ');
}

/**
 * An XMP packet (ISO 16684-1) with the creator as `xmp:CreatorTool` and the parameters as `dc:description`,
 * which picture viewers show and `exiftool -Description` prints.
 *
 * XMP and not EXIF: it holds Unicode, and sharp writes it into all of PNG, JPEG, WebP, AVIF and TIFF.
 */
export function xmpPacket(provenance: Provenance): string {
  const creator = escapeXml(provenance.creator);
  const parameters = escapeXml(provenance.parameters);
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${creator}">`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${parameters}</rdf:li></rdf:Alt></dc:description>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

const SIGNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ENTITIES).map(([sign, entity]) => [entity, sign]),
);

const unescapeXml = (text: string) => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => SIGNS[entity]!);

/** What `xmpPacket` wrote; undefined for a packet of another program. */
export function readXmpPacket(packet: string): Provenance | undefined {
  const creator = /\bxmp:CreatorTool="(nst [^"<]*)"/.exec(packet)?.[1];
  const parameters = /<dc:description><rdf:Alt><rdf:li xml:lang="x-default">([^<]*)</.exec(packet)?.[1];
  if (creator === undefined || parameters === undefined) return undefined;
  return { creator: unescapeXml(creator), parameters: unescapeXml(parameters) };
}
