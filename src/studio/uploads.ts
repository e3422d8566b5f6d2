/** Files that were added to the page: streamed into the work folder, read as runs would read them, and known by an id from then on. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically, writeProblem } from '../shared/atomicFile.js';
import { NstError } from '../shared/errors.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { windowsNameProblem } from '../shared/paths.js';
import { FILE_KINDS } from './fileKinds.js';
import { isId, newId } from './ids.js';
import type { FileReaders } from './medium.js';
import { readNote } from './note.js';
import type { Room } from './room.js';
import type { FileInfo, FileKindName } from './wire.js';

/** Names are kept for command lines and results; more of them than this says nothing. */
const MAX_NAME_CHARACTERS = 60;
const [INFO, VIEW] = ['info.json', 'view.png'] as const;

const FILE_INFO = z.object({
  id: z.string(),
  name: z.string().regex(/^[\p{L}\p{N}_.-]+$/u, 'a name without separators'),
  kind: z.enum(FILE_KINDS),
  bytes: z.number(),
  facts: z.string(),
  hasView: z.boolean(),
});

const NOTE = { of: 'a file', schema: FILE_INFO, maxBytes: 2 ** 16 };

/** A name that no shell and no file system has to be asked about; the ending stays. */
export function plainName(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');
  const short = plain.replace(/^[.-]+/, '').slice(-MAX_NAME_CHARACTERS);
  const isName = short !== '' && ![INFO, VIEW].some((note) => note === short);
  return isName && windowsNameProblem(short) === undefined ? short : `file-${short.replace(/\.+$/, '')}`;
}

/** A folder that is being filled has an id behind a dot. */
const isBegun = (name: string) => name.startsWith('.') && isId(name.slice(1));

/** All uploads of a work folder. */
export class Uploads {
  readonly #files = new Map<string, FileInfo>();

  private constructor(
    private readonly folder: string,
    private readonly readers: FileReaders,
    private readonly room: Room,
  ) {}

  /** Opens a folder with what was uploaded before. @param room that there is for it @throws NstError NST_BAD_OUTPUT */
  static async open(folder: string, readers: FileReaders, room: Room): Promise<Uploads> {
    await makeOutputFolder(folder);
    const uploads = new Uploads(folder, readers, room);
    for (const name of await readdir(folder)) {
      if (isId(name)) await uploads.#remember(name);
      // What a studio that was killed had begun to take in.
      else if (isBegun(name)) await rm(join(folder, name), { recursive: true, force: true });
    }
    return uploads;
  }

  /**
   * Removes uploads that nothing needs.
   *
   * @param ids looked at; all, if left out
   * @returns those that are gone
   */
  async sweep(
    needed: ReadonlySet<string>,
    ids: Iterable<string> = [...this.#files.keys()],
  ): Promise<string[]> {
    const unneeded = [...ids].filter((id) => this.#files.has(id) && !needed.has(id));
    for (const id of unneeded) this.#files.delete(id);
    await Promise.all(unneeded.map((id) => rm(join(this.folder, id), { recursive: true, force: true })));
    return unneeded;
  }

  /** What is damaged is not shown, and left where it is. */
  async #remember(id: string): Promise<void> {
    const info = await readNote(join(this.folder, id, INFO), NOTE);
    if (info?.id === id && existsSync(join(this.folder, id, info.name))) this.#files.set(id, info);
  }

  get all(): FileInfo[] {
    return [...this.#files.values()];
  }

  get(id: string): FileInfo | undefined {
    return this.#files.get(id);
  }

  /** Where an upload lies; undefined if there is none of this id. */
  pathOf = (id: string): string | undefined => {
    const info = this.#files.get(id);
    return info && join(this.folder, info.id, info.name);
  };

  /** Where the picture of an upload lies. */
  viewOf(id: string): string | undefined {
    return this.#files.get(id)?.hasView ? join(this.folder, id, VIEW) : undefined;
  }

  /**
   * Takes a file in. The same bytes under the same name are the same file.
   *
   * @throws NstError NST_BAD_INPUT for what is larger than it may be, or not what it should be; nothing is kept of it
   */
  async add(kind: FileKindName, givenName: string, bytes: AsyncIterable<Uint8Array>): Promise<FileInfo> {
    const name = plainName(givenName);
    const reader = this.readers[kind];
    const temporary = join(this.folder, `.${newId()}`);
    await makeOutputFolder(temporary);
    const path = join(temporary, name);
    try {
      const { size, digest } = await receive(path, name, bytes, {
        maxBytes: reader.maxBytes,
        room: this.room,
        roomBytes: await this.room.left(),
      });
      const id = digest.update(`/${kind}/${name}`).digest('hex').slice(0, 32);
      const before = this.#files.get(id);
      if (before) return before;
      const { facts, view } = await reader
        .read(path)
        .catch((error: unknown) => rejectNamed(error, path, name));
      const keep = (note: string, content: Uint8Array | string) =>
        writeAtomically(join(temporary, note), content).catch((error: unknown) => rejectWrite(name, error));
      if (view) await keep(VIEW, view);
      const info: FileInfo = { id, name, kind, bytes: size, facts, hasView: view !== undefined };
      await keep(INFO, JSON.stringify(info));
      await rm(join(this.folder, id), { recursive: true, force: true });
      await rename(temporary, join(this.folder, id));
      this.#files.set(id, info);
      return info;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
}

/** What is said of an upload names it as its user does. */
function rejectNamed(error: unknown, path: string, name: string): never {
  if (!(error instanceof NstError)) throw error;
  throw new NstError(error.code, error.message.replaceAll(path, name), { cause: error });
}

/** How much may come. */
interface Limits {
  /** Of one file. */
  readonly maxBytes: number;
  readonly room: Room;
  readonly roomBytes: number;
}

async function receive(
  path: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, room, roomBytes }: Limits,
) {
  const digest = createHash('sha256');
  const handle = await open(path, 'wx').catch((error: unknown) => rejectWrite(name, error));
  let size = 0;
  try {
    for await (const part of bytes) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(name, maxBytes);
      if (size > roomBytes) throw room.refusal(name);
      digest.update(part);
      await handle.writeFile(part).catch((error: unknown) => rejectWrite(name, error));
    }
  } finally {
    await handle.close();
  }
  return { size, digest };
}

function rejectWrite(name: string, error: unknown): never {
  // What the file system said, without the name that the file has on the way.
  const reason = error instanceof NstError ? error.cause : error;
  throw new NstError('NST_BAD_OUTPUT', `${name}: cannot be kept: ${writeProblem(reason)}`, { cause: error });
}

/** The refusal of an upload by its size. */
export function tooLarge(name: string, maxBytes: number): NstError {
  const limit = `${Math.floor(maxBytes / 2 ** 20)} MiB`;
  return new NstError('NST_BAD_INPUT', `${name}: expected at most ${limit}, found more; make it smaller`);
}
