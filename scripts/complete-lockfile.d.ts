interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

/** Names, versions and parents of optional dependencies without an entry in the lock file's `packages`. */
export function findMissing(
  packages: Record<string, LockedPackage>,
): { name: string; version: string; parent: string }[];
