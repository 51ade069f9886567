import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { events, newestContracts } from "../../contracts/events.ts";
import { eventSchema } from "../../contracts/schema.ts";
import { type Contract, contractsOf, schemasOf, typesOf } from "./generate.ts";

const root = join(import.meta.dirname, "../..");

/** What the package has of the contracts: its generated files, by path from the root. */
export async function packageFiles(): Promise<ReadonlyMap<string, string>> {
  const contracts: Contract[] = events.map((event) => ({ ...event, schema: eventSchema(event) }));
  return new Map([
    ["salesline-events/generated/events.ts", await typesOf(contracts)],
    ["salesline-events/generated/contracts.ts", contractsOf(newestContracts)],
    ["salesline-events/generated/schemas.ts", schemasOf(contracts)],
  ]);
}

/** Writes the generated files of the package. */
export async function writePackageFiles(): Promise<void> {
  for (const [path, text] of await packageFiles()) writeFileSync(join(root, path), text);
}

if (import.meta.main) await writePackageFiles();
