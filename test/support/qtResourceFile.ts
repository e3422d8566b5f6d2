import { deflateSync } from 'node:zlib';

/** A file of a resource. */
export interface ResourceFile {
  readonly path: string;
  readonly content: Buffer;
  readonly isDeflated?: boolean;
}

interface Node {
  readonly name: string;
  readonly children: Node[];
  readonly file?: ResourceFile;
}

function addFile(parent: Node, [name, ...below]: readonly string[], file: ResourceFile): void {
  if (below.length === 0) {
    parent.children.push({ name: name!, children: [], file });
    return;
  }
  let folder = parent.children.find((child) => child.name === name && !child.file);
  if (!folder) {
    folder = { name: name!, children: [] };
    parent.children.push(folder);
  }
  addFile(folder, below, file);
}

/** Folders after each other, children of each in a row, as the format wants them. */
function inRows(root: Node): Node[] {
  const nodes = [root];
  for (let i = 0; i < nodes.length; i++) nodes.push(...nodes[i]!.children);
  return nodes;
}

function nameBytes(name: string): Buffer {
  const units = Buffer.from(name, 'utf16le').swap16();
  const head = Buffer.alloc(6);
  head.writeUInt16BE(name.length, 0);
  return Buffer.concat([head, units]);
}

function fileBytes({ content, isDeflated = false }: ResourceFile): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const stored = isDeflated ? Buffer.concat([length, deflateSync(content)]) : content;
  const head = Buffer.alloc(4);
  head.writeUInt32BE(stored.length);
  return Buffer.concat([head, stored]);
}

/** A compiled Qt resource of version 3, as `rcc` writes it. @param extraFlags are set for each file */
export function qtResourceFile(files: readonly ResourceFile[], extraFlags = 0): Buffer {
  const root: Node = { name: '', children: [] };
  for (const file of files) addFile(root, file.path.split('/'), file);
  const nodes = inRows(root);
  let [names, data] = [Buffer.alloc(0), Buffer.alloc(0)];
  let nextChild = 1;
  const rows = nodes.map(({ name, children, file }) => {
    const row = Buffer.alloc(22);
    row.writeUInt32BE(names.length, 0);
    names = Buffer.concat([names, nameBytes(name)]);
    row.writeUInt16BE(file ? extraFlags | (file.isDeflated ? 1 : 0) : 2, 4);
    row.writeUInt32BE(file ? 0 : children.length, 6);
    row.writeUInt32BE(file ? data.length : nextChild, 10);
    nextChild += children.length;
    if (file) data = Buffer.concat([data, fileBytes(file)]);
    return row;
  });
  const head = Buffer.alloc(24);
  head.write('qres', 'latin1');
  const [tree, dataStart] = [head.length, head.length + 22 * rows.length];
  for (const [i, value] of [3, tree, dataStart, dataStart + data.length].entries())
    head.writeUInt32BE(value, 4 + 4 * i);
  return Buffer.concat([head, ...rows, data, names]);
}
