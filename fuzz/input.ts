import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a reader is given: files by name, the one that it is asked to read first. */
export type Input = ReadonlyMap<string, Uint8Array>;

/** An input of a single file. */
export function oneFile(name: string, bytes: Uint8Array): Input {
  return new Map([[name, bytes]]);
}

/** A text as a file: UTF-16, little-endian, which holds halves of surrogate pairs as well. */
export function textFile(text: string): Input {
  return oneFile('text', encodeUtf16(text));
}

/** UTF-16 of a string, little-endian, whatever its units are. */
export function encodeUtf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}

/** The string of UTF-16 bytes; a last odd byte is left out. */
export function decodeUtf16(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf16le');
}

/** The input with one of its files changed. */
export function withFile(input: Input, name: string, bytes: Uint8Array): Input {
  return new Map(input).set(name, bytes);
}

/** The name of the file that is read. */
export function mainFile(input: Input): string {
  return [...input.keys()][0] ?? '';
}

/** Size of all files together. */
export function inputBytes(input: Input): number {
  return [...input.values()].reduce((total, { length }) => total + length, 0);
}

/** Writes the files of an input into a folder, which is made if need be. */
export async function saveInput(folder: string, input: Input): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of input) await writeFile(join(folder, name), bytes);
}

/**
 * Reads the files of a folder as an input.
 *
 * @param main the file that is to be read
 */
export async function loadInput(folder: string, main: string): Promise<Input> {
  const names = (await readdir(folder)).filter((name) => name !== main).sort();
  const files = new Map<string, Uint8Array>();
  for (const name of [main, ...names]) files.set(name, new Uint8Array(await readFile(join(folder, name))));
  return files;
}
