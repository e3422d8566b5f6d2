import type { z } from 'zod';
import { NstError } from '../shared/errors.js';
import { readInputFile } from '../shared/inputFile.js';
import { parseOutsideJson } from '../shared/outsideJson.js';

/** What a note of the work folder is. */
export interface NoteKind<Note> {
  /** What it tells of: `a run`. */
  readonly of: string;
  readonly schema: z.ZodType<Note>;
  readonly maxBytes: number;
}

/** Reads a note; undefined for one that is missing or damaged. */
export async function readNote<Note>(path: string, kind: NoteKind<Note>): Promise<Note | undefined> {
  try {
    const expected = `a note about ${kind.of}`;
    const text = await readInputFile(path, { expected, maxBytes: kind.maxBytes });
    return parseOutsideJson(text, kind.schema, { name: path, code: 'NST_BAD_INPUT', advice: 'remove it' });
  } catch (error) {
    if (error instanceof NstError) return undefined;
    throw error;
  }
}
