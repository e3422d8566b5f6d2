/** What a tab of the studio is: a command as a kind of job, and what its files are read as. */
import type { JobKind } from '../jobs/kind.js';
import type { FileKindName, MediumName } from './wire.js';

/** What is found out of an upload when it is read. */
export interface FileFacts {
  /** In a few words, for people. */
  readonly facts: string;
  /** A picture of it, PNG. */
  readonly view?: Uint8Array;
}

/** A way of checking an upload: the reader that runs use, too. */
export interface FileReader {
  readonly maxBytes: number;
  /** @throws NstError NST_BAD_INPUT, one line that names the file */
  read(path: string): Promise<FileFacts>;
}

/** Readers by what they read. */
export type FileReaders = Readonly<Record<FileKindName, FileReader>>;

/** A tab. */
export interface Medium {
  readonly name: MediumName;
  readonly kind: JobKind;
  /** Ending of results and previews. */
  readonly ending: '.png' | '.wav';
  /** What options name files of; those left out name other files. */
  readonly files: Readonly<Record<string, FileKindName>>;
  /** Options that need more than a value, and are left to the command line. */
  readonly left: readonly string[];
  /** What a run is given besides what was asked for. @param preview where the page looks for previews */
  extras(preview: string): Readonly<Record<string, unknown>>;
  /** A picture of a result, PNG, for what cannot be looked at by itself. */
  view?(path: string): Promise<Uint8Array>;
}
