import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file as it was built. */
export interface BuiltFile {
  /** Absolute. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/**
 * Brings the folder of the bundles up to date: what has not changed is not touched, and what has is replaced in one
 * step, since a system that is running may be reading it. Removes the bundles that are not among `names`.
 */
export async function updateDist(
  dist: string,
  files: readonly BuiltFile[],
  names: ReadonlySet<string>,
): Promise<void> {
  await mkdir(dist, { recursive: true });
  await Promise.all(files.map(update));
  const stale = (await readdir(dist)).filter((name) => !names.has(name));
  await Promise.all(stale.map((name) => rm(join(dist, name), { recursive: true })));
}

async function update({ path, contents }: BuiltFile): Promise<void> {
  const existing = await readFile(path).catch(() => undefined);
  if (existing?.equals(contents) === true) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, contents);
  await rename(`${path}.new`, path);
}
