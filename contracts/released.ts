import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { paths } from "./paths.ts";
import { releaseProblems, type Schemas, told } from "./release.ts";
import type { Schema } from "./schema.ts";
import { currentSchemas } from "./schemas.ts";

const END = ".json";

const Read = z.custom<Schema>((value) => z.record(z.string(), z.unknown()).safeParse(value).success);

/** The schemas as they were last released. */
export function releasedSchemas(): Schemas {
  const files = readdirSync(paths.released).filter((name) => name.endsWith(END));
  const read = (file: string) => Read.parse(JSON.parse(readFileSync(join(paths.released, file), "utf8")));
  return new Map(files.toSorted().map((file) => [file.slice(0, -END.length), read(file)]));
}

/** Releases what is published now, or says why that would break consumers and releases nothing. */
export function release(today: string): readonly string[] {
  mkdirSync(paths.released, { recursive: true });
  const [before, current] = [releasedSchemas(), currentSchemas()];
  const problems = releaseProblems(before, current, today).map(told);
  if (problems.length > 0) return problems;
  for (const [name, schema] of current) {
    writeFileSync(join(paths.released, `${name}${END}`), `${JSON.stringify(schema, undefined, 2)}\n`);
  }
  for (const name of before.keys()) if (!current.has(name)) rmSync(join(paths.released, `${name}${END}`));
  return [];
}
