import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { events } from "../../contracts/events.ts";
import { presentFiles } from "../../contracts/generate.ts";
import { contractFiles } from "../../contracts/pages/files.ts";
import { paths } from "../../contracts/paths.ts";

const files = contractFiles();
const severe = new Set([DiagnosticSeverity.Error, DiagnosticSeverity.Warning]);
const committed = (path: string) => readFileSync(join(paths.docs, path), "utf8");

describe("The pages and documents of the events", () => {
  test("are those that lie in docs/events: otherwise run npm run contracts", () => {
    const present = presentFiles();
    expect([...files.keys()].filter((path) => !present.includes(path))).toEqual([]);
    expect(present.filter((path) => !files.has(path))).toEqual([]);
    expect([...files].filter(([path, text]) => committed(path) !== text).map(([path]) => path)).toEqual([]);
  });

  test("are the same each time", () => {
    expect([...contractFiles()]).toEqual([...files]);
  });

  test("have links that lead somewhere", () => {
    const pages = [...files, ["README.md", committed("README.md")] as const].filter(([path]) =>
      /^[^/]+\.md$/.test(path),
    );
    const links = pages.flatMap(([page, text]) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = ""]) => ({ page, to })),
    );
    expect(links.length).toBeGreaterThan(300);
    const lost = links.filter(({ to }) => !existsSync(join(paths.docs, to)));
    expect(lost).toEqual([]);
  });

  test("tell of each field whether it is personal, and of a change both sides at once", () => {
    const page = files.get("contact.changed.md") ?? "";
    expect(page).toContain("| `email` | before, after | email |  | personal |");
    expect(page).toContain("| `account` | before, after | string |  |  |");
    expect(files.get("order.placed.md")).toContain("| `totals` | [Totals](types.md#totals) | yes |  |");
    expect(files.get("types.md")).toContain("## Totals");
  });

  test("say who emits an event and what follows", () => {
    const page = files.get("quote.accepted.md") ?? "";
    expect(page).toContain("| Comes of | `quote.accept` (sales) |");
    expect(page).toContain("`place-order` asks for `order.place`");
    expect(files.get("order.placed.md")).toContain("`order.place` (by itself)");
  });
});

describe("The AsyncAPI document", () => {
  test("is valid by the official parser, examples included, and has every event type", async () => {
    const { document, diagnostics } = await new Parser().parse(files.get("asyncapi.json") ?? "");
    const wrong = diagnostics.filter(({ severity }) => severe.has(severity));
    expect(wrong.map(({ code, message, path }) => `${code} ${path.join(".")} ${message}`)).toEqual([]);
    expect(document?.version()).toBe("3.0.0");
    const names =
      document
        ?.components()
        .messages()
        .all()
        .map((message) => message.name() ?? "") ?? [];
    expect(names.toSorted()).toEqual([...events.map(({ type }) => type), "webhook"].toSorted());
  }, 120_000);
});

describe("The catalog", () => {
  test("has an entry of each event, and of each stage with what it sends and hears", () => {
    for (const { type } of events) expect(files.has(`catalog/events/${type}/index.mdx`)).toBe(true);
    const entry = files.get("catalog/services/order/index.mdx") ?? "";
    const sends = z.array(z.object({ id: z.string(), version: z.string() }));
    const lines = new Map(
      entry.split("\n").map((line) => [line.split(":")[0] ?? "", line.slice(line.indexOf(":") + 1)]),
    );
    const sent = sends.parse(JSON.parse(lines.get("sends") ?? ""));
    expect(sent).toContainEqual({ id: "order.placed", version: "1.0.0" });
    const heard = sends.parse(JSON.parse(lines.get("receives") ?? ""));
    expect(heard).toContainEqual({ id: "quote.accepted", version: "1.0.0" });
  });
});
