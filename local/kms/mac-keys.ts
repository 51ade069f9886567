import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartProblem } from "../problem.ts";

const BYTES = 32;
const whole = /^[0-9a-f]{64}$/;

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** All of it or nothing is on disk, whenever the machine stops: a key that is half there would be another key. */
function write(file: string, content: string): void {
  const half = `${file}.new`;
  const handle = openSync(half, "w", 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}

/**
 * The key of this name in a folder, made when it is missing. Throws StartProblem when it is damaged: with another one in
 * its place every receiver would find every signature wrong.
 */
export function keyIn(folder: string, name: string): Buffer {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name.replaceAll(/[^\w.-]/g, "-"));
  const kept = read(file);
  if (kept !== undefined) {
    if (whole.test(kept)) return Buffer.from(kept, "hex");
    throw new StartProblem(
      `The key ${file} is damaged: put a copy of it back, or remove it and tell every receiver its new secret`,
    );
  }
  const made = randomBytes(BYTES);
  write(file, made.toString("hex"));
  return made;
}
