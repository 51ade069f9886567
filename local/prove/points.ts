import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const Point = z.object({ died: z.int().min(0), seen: z.iso.date() });
const Points = z.record(z.string(), Point);

/** Points of death by name: how often functions died there, in all runs, and when one last came by. */
export type Points = Readonly<z.output<typeof Points>>;

/** The points that earlier runs have noted; none when there is no such file. Throws when it is none. */
export const readPoints = (file: string): Points => {
  if (!existsSync(file)) return {};
  const read = Points.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new Error(`--ledger ${file} is no ledger of points; remove it, or name another`);
};

/** What a run has seen: points by which it came, and how often functions died at which. */
export interface SeenPoints {
  readonly known: readonly string[];
  readonly died: ReadonlyMap<string, number>;
}

/** Points together with what a run has seen. */
export const withPoints = (before: Points, { known, died }: SeenPoints, today: string): Points => {
  const now = known.map((name): [string, Points[string]] => [
    name,
    { died: (before[name]?.died ?? 0) + (died.get(name) ?? 0), seen: today },
  ]);
  return { ...before, ...Object.fromEntries(now) };
};

/** Notes points in a file, in place of what stands there. */
export const writePoints = (file: string, points: Points): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(points, undefined, 1)}\n`);
  renameSync(`${file}.new`, file);
};

/** Adds what a run has seen to what is noted; all that is noted now. */
export const addPoints = (file: string, seen: SeenPoints, today: string): Points => {
  // Read again: another run may have ended meanwhile.
  const all = withPoints(readPoints(file), seen, today);
  writePoints(file, all);
  return all;
};
