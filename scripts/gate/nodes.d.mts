/** The lowest version of Node that is supported, and the newest of each later line with long support, lowest first. */
export const VERSIONS: readonly string[];
