/** What can be seen of a result before a run: small and quick, and kept warm from one change to the next. */

/** Something to look at, or to listen to. */
export interface RoughLook {
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'audio/wav';
  /** What it is, for people: what was left out. */
  readonly words: string;
}

/** Values of a job, read by the table of its command. */
export type JobValues = Readonly<Record<string, unknown>>;

/** How a look is drawn. */
export interface RoughTools {
  /** Something else is asked for by now. */
  readonly signal: AbortSignal;
  readonly show: (look: RoughLook) => void;
}

/** A way of drawing looks. Glances may overlap with everything; of `look` one call runs at a time. */
export interface RoughWay {
  /** A look that is there in a moment, of what can be computed in closed form; undefined: there is none. @throws NstError */
  glance(values: JobValues): Promise<RoughLook | undefined>;
  /** Better looks that take longer, one after the other, until there is no better one. @throws NstError */
  look?(values: JobValues, tools: RoughTools): Promise<void>;
  /** Frees what was kept. */
  close(): Promise<void>;
}
