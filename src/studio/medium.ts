/** What a tab of the studio is: a command as a kind of job, what its files are read as, and how it is shown. */
import type { JobKind } from '../jobs/kind.js';
import type { RoughWay } from './roughWay.js';
import type { FieldValues, FileKindName, TabLook } from './wire.js';

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

/** A tab: a row of the list of media, and all that the server and the page know of it. */
export interface Medium extends TabLook {
  readonly kind: JobKind;
  /** Ending of the result, with its dot. @param asked fields of the job, with paths */
  ending(asked: FieldValues): string;
  /** Ending of previews, with its dot. */
  readonly previewEnding: '.png' | '.wav';
  /** What options name files of; those left out name other files. */
  readonly files: Readonly<Record<string, FileKindName>>;
  /** Words that stand in for files, by options. */
  readonly words?: Readonly<Record<string, () => Promise<readonly string[]>>>;
  /** Options that need more than a value, and are left to the command line. */
  readonly left: readonly string[];
  /** What a run is given besides what was asked for. @param folder of the run @param preview where the page looks for previews */
  extras(folder: string, preview: string): Readonly<Record<string, unknown>>;
  /** A picture of a result, PNG, for what cannot be looked at by itself. */
  view?(path: string): Promise<Uint8Array>;
  /** How it was before, PNG, where that is no upload. @param folder of the run, when it is over */
  before?(folder: string): Promise<Uint8Array | undefined>;
  /** What was measured, in words and figures. @param json as the command prints it */
  figures?(json: object): readonly string[];
  /** What is seen before a run. */
  openRough?(): RoughWay;
}
