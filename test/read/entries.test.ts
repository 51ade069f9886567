import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { records, stages } from "../../domain/stages.ts";
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
  expect(new Set(reads)).toEqual(new Set([...expected, "functions/read/unknown.ts"]));
});

test("the stages that are read are the stages that there are", () => {
  expect(records).toEqual(stages.map(({ stage }) => stage));
});
