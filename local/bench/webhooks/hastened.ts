import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Settings of webhooks that are shorter than in a company, where nobody would wait for days. */
export interface Haste {
  readonly waits: readonly number[];
  readonly timeoutSeconds: number;
}

const set = (template: string, name: string, value: string) =>
  template.replaceAll(new RegExp(`("${name}":\\s*)"[^"]*"`, "g"), `$1"${value}"`);

/** A copy of a synthesised app in a folder of its own with these settings; the bundles stay where they are. */
export const hastened = (assembly: string, { waits, timeoutSeconds }: Haste) => {
  const folder = mkdtempSync(join(tmpdir(), "salesline-bench-"));
  for (const name of readdirSync(assembly)) {
    const from = join(assembly, name);
    if (!statSync(from).isFile() || !name.endsWith(".json")) continue;
    const template = readFileSync(from, "utf8");
    const waiting = set(template, "WEBHOOK_WAITS", waits.join(","));
    writeFileSync(join(folder, name), set(waiting, "WEBHOOK_TIMEOUT_SECONDS", String(timeoutSeconds)));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
};
