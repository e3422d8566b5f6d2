/** What may stand in place of a file of a net to start from: the net of the package that is of the same kind, or nothing that was learnt. */
export const BASE_WORDS = { base: 'base', noise: 'noise' } as const;

/** Whether a text means a file. */
export const isBaseFile = (text: string): boolean => !Object.hasOwn(BASE_WORDS, text);
