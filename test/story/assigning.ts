import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { CapturePolicy, shippedPolicy } from "../../domain/capture/policy.ts";
import { History } from "../../local/client/answers.ts";
import type { Person } from "../../local/client/client.ts";
import { waitFor } from "../../local/client/wait.ts";
import type { System } from "./system.ts";

const Scored = z.object({
  score: z.object({ points: z.int(), reasons: z.array(z.object({ rule: z.string(), points: z.int() })) }),
});
const TeamAnswer = z.object({ open: z.record(z.string(), z.array(z.string())) });
const members = [{ owner: "ana" }, { owner: "ben" }];
const fields = { name: "Inside sales", method: "round-robin", timeZone: "Europe/Berlin", members };
const lead = {
  topic: "Chai",
  lastName: "Anders",
  company: "Alfreds",
  email: "maria@alfreds.example",
  source: "email",
  campaign: "Who takes it",
};

/** Who takes a lead, and until when, over HTTP and the reactions. */
export const tellAssigning = (use: () => System): void => {
  let sales: Person;
  let team: string;

  beforeAll(async () => {
    const { crew, client } = use();
    sales = crew.sales;
    const admin = await client.person(["admin"]);
    team = (await sales.ask("POST", "/teams", fields)).id;
    const policy = CapturePolicy.parse({
      ...shippedPolicy,
      assign: [{ id: "fair", when: { campaign: [lead.campaign] }, to: { team } }],
      firstResponse: [{ id: "fair", when: { campaign: [lead.campaign] }, minutes: 1 }],
    });
    await admin.ask("PUT", "/capture", policy);
  });

  test("each lead has a score with its reasons, and goes to the one whose turn it is", async () => {
    const made = [];
    for (const nth of [1, 2, 3]) {
      const email = `maria${nth}@alfreds${nth}.example`;
      made.push(await sales.ask("POST", "/leads", { ...lead, lastName: `Anders${nth}`, email }));
    }
    for (const record of made) {
      expect(record).toMatchObject({ assignedBy: "fair", team, respondBy: expect.any(String) });
      const { score } = Scored.parse(record);
      expect(score.points).toBe(score.reasons.reduce((sum, { points }) => sum + points, 0));
      expect(score.reasons).toContainEqual({ rule: "own-mail-domain", points: 20 });
    }
    const owners: string[] = [];
    for (const { id } of made) {
      const { owner } = await sales.until(`/leads/${id}`, (record) => record["owner"] !== undefined);
      owners.push(String(owner));
    }
    owners.sort();
    expect([
      ["ana", "ana", "ben"],
      ["ana", "ben", "ben"],
    ]).toContainEqual(owners);
  });

  test("what is given up is open no longer for its team", async () => {
    const { id } = await sales.ask("POST", "/leads", { ...lead, lastName: "Berg", email: "b@berg.example" });
    await sales.until(`/leads/${id}`, (record) => record["owner"] !== undefined);
    const isOpen = (record: unknown) => Object.values(TeamAnswer.parse(record).open).flat().includes(id);
    await sales.until(`/teams/${team}`, isOpen);
    await sales.ask("POST", `/leads/${id}/disqualify`, { reason: "lost" });
    expect(isOpen(await sales.until(`/teams/${team}`, (record) => !isOpen(record)))).toBe(false);
  });

  test("who is not called within the minute is told of, and then how long it took", async () => {
    const { id } = await sales.ask("POST", "/leads", {
      ...lead,
      lastName: "Chang",
      email: "c@chang.example",
    });
    const look = async () => {
      const record = await sales.ask("GET", `/leads/${id}`);
      return record["responseMissed"] === true ? record : undefined;
    };
    await waitFor("The missed response", look, 150_000);
    const called = await sales.ask("POST", `/leads/${id}/mark-contacted`, {});
    expect(called).toMatchObject({ responseMissed: true, response: { inTime: false } });
    const { events } = await sales.read(`/leads/${id}/history`, History);
    expect(events.filter(({ type }) => type === "lead.response-missed")).toHaveLength(1);
  }, 180_000);
};
