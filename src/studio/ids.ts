import { randomBytes } from 'node:crypto';

const DIGITS = 32;
const ID = new RegExp(`^[0-9a-f]{${DIGITS}}$`);

/** A name that nobody guesses, of letters and digits that every file system takes. */
export const newId = () => randomBytes(DIGITS / 2).toString('hex');

/** Whether a text can be an id; nothing else becomes a part of a path. */
export const isId = (text: string) => ID.test(text);
