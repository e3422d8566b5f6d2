/** Files that lie in no folder: what jobs read and write may be in a store that all machines reach. */

/** A store of files by addresses such as `s3://bucket/folder/file.png`. */
export interface FileStore {
  /** What changes with the file; undefined if there is none. @throws NstError if the store cannot be reached */
  tagOf(address: string): Promise<string | undefined>;
  /** Copies a file here. @throws NstError */
  fetch(address: string, path: string): Promise<void>;
  /** Copies a file there, whole or not at all. @throws NstError */
  put(path: string, address: string): Promise<void>;
}

/** Whether a name is that of a file in a store. */
export const isStored = (name: unknown): name is string =>
  typeof name === 'string' && name.startsWith('s3://');
