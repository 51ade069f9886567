import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import { captureLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeProcess } from "../../domain/process/actions.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { leanProcess } from "../support/given.ts";
import { send } from "../support/request.ts";
import { eventsOf } from "../support/world.ts";

let business: Business;
let handler: HttpHandler;

beforeAll(async () => {
  business = await startBusiness();
  ({ handler } = await import("../../functions/deal/migrate.ts"));
});
afterAll(() => business.stop());

const bookOf = (more: Partial<Process>): ProcessBook => ({
  ...shippedBook,
  processes: { ...shippedBook.processes, lean: { ...leanProcess(), ...more } },
});
const publish = (more: Partial<Process>) => business.act(changeProcess, bookOf(more));
const captured = () =>
  business.act(captureLead, { topic: "Tea", lastName: "Anders", company: "Alfreds", process: "lean" });
const migrated = (deal: string, body?: unknown, headers = {}, groups = "[admin]") =>
  send(handler, { route: "POST /deals/{deal}/migrate", path: { deal }, body, headers, groups });

describe("migrating a deal", () => {
  test("has its open records follow the process as it is now; what is closed stays as it is", async () => {
    const lead = await captured();
    const { opportunity } = await business.act(qualifyLead, {}, lead.id);
    const { version } = await publish({ depositPercent: "10" });
    const { status, body } = await migrated(lead.deal);
    expect(status).toBe(200);
    expect(body).toMatchObject({ deal: lead.deal, process: { name: "lean", version } });
    expect(body["records"]).toEqual([
      {
        stage: "opportunity",
        id: opportunity,
        status: "open",
        before: lead["process"],
        process: { name: "lean", version },
      },
    ]);
    const types = (await eventsOf(business.world, lead)).map(({ type }) => type);
    expect(types).toEqual(["lead.captured", "lead.qualified"]);
  });

  test("goes to another process when one is named", async () => {
    const lead = await captured();
    const { body } = await migrated(lead.deal, { process: "default" });
    expect(body["process"]).toMatchObject({ name: "default" });
    await expect(business.act(qualifyLead, {}, lead.id)).rejects.toThrow(/Purchase timeframe/);
  });

  test("changes nothing when it is asked again, by the same command or another", async () => {
    const lead = await captured();
    await publish({ depositPercent: "20" });
    const headers = { "idempotency-key": "once" };
    const first = await migrated(lead.deal, {}, headers);
    const again = await migrated(lead.deal, {}, headers);
    const other = await migrated(lead.deal);
    expect([again.status, other.status]).toEqual([200, 200]);
    expect(again.body["process"]).toEqual(first.body["process"]);
    expect(await eventsOf(business.world, lead)).toHaveLength(2);
  });

  test("by one command is done once, even when the processes have changed since", async () => {
    const lead = await captured();
    const headers = { "idempotency-key": "then" };
    const { version } = await publish({ depositPercent: "25" });
    await migrated(lead.deal, {}, headers);
    await publish({ depositPercent: "30" });
    const { status, body } = await migrated(lead.deal, {}, headers);
    expect({ status, records: body["records"] }).toMatchObject({
      status: 200,
      records: [{ process: { name: "lean", version } }],
    });
    expect(await migrated(lead.deal, { process: "default" }, headers)).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
  });

  test("of which nothing is open any more does nothing", async () => {
    const lead = await captured();
    await business.act(disqualifyLead, { reason: "lost" }, lead.id);
    expect(await migrated(lead.deal)).toMatchObject({ status: 200, body: { records: [] } });
  });

  test("is refused for a process or a deal that is not there, and to who is no admin", async () => {
    const { deal } = await captured();
    expect(await migrated(deal, { process: "other" })).toMatchObject({
      status: 422,
      body: { allowed: ["default", "lean"] },
    });
    expect(await migrated("dea_00000000000000000000000000")).toMatchObject({ status: 404 });
    expect(await migrated("deal")).toMatchObject({ status: 404 });
    expect(await migrated(deal, { name: "lean" })).toMatchObject({ status: 400 });
    expect(await migrated(deal, {}, {}, "[sales]")).toMatchObject({ status: 403 });
  });
});
