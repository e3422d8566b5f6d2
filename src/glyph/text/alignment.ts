export const ALIGNMENTS = ['left', 'center', 'right'] as const;
/** Where the lines of a text stand beside each other. */
export type Alignment = (typeof ALIGNMENTS)[number];
