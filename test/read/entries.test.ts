import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { records, stages } from "../../domain/stages.ts";
import { exportRoutes } from "../../functions/runtime/export/routes.ts";
import { feedRoutes } from "../../functions/runtime/feed/routes.ts";
import { processRoutes } from "../../functions/runtime/read/process-routes.ts";
import { readRoutes } from "../../functions/runtime/read/routes.ts";
import { readEntries } from "../../infra/entries.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("every route that reads has its function, and every function that reads has a route", () => {
  const expected = readRoutes.map(({ kind, home }) =>
    kind === "actions" && home !== undefined
      ? `functions/read/actions/${home.name}.ts`
      : `functions/read/${kind}.ts`,
  );
  const found = readEntries(root).map(({ file }) => file);
  const reads = found.filter((file) => file.startsWith("functions/read/"));
  const named = [...exportRoutes, ...feedRoutes].map(
    ({ entry }) => `functions/${entry.replace("-", "/")}.ts`,
  );
  const others = ["functions/read/unknown.ts", "functions/read/labels.ts", ...named];
  expect(new Set(reads)).toEqual(new Set([...expected, ...others]));
});

test("every route of the sales processes has its function", () => {
  const names = readEntries(root).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(processRoutes.map(({ entry }) => entry)));
});

test("the stages that are read are the stages that there are", () => {
  expect(records).toEqual(stages.map(({ stage }) => stage));
});
