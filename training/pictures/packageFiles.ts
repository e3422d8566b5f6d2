import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QtResource } from './qtResource.js';

const RESOURCE = /^(?<resource>.*\.rcc)\/(?<member>.*)$/;

/** The files of an unpacked package. A path goes on into a Qt resource as if that were a folder: `a/b.rcc/c/d.webp`. */
export class PackageFiles {
  readonly #resources = new Map<string, QtResource>();

  constructor(readonly folder: string) {}

  /**
   * Contents of a file.
   *
   * @throws Error if there is no such file
   */
  read(path: string): Buffer {
    const { resource, member } = RESOURCE.exec(path)?.groups ?? {};
    if (resource === undefined || member === undefined) return readFileSync(join(this.folder, path));
    return this.#resource(resource).read(member);
  }

  /** Paths of the files below a folder or in a resource, sorted; of a folder only those directly in it. */
  list(path: string): string[] {
    if (path.endsWith('.rcc'))
      return this.#resource(path)
        .paths.map((member) => `${path}/${member}`)
        .sort();
    const files = readdirSync(join(this.folder, path), { withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    return files.map(({ name }) => `${path}/${name}`).sort();
  }

  #resource(path: string): QtResource {
    const opened = this.#resources.get(path) ?? new QtResource(readFileSync(join(this.folder, path)));
    this.#resources.set(path, opened);
    return opened;
  }
}
