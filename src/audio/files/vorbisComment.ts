/** Comments in FLAC files: metadata blocks of the type VORBIS_COMMENT (RFC 9639, section 8.6). */
import type { Provenance } from '../../shared/provenance.js';

const SIGNATURE = 'fLaC';
const HEAD_BYTES = 4;
const LAST_BLOCK = 0x80;
const STREAMINFO = 0;
const VORBIS_COMMENT = 4;
const FIELDS = { creator: 'ENCODER', parameters: 'COMMENT' } as const;
/** Lengths of blocks have 24 bits. */
const MAX_BLOCK_BYTES = 2 ** 24 - 1;

interface Block {
  readonly type: number;
  readonly isLast: boolean;
  readonly content: Buffer;
}

/** The blocks in front of the sound, and where it begins; undefined for what is no FLAC file, or cut short. */
function blocksOf(file: Buffer): { readonly blocks: readonly Block[]; readonly end: number } | undefined {
  if (file.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) return undefined;
  const blocks: Block[] = [];
  let offset = SIGNATURE.length;
  while (offset + HEAD_BYTES <= file.length) {
    const head = file[offset]!;
    const start = offset + HEAD_BYTES;
    offset = start + file.readUIntBE(offset + 1, 3);
    const isLast = head >= LAST_BLOCK;
    blocks.push({ type: head % LAST_BLOCK, isLast, content: file.subarray(start, offset) });
    if (isLast) return offset <= file.length ? { blocks, end: offset } : undefined;
  }
  return undefined;
}

function block(type: number, content: Uint8Array, isLast: boolean): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head[0] = type + (isLast ? LAST_BLOCK : 0);
  head.writeUIntBE(content.length, 1, 3);
  return Buffer.concat([head, content]);
}

/** A text behind its length. */
function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function commentContent(vendor: string, { creator, parameters }: Provenance): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(2);
  const fields = [`${FIELDS.creator}=${creator}`, `${FIELDS.parameters}=${parameters}`];
  return Buffer.concat([counted(vendor), count, ...fields.map(counted)]);
}

/** The texts of a comment block, the vendor's first; as many as there are, if it is cut short. */
function commentTexts(content: Buffer): string[] {
  const texts: string[] = [];
  let offset = 0;
  while (offset + 4 <= content.length) {
    const length = content.readUInt32LE(offset);
    const end = offset + 4 + length;
    if (end > content.length) break;
    texts.push(content.toString('utf8', offset + 4, end));
    // The number of comments stands behind the vendor.
    offset = texts.length === 1 ? end + 4 : end;
  }
  return texts;
}

/**
 * A FLAC file with the program and its settings as comments, in place of those that it has.
 *
 * @param flac whole
 */
export function withComments(flac: Uint8Array, provenance: Provenance): Uint8Array {
  const file = Buffer.from(flac.buffer, flac.byteOffset, flac.byteLength);
  const layout = blocksOf(file);
  if (!layout) return flac;
  const [vendor = ''] = commentTexts(
    layout.blocks.find(({ type }) => type === VORBIS_COMMENT)?.content ?? Buffer.alloc(0),
  );
  const comments = commentContent(vendor, provenance);
  if (comments.length > MAX_BLOCK_BYTES) return flac;
  const kept = layout.blocks.filter(({ type }) => type !== VORBIS_COMMENT);
  const info = kept.filter(({ type }) => type === STREAMINFO);
  const others = kept.filter(({ type }) => type !== STREAMINFO);
  return Buffer.concat([
    file.subarray(0, SIGNATURE.length),
    ...[...info, ...others].map(({ type, content }) => block(type, content, false)),
    block(VORBIS_COMMENT, comments, true),
    file.subarray(layout.end),
  ]);
}

/** What `withComments` wrote; undefined where there is none. */
export function readComments(flac: Uint8Array): Provenance | undefined {
  const layout = blocksOf(Buffer.from(flac.buffer, flac.byteOffset, flac.byteLength));
  const content = layout?.blocks.find(({ type }) => type === VORBIS_COMMENT)?.content;
  const [, ...texts] = content ? commentTexts(content) : [];
  const textOf = (field: string) =>
    texts.find((text) => text.toUpperCase().startsWith(`${field}=`))?.slice(field.length + 1);
  const [creator, parameters] = [textOf(FIELDS.creator), textOf(FIELDS.parameters)];
  return creator === undefined || parameters === undefined ? undefined : { creator, parameters };
}
