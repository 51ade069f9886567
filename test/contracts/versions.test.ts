import { DiagnosticSeverity, Parser } from "@asyncapi/parser";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { contractOf, type EventContract } from "../../contracts/events.ts";
import { asyncApi } from "../../contracts/pages/async-api.ts";
import { catalogFiles } from "../../contracts/pages/catalog.ts";
import { eventPage } from "../../contracts/pages/event-page.ts";
import { indexPage } from "../../contracts/pages/index-page.ts";
import { eventSchema } from "../../contracts/schema.ts";
import { versionsOf } from "../../contracts/schemas.ts";

/** The contracts once an event has come to its second version. */
function planted(): EventContract {
  const first = contractOf("lead.contacted");
  if (first === undefined) throw new Error("no such event");
  const older = { v: 1, data: first.data, since: first.since, sunset: "2027-06-30" };
  const data = z.object({ how: z.enum(["phone", "mail"]) });
  const example = { ...first.example, v: 2, data: { how: "phone" } };
  return { ...first, v: 2, since: "2027-01-11", data, older: [older], example };
}

const event = planted();

describe("An event with an older version", () => {
  test("says of each, on its page, since when it is current and until when it is published", () => {
    const page = eventPage(event);
    expect(page).toContain("| Version | 2, since 2027-01-11 |");
    expect(page).toContain("version 1, since 2026-11-26, is published too until 2027-06-30");
    expect(indexPage([event])).toContain("| [lead.contacted](lead.contacted.md) | 2 | 2027-01-11 |");
    const entry = catalogFiles([event]).get("events/lead.contacted/index.mdx");
    expect(entry).toContain("Also: version 1, since 2026-11-26, is published too until 2027-06-30");
  });

  test("says so in the schema of each", () => {
    expect(versionsOf(event).map((each) => eventSchema(each))).toMatchObject([
      {
        $id: "urn:salesline:event:lead.contacted:v1",
        "x-since": "2026-11-26",
        "x-sunset": "2027-06-30",
        deprecated: true,
      },
      { $id: "urn:salesline:event:lead.contacted:v2", "x-since": "2027-01-11" },
    ]);
    const [, current] = versionsOf(event);
    expect(current && eventSchema(current)).not.toHaveProperty("x-sunset");
  });

  test("has a message of each in the AsyncAPI document, which is valid", async () => {
    const written = JSON.stringify(asyncApi([event]));
    const { diagnostics } = await new Parser().parse(written);
    const severe = new Set([DiagnosticSeverity.Error, DiagnosticSeverity.Warning]);
    expect(diagnostics.filter(({ severity }) => severe.has(severity))).toEqual([]);
    expect(asyncApi([event]).components.messages).toMatchObject({
      "lead.contacted.v1": { "x-since": "2026-11-26", "x-sunset": "2027-06-30", title: "lead.contacted" },
      "lead.contacted": { "x-since": "2027-01-11", examples: [{ payload: { v: 2 } }] },
    });
    expect(Object.keys(asyncApi([event]).channels.bus.messages)).toHaveLength(2);
  }, 120_000);
});
