/** The words of the command line, for what writes down how a result was made. */
let words: readonly string[] = [];

/** Keeps them, without those of Node. */
export function rememberWords(args: readonly string[]): void {
  words = [...args];
}

/** Those that the command was given. */
export function givenWords(): readonly string[] {
  return words;
}
