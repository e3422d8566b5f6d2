/** What uploads are read as, to which a word is added with a reader. */
export const FILE_KINDS = ['picture', 'sound', 'film', 'font', 'other'] as const;
