/** What the page and its server tell each other, as JSON. Types alone, for both sides. */
import type { ValueForm } from '../shared/options/option.js';

/** The three tabs of the page. */
export type MediumName = 'picture' | 'sound' | 'word';
/** What an upload is read as before it is kept. */
export type FileKindName = 'picture' | 'sound' | 'font' | 'other';

/** One option of a command, as the page shows it. */
export interface Control {
  readonly name: string;
  /** The flag without dashes. */
  readonly flag: string;
  readonly help: string;
  readonly section: string;
  readonly form: ValueForm;
  /** The flag that turns it off is there, too. */
  readonly hasOff: boolean;
  readonly fallback?: unknown;
  /** What is the case where nothing is given, in words. */
  readonly otherwise?: string;
  /** What a file is read as; of options that name files. */
  readonly file?: FileKindName;
}

/** A tab. */
export interface MediumInfo {
  readonly name: MediumName;
  readonly command: string;
  readonly controls: readonly Control[];
}

/** A file that was uploaded and checked. */
export interface FileInfo {
  readonly id: string;
  /** As it was called, without what file systems dislike. */
  readonly name: string;
  readonly kind: FileKindName;
  readonly bytes: number;
  /** In a few words: `640x480`, `6.0 s, 2 channels`. */
  readonly facts: string;
  /** Whether there is a picture of it to look at. */
  readonly hasView: boolean;
}

/** A file among the values of a run. */
export interface FileValue {
  readonly file: string;
}

/** Values of a run by the names of options; files by their ids. */
export type FieldValues = Readonly<Record<string, unknown>>;

export type RunState = 'waiting' | 'running' | 'done' | 'stopped' | 'failed';

/** A run, from the queue to the history. */
export interface RunInfo {
  readonly id: string;
  readonly medium: MediumName;
  readonly fields: FieldValues;
  readonly state: RunState;
  /** Milliseconds since 1970. */
  readonly addedMs: number;
  readonly seconds: number;
  readonly step: number;
  readonly steps: number;
  readonly leftMs?: number;
  readonly stage: string;
  readonly warnings: readonly string[];
  readonly problem?: string;
  /** What the command would say of the result. */
  readonly summary?: string;
  /** Steps and the sum of the losses at them, thinned out. */
  readonly curve: readonly (readonly [number, number])[];
  /** How many previews there were. */
  readonly previews: number;
  /** The name of the result once it is there. */
  readonly result?: string;
  /** The same on the command line. */
  readonly commandLine: string;
}

/** What the page is told at first. */
export interface StudioInfo {
  readonly media: readonly MediumInfo[];
  readonly files: readonly FileInfo[];
  readonly runs: readonly RunInfo[];
  readonly maxUploadBytes: number;
}

/** What happens, one at a time. */
export type StudioEvent =
  | { readonly kind: 'run'; readonly run: RunInfo }
  | { readonly kind: 'removed'; readonly id: string };
