import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The schemas are kept once, beside this folder: the catalog wants each one next to its event.
const here = import.meta.dirname;
for (const type of readdirSync(join(here, "events"))) {
  const entry = join(here, "events", type);
  const [, v] = /^version: "(\d+)\./m.exec(readFileSync(join(entry, "index.mdx"), "utf8"));
  cpSync(join(here, "..", "schemas", `${type}.v${v}.json`), join(entry, "schema.json"));
}
