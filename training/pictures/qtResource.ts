import { inflateSync } from 'node:zlib';

const TAG = 'qres';
/** Versions of the format with nodes of this size: a node also holds the time of the file, 8 bytes. */
const VERSIONS: readonly number[] = [2, 3];
const NODE_BYTES = 22;
const FLAG = { deflated: 1, folder: 2, zstd: 4 } as const;

/**
 * The files of a compiled Qt resource (`.rcc`), by their path inside of it, such as `images/cat.webp`. Files are unpacked
 * when they are asked for.
 *
 * The layout, as of Qt's `qresource.cpp`: a tag, the version and the offsets of tree, data and names, all big-endian. A node
 * of the tree is the offset of its name, flags, and for a folder the count of its children and the number of the first, for
 * a file its locale and the offset of its data. Data is a length and the bytes. A name is a length in UTF-16 units, a hash
 * and the units.
 */
export class QtResource {
  readonly #bytes: Buffer;
  readonly #offsets: { tree: number; data: number; names: number };
  readonly #files = new Map<string, { flags: number; start: number }>();

  /**
   * @param bytes a whole `.rcc` file
   * @throws Error for other files, and for a version that is not known
   */
  constructor(bytes: Buffer) {
    if (bytes.toString('latin1', 0, 4) !== TAG)
      throw new Error('not a Qt resource: it does not start with "qres"');
    const version = bytes.readUInt32BE(4);
    if (!VERSIONS.includes(version)) throw new Error(`a Qt resource of version ${version}; expected 2 or 3`);
    this.#bytes = bytes;
    this.#offsets = {
      tree: bytes.readUInt32BE(8),
      data: bytes.readUInt32BE(12),
      names: bytes.readUInt32BE(16),
    };
    this.#visitFolder(0, '');
  }

  /** Paths of all files, in the order of the tree. */
  get paths(): string[] {
    return [...this.#files.keys()];
  }

  /**
   * Contents of a file.
   *
   * @throws Error if there is none of this path, or if it is compressed with zstd
   */
  read(path: string): Buffer {
    const file = this.#files.get(path);
    if (!file) throw new Error(`no file "${path}" in the Qt resource`);
    if (file.flags & FLAG.zstd) throw new Error(`"${path}" is compressed with zstd, which is not read here`);
    const length = this.#bytes.readUInt32BE(file.start);
    const content = this.#bytes.subarray(file.start + 4, file.start + 4 + length);
    // Before deflated bytes stands their length when they are inflated.
    return file.flags & FLAG.deflated ? inflateSync(content.subarray(4)) : content;
  }

  #visitFolder(node: number, prefix: string): void {
    const offset = this.#offsets.tree + node * NODE_BYTES;
    const [count, first] = [this.#bytes.readUInt32BE(offset + 6), this.#bytes.readUInt32BE(offset + 10)];
    for (let child = first; child < first + count; child++) this.#visit(child, prefix);
  }

  #visit(node: number, prefix: string): void {
    const offset = this.#offsets.tree + node * NODE_BYTES;
    const path = prefix + this.#name(this.#bytes.readUInt32BE(offset));
    const flags = this.#bytes.readUInt16BE(offset + 4);
    if (flags & FLAG.folder) this.#visitFolder(node, `${path}/`);
    else this.#files.set(path, { flags, start: this.#offsets.data + this.#bytes.readUInt32BE(offset + 10) });
  }

  #name(offset: number): string {
    const start = this.#offsets.names + offset;
    const units = Array.from({ length: this.#bytes.readUInt16BE(start) }, (_, k) =>
      this.#bytes.readUInt16BE(start + 6 + 2 * k),
    );
    return String.fromCharCode(...units);
  }
}
