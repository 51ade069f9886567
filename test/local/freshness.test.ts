import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isBuiltFrom, markBuilt, sourcesOf } from "../../local/freshness.ts";

let root: string;
let assembly: string;
const write = (file: string, text: string) => writeFileSync(join(root, file), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sources-"));
  assembly = join(root, "cdk.out");
  for (const folder of ["functions/quote", "cdk.out", "local"])
    mkdirSync(join(root, folder), { recursive: true });
  write("functions/quote/send.ts", "one");
  write("cdk.out/Shop.template.json", "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

test("an app is built once for the same sources", () => {
  expect(isBuiltFrom(assembly, sourcesOf(root))).toBe(false);
  markBuilt(assembly, sourcesOf(root));
  write("local/main.ts", "the local runtime is no part of the app");
  expect(isBuiltFrom(assembly, sourcesOf(root))).toBe(true);
});

test.each([
  ["a function changes", "functions/quote/send.ts"],
  ["a function comes", "functions/quote/accept.ts"],
  ["a setting changes", "cdk.json"],
  ["a dependency changes", "package-lock.json"],
  ["somebody else synthesises other templates", "cdk.out/Shop.template.json"],
])("it is built again when %s", (_, file) => {
  markBuilt(assembly, sourcesOf(root));
  write(file, "two");
  expect(isBuiltFrom(assembly, sourcesOf(root))).toBe(false);
});

test("a change while it is being built is built the next time", () => {
  const before = sourcesOf(root);
  write("functions/quote/send.ts", "two");
  markBuilt(assembly, before);
  expect(isBuiltFrom(assembly, sourcesOf(root))).toBe(false);
});
