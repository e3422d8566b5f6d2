/**
 * What users save and pass on, such as styles: a safetensors file whose metadata say what it is, hold what is no array as one
 * JSON text, and end in a checksum of all the rest. It may be compressed as a whole.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { writeSafetensors } from '../weights/safetensorsWriter.js';
import type { Weights } from '../weights/tensors.js';

/** A kind of saved file. */
export interface SavedKind {
  /** What the metadata call it: "nst style". */
  readonly format: string;
  /** Goes up whenever an old file would be misread. */
  readonly version: string;
  /** What messages call it: "saved style". */
  readonly title: string;
  /** What to do about a file that is none: "save it again with nst audio style". */
  readonly advice: string;
  /** Whether the file is compressed: worth it for pictures, not for statistics. */
  readonly isCompressed: boolean;
  /** What is decompressed at most, in bytes. */
  readonly maxBytes: number;
}

/** What a saved file holds. The same content gives the same bytes; it must name no file. */
export interface SavedContent<Facts> {
  /** All that is no array, as JSON can hold it. */
  readonly facts: Facts;
  readonly tensors: Weights;
}

/** The bytes of a saved file. */
export function encodeSaved<Facts>(
  { format, version, isCompressed }: SavedKind,
  { facts, tensors }: SavedContent<Facts>,
): Uint8Array {
  const metadata = { format, version, facts: JSON.stringify(facts) };
  const checksum = checksumOf(tensors, metadata);
  const file = writeSafetensors(tensors, { ...metadata, checksum });
  return isCompressed ? gzipSync(file) : file;
}

/** SHA-256 of the file without its checksum, as hexadecimal digits. */
export function checksumOf(tensors: Weights, metadata: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(writeSafetensors(tensors, metadata)).digest('hex');
}
