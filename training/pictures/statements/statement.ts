import type { PackageFiles } from '../packageFiles.js';

/** What a package says of one of its pictures. */
export type Statement = Readonly<{ author: string; licence: string; statedIn: string }>;

/** Reads what a package says of its pictures, once; the function gives it by path, or nothing where it says nothing. */
export type StatementReader = (files: PackageFiles) => (path: string) => Statement | undefined;
