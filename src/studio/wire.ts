/** What the page and its server tell each other, as JSON. Types alone, for both sides. */
import type { ValueForm } from '../shared/options/option.js';
import type { FILE_KINDS } from './fileKinds.js';

/** How a result is shown: a picture over its content, one on a ground that shows through, a sound beside its content, a film. */
export type ResultKind = 'picture' | 'cutout' | 'sound' | 'film';
/** What an upload is read as before it is kept. */
export type FileKindName = (typeof FILE_KINDS)[number];

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
  /** What may be said in place of files: styles that a net has learnt. */
  readonly words?: readonly string[];
}

/** How a tab looks: all that the page has to know of it. */
export interface TabLook {
  readonly name: string;
  /** On the tab. */
  readonly label: string;
  readonly shows: ResultKind;
  /** Options that are at hand: a text, files to drop, and others, each in their order; all else is behind headings. */
  readonly atHand: {
    readonly text?: string;
    readonly wells: readonly string[];
    readonly controls: readonly string[];
  };
  /** Options without which there is nothing to look at. */
  readonly needs: readonly string[];
  /** What is set for a try that is much smaller and shorter than the result; left out: a run is short anyway. */
  readonly roughTry?: FieldValues;
  /** What is counted while it runs. */
  readonly unit: string;
  /** What is said while there is no run. */
  readonly invitation: string;
}

/** A tab. */
export interface MediumInfo extends TabLook {
  readonly command: string;
  readonly controls: readonly Control[];
  /** Whether there is something to see before a run. */
  readonly hasRough: boolean;
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
  /** The name of its tab. */
  readonly medium: string;
  readonly fields: FieldValues;
  readonly state: RunState;
  /** Milliseconds since 1970. */
  readonly addedMs: number;
  readonly seconds: number;
  readonly step: number;
  readonly steps: number;
  readonly leftMs?: number;
  readonly stage: string;
  /** What has been done, and what is, in their order. */
  readonly stages: readonly string[];
  readonly warnings: readonly string[];
  readonly problem?: string;
  /** What the command would say of the result. */
  readonly summary?: string;
  /** What was measured of it, in words and figures. */
  readonly figures: readonly string[];
  /** Steps and the sum of the losses at them, thinned out. */
  readonly curve: readonly (readonly [number, number])[];
  /** How many previews there were. */
  readonly previews: number;
  /** The name of the result once it is there. */
  readonly result?: string;
  /** Whether there is a picture of how it was before. */
  readonly hasBefore: boolean;
  /** The same on the command line. */
  readonly commandLine: string;
}

/** What is seen or heard before a run. */
export interface RoughAnswer {
  /** Which look it is of those that there were, from 1; 0: there was none yet. */
  readonly version: number;
  /** Left out: no newer one than the page has. */
  readonly look?: {
    /** `image/png` or `audio/wav`. */
    readonly type: string;
    readonly base64: string;
    /** What it is, for people. */
    readonly words: string;
  };
  /** Whether no better one is to come. */
  readonly isOver: boolean;
  /** Whether better ones were left out, because a run is on. */
  readonly isCut: boolean;
  /** Why there is none, in one line. */
  readonly problem?: string;
}

/** What the page is told at first. */
export interface StudioInfo {
  readonly media: readonly MediumInfo[];
  readonly files: readonly FileInfo[];
  readonly runs: readonly RunInfo[];
  readonly maxUploadBytes: number;
  /** What the folder takes of the disk, and what it may take. */
  readonly usedBytes: number;
  readonly roomBytes: number;
}

/** What happens, one at a time. */
export type StudioEvent =
  | { readonly kind: 'run'; readonly run: RunInfo }
  | { readonly kind: 'removed'; readonly id: string };
