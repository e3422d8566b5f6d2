/** A package that is installed for users of this one. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  /** As the lock file states it: an SPDX expression. */
  readonly licence: string;
  /** Its folder. */
  readonly path: string;
  /** Whether only some platforms install it. */
  readonly isOptional: boolean;
}

/** The packages that are installed for users of this one, of all platforms; `root` has package-lock.json. */
export function productionPackages(root: string): ProductionPackage[];

/** The text of THIRD-PARTY.md; `root` has package-lock.json and node_modules. */
export function thirdPartyNotice(root: string): string;
