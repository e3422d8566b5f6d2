/** The one way to open what a user names for reading: regular files and folders, and nothing that may never answer. */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { messageOf, NstError } from './errors.js';

const [KIB, MIB, GIB] = [2 ** 10, 2 ** 20, 2 ** 30] as const;

/** The most that Node gives one read: 2^31 - 1 bytes. */
export const MAX_WHOLE_BYTES = 2 * GIB - 1;

/** What a file has to be before a byte of it is read. */
export interface InputRules {
  /** What should be in it, for messages: `a picture (PNG or JPEG)`. */
  readonly expected: string;
  readonly maxBytes: number;
  /** What to do about a larger one. */
  readonly ifLarger?: string;
}

/** A regular file, open for reading. */
export interface InputFile {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
}

function reject(path: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`, { cause });
}

const isPermission = (code: unknown) => code === 'EACCES' || code === 'EPERM';

function rejectUnreadable(path: string, expected: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return reject(path, `expected ${expected}, found no file of that name; check the path`, error);
  if (isPermission(code))
    return reject(path, 'no permission to read this file; change its permissions', error);
  if (code === 'ELOOP')
    return reject(path, `expected ${expected}, found a link that leads to itself; name the file`, error);
  if (code === 'ENAMETOOLONG')
    return reject(path.slice(0, 80), 'this name is longer than names of files can be; check it', error);
  return reject(path, `this file cannot be read: ${messageOf(error)}`, error);
}

/** A size with two digits or more, in the largest unit that it fills. */
function sizeText(bytes: number): string {
  const [unit, name] = bytes >= GIB ? [GIB, 'GiB'] : bytes >= MIB ? [MIB, 'MiB'] : [KIB, 'KiB'];
  return `${Number((bytes / unit).toFixed(1))} ${name}`;
}

function checkKind(path: string, info: Stats, { expected, maxBytes, ifLarger }: InputRules): void {
  if (info.isDirectory()) reject(path, `expected ${expected}, found a folder; name a file in it`);
  // A pipe may never be written to, a device may never end, and neither can be read twice.
  if (!info.isFile()) reject(path, `expected ${expected}, found a pipe or device; save it to a file first`);
  if (info.size === 0) reject(path, `expected ${expected}, found an empty file`);
  if (info.size <= maxBytes) return;
  const problem = `found ${sizeText(info.size)}; ${ifLarger ?? 'check what this file is'}`;
  reject(path, `expected a file of at most ${sizeText(maxBytes)}, ${problem}`);
}

/** Opening a device may already do something, so it is looked at first; what was opened is looked at again. */
async function openChecked(path: string, rules: InputRules): Promise<InputFile> {
  checkKind(path, await stat(path), rules);
  // What has become a pipe meanwhile must not wait for a writer. Windows has no such flag.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const info = await handle.stat();
    checkKind(path, info, rules);
    return { handle, sizeBytes: info.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Opens a file for the time that `use` takes.
 *
 * @throws NstError NST_BAD_INPUT, one line, for what is missing, a folder, a pipe, a device, empty, larger than it may be, or
 *   unreadable; what `use` throws passes
 */
export async function withInputFile<T>(
  path: string,
  rules: InputRules,
  use: (file: InputFile) => Promise<T> | T,
): Promise<T> {
  const file = await openChecked(path, rules).catch((error: unknown) =>
    error instanceof NstError ? Promise.reject(error) : rejectUnreadable(path, rules.expected, error),
  );
  try {
    return await use(file);
  } finally {
    await file.handle.close();
  }
}

/** As many bytes as the file had when it was opened: one that grows has no end. */
async function readBytes({ handle, sizeBytes }: InputFile): Promise<Buffer> {
  // Not from the shared pool: buffers of the pool cannot be handed to workers.
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  let done = 0;
  while (done < sizeBytes) {
    const { bytesRead } = await handle.read(bytes, done, sizeBytes - done, done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/**
 * Reads a file whole.
 *
 * @throws NstError NST_BAD_INPUT, as `withInputFile`
 */
export async function readInputFile(path: string, rules: InputRules): Promise<Buffer> {
  return withInputFile(path, rules, (file) =>
    readBytes(file).catch((error: unknown) => rejectUnreadable(path, rules.expected, error)),
  );
}

/** Whether a path leads to a folder; whatever else is wrong with it is said when it is opened. */
export async function isInputFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

/**
 * The names of what is in a folder.
 *
 * @param expected what should be there, for messages
 * @throws NstError NST_BAD_INPUT if it cannot be listed
 */
export async function listInputFolder(folder: string, expected: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => rejectUnreadable(folder, expected, error));
}
