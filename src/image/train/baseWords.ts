/** What may stand in place of a file of a net to start from: the net of the package that is of the same kind, or nothing that was learnt. */
export const BASE_WORDS: readonly string[] = ['base', 'noise'];

/** Whether a text means a file. */
export const isBaseFile = (text: string): boolean => !BASE_WORDS.includes(text);
