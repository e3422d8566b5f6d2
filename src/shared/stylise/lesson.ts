/** One kind of step of a training. Trainings give their lessons in turn, each of which is a compiled program of its own. */
export interface Lesson {
  /** Whose weights the step moves; the others stay as they are. */
  readonly learns: 'net' | 'critic';
  /** Whether the terms of the plan count. */
  readonly terms?: boolean | undefined;
  /** How much it counts that the critic takes patches of results for those of the style; 0 or left out: there is none. */
  readonly critic?: number | undefined;
  /** How much it counts that results follow the motion of two frames. */
  readonly frames?: number | undefined;
  /** How much it counts that the result has the features that the net asks for. */
  readonly inverse?: number | undefined;
  /** Whether losses look at a garment alone. */
  readonly garment?: boolean | undefined;
}

/** The terms alone: what most methods are trained with. */
export const BY_TERMS: Lesson = { learns: 'net', terms: true };
/** A step of the critic. */
export const OF_CRITIC: Lesson = { learns: 'critic' };

/** Whether a critic takes part. */
export const hasCritic = ({ learns, critic = 0 }: Lesson): boolean => learns === 'critic' || critic > 0;

/** Inputs of lessons, besides those of nets and terms. */
export const LESSON = {
  /** The picture of a style, [1, h, w, 3], for nets that look at it with weights that are trained. */
  style: 'style picture',
  /** A part of the style, [1, h, w, 3]. */
  example: 'style part',
  /** The second frame, [1, h, w, 3]. */
  second: 'second frame',
  /** Which rows of the first frame a row of the second shows, [h, h]. */
  rows: 'rows that are shown',
  /** The same of columns, [w, w]. */
  columns: 'columns that are shown',
  /** Places of the second frame that the first one has, [1, h, w, 1]. */
  inside: 'places that are shown',
  /** Where the garment is, [1, h, w]. */
  garment: 'garment',
} as const;
